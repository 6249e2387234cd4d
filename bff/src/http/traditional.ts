import { Converter } from 'opencc-js/cn2t';

let converter: ReturnType<typeof Converter> | undefined;
/** The converter is made at the first text: its dictionaries take time that a start need not spend. */
const convert = (text: string): string => {
  converter ??= Converter({ from: 'cn', to: 'tw' });
  return converter(text);
};

/** A name that was masked (王*国): its characters are the person's own and stay as they are. */
const MASKED = /\p{Script=Han}?\*+\p{Script=Han}?/gu;

/** Simplified Chinese text in Traditional characters (OpenCC; characters only, the words stay the mainland's). Masked names are left alone. */
export function traditional(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return text;
  let done = '';
  let from = 0;
  for (const { 0: masked, index } of text.matchAll(MASKED)) {
    done += convert(text.slice(from, index)) + masked;
    from = index + masked.length;
  }
  return done + convert(text.slice(from));
}

/** Every text within a JSON value, keys left alone. */
export function traditionalJson(value: unknown): unknown {
  if (typeof value === 'string') return traditional(value);
  if (Array.isArray(value)) return value.map(traditionalJson);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, traditionalJson(part)]));
}

/** True where the first language that a client names is Chinese in Traditional script (zh-Hant, zh-TW, zh-HK, zh-MO). */
export function wantsTraditional(acceptLanguage: string): boolean {
  const first = acceptLanguage.split(',')[0]?.split(';')[0]?.trim() ?? '';
  return /^zh-(?:hant|tw|hk|mo)\b/i.test(first);
}
