import Taro from '@tarojs/taro';
import { inScript } from '../script/script';

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
  Taro.showToast({ title: inScript(title), icon: 'none', duration: 2000 }).catch(() => undefined);
}
