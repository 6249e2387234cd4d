import { randomBytes, randomInt } from 'node:crypto';

/** A new document id: 128 random bits as 22 letters, digits, `-` and `_`; with `prefix_` before it where a log should tell what it is. */
export const newId = (prefix?: string): string => {
  const id = randomBytes(16).toString('base64url');
  return prefix === undefined ? id : `${prefix}_${id}`;
};

/** A one-time code of six digits, each equally likely. */
export const newSixDigitCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');
