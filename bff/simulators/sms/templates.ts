/** Message templates as registered with the SMS provider: `{name}` is a parameter. */
export const TEMPLATES: Record<string, string> = {
  'login-code': '【家庭共济】登录验证码 {code}，{minutes} 分钟内有效。工作人员不会向您索要验证码，请勿告诉他人。',
  'proof-code': '【家庭共济】身份核实验证码 {code}，{minutes} 分钟内有效，用于确认您本人。请勿告诉他人。',
  invited: '【家庭共济】{ownerName} 邀请您加入其医保个人账户家庭共济。请打开医保家庭共济小程序查看，是否同意由您决定。',
  'bound-by-owner':
    '【家庭共济】{ownerName} 已将您登记为其医保个人账户的共济成员。如不是您的家人，请在小程序中选择“不是我的家人”或拨打 12393。',
  'sharing-active': '【家庭共济】您与 {otherName} 的共济关系已生效，可在 {regionName} 按规定使用。详情见小程序。',
  'sharing-refused': '【家庭共济】您与 {otherName} 的共济登记未成功，原因和办法请在小程序中查看，或拨打 12393。',
  'sharing-ended': '【家庭共济】您与 {otherName} 的共济关系已解除。如非您本人意愿，请拨打 12393。',
  'bill-paid': '【家庭共济】{memberName} 于 {paidOn} 就医使用共济账户 {amountYuan} 元。明细见小程序。',
};

/** The names of a template's parameters, in order of appearance. */
export function paramNames(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
}

/** The text that arrives on the phone. */
export function render(template: string, params: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
}
