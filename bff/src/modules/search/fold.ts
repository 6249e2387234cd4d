import { Converter } from 'opencc-js/t2cn';

const toSimplified = Converter({ from: 't', to: 'cn' });

const digitOf: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const scaleOf: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10000 };
/** Only a number that counts something is folded, so that words such as 一直, 万一 or 三甲 stay as they are. */
const countedNumber =
  /[零〇一二两三四五六七八九十百千万]+(?=周岁|岁|个|天|日|月|年|次|元|块|人|位|种|级|代|分钟|小时|周|倍|份|张|口)/g;

/** Reads a Chinese number below one hundred million ('十六' → 16); digits read one by one ('二零二六' → 2026). */
export function chineseNumber(text: string): number {
  const hasScale = [...text].some((character) => character in scaleOf);
  if (!hasScale) return Number([...text].map((character) => digitOf[character] ?? 0).join(''));
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const character of text) {
    const scale = scaleOf[character];
    if (scale === undefined) {
      digit = digitOf[character] ?? 0;
    } else if (scale === 10000) {
      total += (section + digit || 1) * scale;
      section = 0;
      digit = 0;
    } else {
      section += (digit || 1) * scale;
      digit = 0;
    }
  }
  return total + section + digit;
}

/**
 * Folds a text to what the search compares: full width to half width, lower case, Traditional to Simplified, one
 * spelling of 账户, counted Chinese numbers to digits, everything that is no letter, digit or Han character to a space.
 */
export function foldText(text: string): string {
  return toSimplified(text.normalize('NFKC').toLowerCase())
    .replace(/帐/g, '账')
    .replace(/网路/g, '网络')
    .replace(countedNumber, (number) => String(chineseNumber(number)))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
