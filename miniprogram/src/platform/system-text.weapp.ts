declare const wx: { getAppBaseInfo?(): { fontSizeScaleFactor?: number } };

/** WeChat's size levels go up in steps of about a tenth; from the third step above the standard on, people want large text (care mode is 1.4). */
const LARGE_FROM = 1.2;

export function wantsLargeText(): boolean {
  return (wx.getAppBaseInfo?.().fontSizeScaleFactor ?? 1) >= LARGE_FROM;
}

export function dressShell(): void {
  // The native bars follow the phone.
}
