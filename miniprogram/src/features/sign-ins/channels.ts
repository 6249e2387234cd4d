/** The doors in plain words. */
export const CHANNEL_WORDS = { phone: '手机号', wechat: '微信', alipay: '支付宝' } as const;

/** "手机号 138****5678", "微信" */
export function doorWords(door: { channel: keyof typeof CHANNEL_WORDS; maskedPhone?: string }): string {
  return door.maskedPhone ? `${CHANNEL_WORDS[door.channel]} ${door.maskedPhone}` : CHANNEL_WORDS[door.channel];
}
