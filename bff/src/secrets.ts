import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Keys for one purpose each, derived from the configured secrets (HKDF, RFC 5869): no key does two jobs. */
export interface Secrets {
  /** Signs access tokens. */
  accessKey: Uint8Array;
  /** Makes refresh tokens. */
  refreshKey: Uint8Array;
  /** Keys the hashes of one-time codes. */
  codeKey: Uint8Array;
  /** Keys the fingerprints of idempotency keys. */
  fingerprintKey: Uint8Array;
  /** Makes the tokens that console requests carry beside the cookie. */
  csrfKey: Uint8Array;
  /** Finds phone doors; newest first, older ones during a rotation. */
  doorKeys: Uint8Array[];
  /** Finds a person by the number that a core knows them by; newest first. */
  psnNoKeys: Uint8Array[];
}

/**
 * @param accessTokenSecret ACCESS_TOKEN_SECRET
 * @param blindIndexKeys BLIND_INDEX_KEY and, during a rotation, the one before it
 */
export function deriveSecrets(accessTokenSecret: string, blindIndexKeys: readonly string[]): Secrets {
  const derive = (from: string, purpose: string) => new Uint8Array(hkdfSync('sha256', from, 'gongji', purpose, 32));
  return {
    accessKey: derive(accessTokenSecret, 'access-token'),
    refreshKey: derive(accessTokenSecret, 'refresh-token'),
    codeKey: derive(accessTokenSecret, 'one-time-code'),
    fingerprintKey: derive(accessTokenSecret, 'idempotency-fingerprint'),
    csrfKey: derive(accessTokenSecret, 'operator-csrf'),
    doorKeys: blindIndexKeys.map((key) => derive(key, 'phone-door')),
    psnNoKeys: blindIndexKeys.map((key) => derive(key, 'psn-no')),
  };
}

/** HMAC-SHA-256 as base64url over length-prefixed parts, so that no two different lists of parts look the same. */
export function keyedHash(key: Uint8Array, ...parts: string[]): string {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(`${Buffer.byteLength(part)}:`).update(part);
  return hmac.digest('base64url');
}

/** Compares two texts of equal length without telling by time where they differ. */
export function isSameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
