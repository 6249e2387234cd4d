import type { PhoneSource, PlatformPhone } from './phone';

declare const my: {
  getPhoneNumber(options: { success(answer: { response?: string }): void; fail(): void }): void;
};

interface AuthorizeEvent {
  detail?: { errorMessage?: string };
}

/** Alipay's answer is JSON text with the sealed number and Alipay's signature; a refusal is JSON text too. */
function sourceIn(answer: string | undefined): PhoneSource | undefined {
  try {
    const { response, sign } = JSON.parse(answer ?? '') as { response?: unknown; sign?: unknown };
    return typeof response === 'string' && typeof sign === 'string' ? { channel: 'alipay', response, sign } : undefined;
  } catch {
    return undefined;
  }
}

/** open-type="getAuthorize" with scope phoneNumber asks the person; my.getPhoneNumber then gives what only our server can open. */
export const platformPhone: PlatformPhone = {
  label: '用支付宝绑定的手机号',
  buttonProps: (onSource, onNo) => ({
    openType: 'getAuthorize',
    scope: 'phoneNumber',
    onGetAuthorize: (event?: AuthorizeEvent) => {
      if (event?.detail?.errorMessage) return onNo();
      my.getPhoneNumber({
        success: ({ response }) => {
          const source = sourceIn(response);
          if (source) onSource(source);
          else onNo();
        },
        fail: onNo,
      });
    },
    // Most versions of Alipay tell a refusal here, some in the event above.
    onError: onNo,
  }),
};
