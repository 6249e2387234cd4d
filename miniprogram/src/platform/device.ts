import Taro from '@tarojs/taro';

/** The national medical-insurance hotline. */
export const HOTLINE = '12393';

/** Opens the phone's dialler with the hotline; a person who cannot call sees the number on the screen anyway. */
export function callHotline(): void {
  Taro.makePhoneCall({ phoneNumber: HOTLINE }).catch(() => undefined);
}

/** Copies text and says so. False where the platform refused. */
export async function copyText(text: string, said: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data: text });
    showToast(said);
    return true;
  } catch {
    return false;
  }
}

/** A short word at the screen's middle. */
export function showToast(title: string): void {
  Taro.showToast({ title, icon: 'none', duration: 2000 }).catch(() => undefined);
}

/** Scans a code that a relative shows; undefined when it was cancelled or there is no camera. */
export async function scanCode(): Promise<string | undefined> {
  try {
    const answer = await Taro.scanCode({ onlyFromCamera: false });
    return answer.result;
  } catch {
    return undefined;
  }
}
