import { PlatformRefusal, type PlatformSignIn } from './types';

declare const my: {
  getAuthCode(options: { scopes: string; success(answer: { authCode?: string }): void; fail(): void }): void;
};

/** my.getAuthCode with auth_base: silent, gives our server an open_id and nothing else. */
export const platformSignIn: PlatformSignIn = {
  channel: 'alipay',
  label: '支付宝登录',
  code: () =>
    new Promise<string>((resolve, reject) => {
      const failed = () => reject(new PlatformRefusal('failed', '支付宝登录没有成功，请再点一次，或者用手机号登录。'));
      my.getAuthCode({
        scopes: 'auth_base',
        success: (answer) => (answer.authCode ? resolve(answer.authCode) : failed()),
        fail: failed,
      });
    }),
};
