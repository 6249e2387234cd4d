import { type PlatformFace, PlatformRefusal } from './types';

interface FacialVerify {
  verifyId: string;
  success(): void;
  fail(problem: { errCode?: number; errMsg?: string }): void;
}
/** requestFacialVerify is there from base library 3.8.12 on. */
declare const wx: { requestFacialVerify?(options: FacialVerify): void };

const TOO_OLD = '您的微信版本太低，不能刷脸。请更新微信，或者带身份证到医保窗口办理。';

/** The outcome told here is not trusted: our server asks WeChat itself (queryverifyinfo). */
export const platformFace: PlatformFace = {
  channel: 'wechat',
  returnUrl: () => undefined,
  run: (ticket) =>
    new Promise((resolve, reject) => {
      const verifyId = ticket.wechat?.verifyId;
      if (!wx.requestFacialVerify || !verifyId) {
        reject(new PlatformRefusal('unsupported', TOO_OLD));
        return;
      }
      wx.requestFacialVerify({
        verifyId,
        success: () => resolve('finished'),
        fail: (problem) => {
          const isCancelled = /cancel/i.test(problem.errMsg ?? '');
          // A failed check is an outcome too: the server knows why. Only a cancelled one never happened.
          if (isCancelled) reject(new PlatformRefusal('cancelled', '人脸识别已取消。准备好后可以再试一次。'));
          else resolve('finished');
        },
      });
    }),
};
