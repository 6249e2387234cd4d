/** Money is whole fen everywhere; yuan exists only as text that a person reads or types. */

/** True for a whole, safe, non-negative number of fen. */
export function isFen(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Fen as yuan text with two decimals: 1234 → '12.34', -5 → '-0.05'. Throws RangeError for anything but whole fen. */
export function formatFen(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not whole fen: ${fen}`);
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Fen as yuan text for reading, thousands parted: 250000 → '2,500.00'. Never for the wire. Throws RangeError for anything but whole fen. */
export function readableFen(fen: number): string {
  return formatFen(fen).replace(/\B(?=(?:\d{3})+\.)/g, ',');
}

/**
 * Yuan as typed by a person → fen; undefined when it is no amount with at most two decimals.
 * Works on the text (never on floats), tolerates full-width digits, a thousands comma, spaces and a ¥ sign.
 */
export function parseYuan(text: string): number | undefined {
  const plain = toHalfWidth(text).replace(/[\s,¥￥元]/g, '');
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(plain);
  if (!match) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** Sum of whole fen. Throws RangeError when a part or the sum is not whole and safe. */
export function sumFen(parts: readonly number[]): number {
  let sum = 0;
  for (const part of parts) {
    sum += part;
    if (!Number.isSafeInteger(part) || !Number.isSafeInteger(sum)) throw new RangeError('not whole fen');
  }
  return sum;
}

/** Full-width ASCII (０-９, Ａ-Ｚ, ．) → half-width; phones' Chinese keyboards produce the former. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ');
}
