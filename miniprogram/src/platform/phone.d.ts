/** What our server reads the number from. */
export type PhoneSource = { channel: 'wechat'; code: string } | { channel: 'alipay'; response: string; sign: string };

export interface PlatformPhone {
  /** What the button says; absent where the platform has no such button (browser): the number is typed. */
  label?: string;
  /** Props of the platform's own button. `onNo`: the person refused, or the platform has no number. */
  buttonProps(onSource: (source: PhoneSource) => void, onNo: () => void): object;
}

export declare const platformPhone: PlatformPhone;
