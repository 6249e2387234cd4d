import { formatFen, parseYuan } from '@gongji/shared/domain/money';

/** Fen as the wire carries money: yuan as text with two decimals. */
export const yuanOf = (fen: number): string => formatFen(fen);

/** Yuan text or a JSON number with at most two decimals → fen, over text and never over floats; undefined when it is none. */
export function fenOf(yuan: unknown): number | undefined {
  if (typeof yuan !== 'string' && typeof yuan !== 'number') return undefined;
  const text = String(yuan);
  return /^\d+(?:\.\d{1,2})?$/.test(text) ? parseYuan(text) : undefined;
}
