import { PlatformRefusal, type PlatformSignIn } from './types';

declare const wx: {
  login(options: { timeout: number; success(answer: { code?: string }): void; fail(): void }): void;
};

/** wx.login: a code that our server changes for an openid (jscode2session); nothing of the person is asked for. */
export const platformSignIn: PlatformSignIn = {
  channel: 'wechat',
  label: '微信登录',
  code: () =>
    new Promise<string>((resolve, reject) => {
      const failed = () => reject(new PlatformRefusal('failed', '微信登录没有成功，请再点一次，或者用手机号登录。'));
      wx.login({ timeout: 10_000, success: (answer) => (answer.code ? resolve(answer.code) : failed()), fail: failed });
    }),
};
