import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { CoreSigning, SignedHead } from './strategy';

/**
 * The trade's SHA-256(timestamp + secret + nonce + timestamp). It leaves the body uncovered, so a second header carries
 * HMAC-SHA256 over head and body with the same secret (our addition; PROTOCOL.md says so).
 */
export const sha256Signing: CoreSigning = {
  sign(body, head, { secret }) {
    if (!secret) throw new Error('sha256 signing needs a secret');
    return { signature: headSignature(head, secret), contentSignature: contentSignature(body, head, secret) };
  },
  verify(body, head, given, { secret }) {
    if (!secret || given.contentSignature === undefined) return false;
    return (
      isSame(given.signature, headSignature(head, secret)) &&
      isSame(given.contentSignature, contentSignature(body, head, secret))
    );
  },
};

const headSignature = ({ timestamp, nonce }: SignedHead, secret: string) =>
  createHash('sha256').update(`${timestamp}${secret}${nonce}${timestamp}`).digest('hex');

const contentSignature = (body: string, head: SignedHead, secret: string) =>
  createHmac('sha256', secret)
    .update([head.keyId, head.timestamp, head.nonce, head.requestNonce ?? '', body].join('\n'))
    .digest('hex');

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
