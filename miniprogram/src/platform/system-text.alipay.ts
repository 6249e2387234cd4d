declare const my: { getSystemInfoSync?(): { fontSizeSetting?: number } };

/** Alipay tells the size of its text in px; 16 is the standard. */
const LARGE_FROM = 20;

export function wantsLargeText(): boolean {
  return (my.getSystemInfoSync?.().fontSizeSetting ?? 0) >= LARGE_FROM;
}

export function dressShell(): void {
  // The native bars follow the phone.
}
