import { type PlatformFace, PlatformRefusal } from './types';

/** The browser leaves for the certify page and comes back to the return page; the check's id waits in storage. */
export const platformFace: PlatformFace = {
  channel: 'h5',
  returnUrl: (path) => `${window.location.origin}${path}`,
  run: (ticket) => {
    if (!ticket.alipay) {
      return Promise.reject(
        new PlatformRefusal('unsupported', '现在不能刷脸，请过几分钟再试，或者带身份证到医保窗口办理。'),
      );
    }
    window.location.assign(ticket.alipay.url);
    return Promise.resolve('left');
  },
};
