/** Separators that people and keyboards put where the certificate has U+00B7. */
const OTHER_DOTS = /[\u2022\u2027\u30FB\uFF65\u22C5\u2219\u0387\u16EB.\uFF0E\u3002]/g;
const NAME = /^\p{Script=Han}+(?:\u00B7\p{Script=Han}+)*$/u;
const MAX_NAME_LENGTH = 50;

/** A person's name as certificates write it: no spaces, every separating dot as U+00B7. */
export function normaliseName(text: string): string {
  return text.replace(/[\s\u3000]/g, '').replace(OTHER_DOTS, '\u00B7');
}

/** True for a Chinese name after normaliseName: Han characters (rare ones such as 䶮, 𠮷 too), parts joined by U+00B7, up to 50 characters. */
export function isName(text: string): boolean {
  return Array.from(text).length <= MAX_NAME_LENGTH && NAME.test(text);
}

/** Mainland mobile number: 11 digits beginning 13 to 19. */
export function isMobileNumber(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text);
}
