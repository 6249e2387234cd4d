import type { PlatformPhone } from './phone';

interface PhoneEvent {
  detail: { code?: string };
}

/** open-type="getPhoneNumber": WeChat asks the person and gives a code that our server changes for the number, once. */
export const platformPhone: PlatformPhone = {
  label: '用微信绑定的手机号',
  buttonProps: (onSource, onNo) => ({
    openType: 'getPhoneNumber',
    onGetPhoneNumber: ({ detail }: PhoneEvent) =>
      detail.code ? onSource({ channel: 'wechat', code: detail.code }) : onNo(),
  }),
};
