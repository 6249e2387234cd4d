import { randomBytes, randomInt } from 'node:crypto';

/** A new document id: 128 random bits as 22 letters, digits, `-` and `_`. */
export const newId = (): string => randomBytes(16).toString('base64url');

/** A one-time code of six digits, each equally likely. */
export const newSixDigitCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');
