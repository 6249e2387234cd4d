import { type PlatformFace, PlatformRefusal } from './types';

interface ApVerify {
  url: string;
  certifyId: string;
  success(answer: { resultStatus?: string }): void;
  fail(): void;
}
declare const my: { startAPVerify?(options: ApVerify): void };

/** resultStatus of startAPVerify when the person closed the check. */
const CANCELLED = '6001';

/** The outcome told here is not trusted: our server asks Alipay itself (certify.open.query). */
export const platformFace: PlatformFace = {
  channel: 'alipay',
  returnUrl: () => undefined,
  run: (ticket) =>
    new Promise((resolve, reject) => {
      const unsupported = () =>
        reject(new PlatformRefusal('unsupported', '现在不能刷脸。请更新支付宝再试，或者带身份证到医保窗口办理。'));
      if (!my.startAPVerify || !ticket.alipay) {
        unsupported();
        return;
      }
      my.startAPVerify({
        url: ticket.alipay.url,
        certifyId: ticket.alipay.certifyId,
        success: (answer) => {
          if (answer.resultStatus === CANCELLED) {
            reject(new PlatformRefusal('cancelled', '人脸识别已取消。准备好后可以再试一次。'));
          } else resolve('finished');
        },
        fail: unsupported,
      });
    }),
};
