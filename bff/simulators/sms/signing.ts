import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** Hex HMAC-SHA256 over the parts joined by line feeds; see README.md for which parts. */
export function signature(secret: string, parts: string[], body: string): string {
  return createHmac('sha256', secret)
    .update([...parts, sha256(body)].join('\n'), 'utf8')
    .digest('hex');
}

/** Compares two signatures without telling by its duration where they differ. */
export function isSameSignature(expected: string, given: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(given);
  return left.length === right.length && timingSafeEqual(left, right);
}
