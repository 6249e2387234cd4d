/** Masks count characters, not UTF-16 units, so that rare characters (𠮷) are never cut in half. */

/** 王建国 → 王*国, 王五 → 王*, 欧阳建国 → 欧**国. An empty name stays empty; a single character becomes *. */
export function maskName(name: string): string {
  const characters = Array.from(name);
  if (characters.length === 0) return '';
  if (characters.length === 1) return '*';
  if (characters.length === 2) return `${characters[0]}*`;
  return `${characters[0]}${'*'.repeat(characters.length - 2)}${characters[characters.length - 1]}`;
}

/** 18-digit certificate number → 5201**********1234; anything shorter than 9 characters is hidden whole. */
export function maskCertificate(certificateNo: string): string {
  return maskMiddle(certificateNo, 4, 4);
}

/** 13812345678 → 138****5678; anything shorter than 8 characters is hidden whole. */
export function maskPhone(phone: string): string {
  return maskMiddle(phone, 3, 4);
}

function maskMiddle(text: string, head: number, tail: number): string {
  const characters = Array.from(text);
  if (characters.length <= head + tail) return '*'.repeat(characters.length);
  const hidden = '*'.repeat(characters.length - head - tail);
  return `${characters.slice(0, head).join('')}${hidden}${characters.slice(-tail).join('')}`;
}
