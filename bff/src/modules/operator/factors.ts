import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';

/** OWASP's first choice for argon2id (algorithm 2): 19 MiB, two passes, one lane; about 40 ms on a small server. */
const ARGON2 = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const ISSUER = '共济运营台';
const PERIOD_SECONDS = 30;
const RECOVERY_CODES = 10;

export const MIN_PASSWORD_LENGTH = 12;

/** Why a password will not do; undefined when it does. At least 12 characters, letters and digits, without the account's name. */
export function isPasswordStrong(password: string, name: string): boolean {
  const text = password.normalize('NFC');
  if ([...text].length < MIN_PASSWORD_LENGTH) return false;
  if (!/\p{L}/u.test(text) || !/\p{N}/u.test(text)) return false;
  if (new Set(text).size < 6) return false;
  return !text.toLowerCase().includes(name);
}

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), ARGON2);

/** A hash that no password opens: an unknown account costs as much time as a known one. */
const nobody = hash(randomBytes(32), ARGON2);

/** True when the password opens the hash. Without a hash: false, after the same work. */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const fits = await verify(passwordHash ?? (await nobody), password.normalize('NFC'));
  return fits && passwordHash !== undefined;
}

const totpOf = (name: string, secret: string) =>
  new TOTP({
    issuer: ISSUER,
    label: name,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });

/** A new secret of 160 bits for a code generator (RFC 6238), as Base32 and as the address that a phone scans. */
export function newTotpSecret(name: string): { secret: string; otpauthUri: string } {
  const { base32: secret } = new Secret({ size: 20 });
  return { secret, otpauthUri: totpOf(name, secret).toString() };
}

/** The 30-second step that a code belongs to, at most one step off; undefined when it does not fit. */
export function totpStep(secret: string, code: string, now: Date): number | undefined {
  const delta = totpOf('x', secret).validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + delta;
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** Ten codes of 80 random bits, in groups of four letters, for the day the phone is lost. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const letters = [...randomBytes(16)].map((byte) => BASE32[byte & 31]).join('');
    return letters.match(/.{4}/g)?.join('-') ?? letters;
  });
}

/** What is kept of a recovery code. 80 random bits need no slow hash. */
export const recoveryHash = (code: string): string =>
  createHash('sha256').update(code.replaceAll('-', '').toLowerCase()).digest('base64url');

/** A new one-time or session token of 256 bits, and what is kept of it. */
export function newToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: tokenHash(token) };
}

export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url');
