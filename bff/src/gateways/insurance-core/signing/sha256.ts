import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { CoreConnection } from '../connections';
import type { SigningStrategy } from './strategy';

type Sha256Connection = Extract<CoreConnection, { strategy: 'sha256' }>;

/**
 * SHA-256 of timestamp + secret + nonce + timestamp in a header, as seen in the trade. That covers no body, so a second
 * header carries HMAC-SHA256(secret, keyId, timestamp, nonce, request nonce, body joined by line ends): our addition.
 */
export const sha256Strategy: SigningStrategy<Sha256Connection> = {
  sign(body, { keyId, timestamp, nonce, requestNonce }, { secret }) {
    const signature = createHash('sha256')
      .update(timestamp + secret + nonce + timestamp)
      .digest('hex');
    const content = [keyId, timestamp, nonce, requestNonce ?? '', body].join('\n');
    return { signature, contentSignature: createHmac('sha256', secret).update(content).digest('hex') };
  },
  verify(body, head, given, connection) {
    const right = sha256Strategy.sign(body, head, connection);
    return (
      isSame(given.signature, right.signature) && isSame(given.contentSignature ?? '', right.contentSignature as string)
    );
  },
};

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
