import { Refusal } from './channel';
import { inConvention, type Options } from './convention';
import { number, type Parts, type Table, text } from './parts';

type Outcome = { outcome: 'pass' | 'fail' | 'cancel' };
type Answers = { answers: Record<string, 'accept' | 'reject'> };
const nothing = () => undefined;

/** WeChat: what the phone's owner lets the program do. */
export function weappPeople(parts: Parts): Table {
  const { channel } = parts;
  const api = (name: string, work: (options: Options) => Promise<object | undefined>) =>
    inConvention('weapp', name, work);
  return {
    login: api('login', async () => {
      const { code } = await channel.call<{ code: string }>('login');
      return { code };
    }),
    checkSession: api('checkSession', async () => undefined),
    // Base library 3.8.12. A failed check is a failure of the call; the program's server asks for the truth anyway.
    requestFacialVerify: api('requestFacialVerify', async ({ verifyId }) => {
      const { outcome } = await channel.call<Outcome>('face', { id: text(verifyId) });
      if (outcome === 'cancel') throw new Refusal('cancel', { errCode: 90004 });
      if (outcome === 'fail') throw new Refusal('face not match', { errCode: 10004 });
      return { errCode: 0, verifyResult: 'ok' };
    }),
    requestSubscribeMessage: api('requestSubscribeMessage', async ({ tmplIds }) => {
      const ids = tmplIds as string[] | undefined;
      if (!Array.isArray(ids) || ids.length === 0) throw new Refusal("TmplIds can't be empty", { errCode: 10001 });
      if (ids.length > 5) throw new Refusal('Templates count out of max bounds', { errCode: 20003 });
      if (!parts.isTapped()) throw new Refusal('can only be invoked by user TAP gesture.', { errCode: 20026 });
      return (await channel.call<Answers>('subscribe', { templateIds: ids })).answers;
    }),
    makePhoneCall: api('makePhoneCall', ({ phoneNumber }) =>
      channel.call('dial', { number: text(phoneNumber) }).then(nothing),
    ),
    setClipboardData: api('setClipboardData', async ({ data }) => {
      if (typeof data !== 'string')
        throw new Refusal('parameter error: parameter.data should be String instead of Undefined;');
      await channel.call('clipboardWrite', { text: data });
      // WeChat says so itself, over whatever toast is there.
      await channel.call('showToast', { title: '内容已复制', icon: 'success', duration: 1500 });
      return undefined;
    }),
    getClipboardData: api('getClipboardData', async () => ({
      data: (await channel.call<{ text: string }>('clipboardRead')).text,
    })),
    scanCode: api('scanCode', async () => {
      const { text: result } = await channel.call<{ text: string }>('scan');
      return { result, scanType: 'QR_CODE', charSet: 'utf-8', rawData: '', path: '' };
    }),
    showShareMenu: api('showShareMenu', async () => undefined),
    hideShareMenu: api('hideShareMenu', async () => undefined),
    updateShareMenu: api('updateShareMenu', async () => undefined),
    openCustomerServiceChat: api('openCustomerServiceChat', () => channel.call('contact').then(nothing)),
    getSetting: api('getSetting', async () => ({
      authSetting: {},
      subscriptionsSetting: { mainSwitch: true, itemSettings: {} },
    })),
    openSetting: api('openSetting', async () => ({ authSetting: {} })),
    chooseMedia: api('chooseMedia', () => channel.call('choosePhoto', { count: 1 })),
    exitMiniProgram: api('exitMiniProgram', () => channel.call('exit').then(nothing)),
  };
}

/** Alipay: the same wishes under other names, answered in other shapes. */
export function alipayPeople(parts: Parts): Table {
  const { channel } = parts;
  const api = (name: string, work: (options: Options) => Promise<object | undefined>) =>
    inConvention('alipay', name, work);
  return {
    getAuthCode: api('getAuthCode', async ({ scopes }) => {
      const wanted = Array.isArray(scopes) ? (scopes as string[]) : [text(scopes, 'auth_base')];
      if (wanted.some((scope) => scope !== 'auth_base')) {
        const buttons = [
          { id: 'deny', label: '拒绝' },
          { id: 'allow', label: '同意' },
        ];
        const { id } = await channel.call<{ id: string }>('ask', {
          title: '授权',
          content: wanted.join('、'),
          buttons,
        });
        if (id === 'deny') throw new Refusal('用户取消授权', { error: 11, errorMessage: '用户取消授权' });
      }
      const { code } = await channel.call<{ code: string }>('login');
      return { authCode: code, authSuccessScopes: wanted, authErrorScopes: {} };
    }),
    // resultStatus: 9000 passed, 6001 cancelled, 6002 no network, 4000 failed.
    startAPVerify: api('startAPVerify', async ({ url, certifyId }) => {
      if (text(url) === '' || text(certifyId) === '') throw new Refusal('invalid parameter', { error: 2 });
      const { outcome } = await channel.call<Outcome>('face', { id: text(certifyId) });
      const resultStatus = outcome === 'pass' ? '9000' : outcome === 'cancel' ? '6001' : '4000';
      return { resultStatus, result: { certifyId: text(certifyId) } };
    }),
    requestSubscribeMessage: api('requestSubscribeMessage', async ({ entityIds }) => {
      const ids = entityIds as string[] | undefined;
      if (!Array.isArray(ids) || ids.length === 0 || ids.length > 3) throw new Refusal('参数错误', { error: 2 });
      const { answers } = await channel.call<Answers>('subscribe', { templateIds: ids });
      const accepted = ids.filter((id) => answers[id] === 'accept');
      const result = {
        subscribeEntityIds: accepted,
        subscribedEntityIds: accepted,
        unsubscribedEntityIds: ids.filter((id) => answers[id] !== 'accept'),
        currentSubscribedEntityIds: accepted,
      };
      if (accepted.length === 0) throw new Refusal('用户取消订阅', { error: 11, errorMessage: '用户取消订阅' });
      return { behavior: 'subscribe', keep: false, refuse: false, show: true, result };
    }),
    // The answer is sealed and signed for the program's server; a person who says no is error 11 here.
    getPhoneNumber: api('getPhoneNumber', async () => {
      const { response } = await channel.call<{ response: string }>('phoneNumber');
      return { response };
    }),
    makePhoneCall: api('makePhoneCall', ({ number: called }) =>
      channel.call('dial', { number: text(called) }).then(nothing),
    ),
    setClipboard: api('setClipboard', ({ text: copied }) =>
      channel.call('clipboardWrite', { text: text(copied) }).then(nothing),
    ),
    getClipboard: api('getClipboard', async () => ({
      text: (await channel.call<{ text: string }>('clipboardRead')).text,
    })),
    scan: api('scan', async ({ scanType }) => {
      const { text: code } = await channel
        .call<{ text: string }>('scan')
        .catch((error: unknown) =>
          Promise.reject(
            error instanceof Refusal ? new Refusal('用户取消操作', { error: 10, errorMessage: '用户取消操作' }) : error,
          ),
        );
      return { code, qrCode: code, scanType, result: code };
    }),
    showSharePanel: api('showSharePanel', () => channel.call('sharePanel').then(nothing)),
    hideShareMenu: api('hideShareMenu', async () => undefined),
    openCustomerServiceChat: api('openCustomerServiceChat', () => channel.call('contact').then(nothing)),
    getSetting: api('getSetting', async () => ({ authSetting: {} })),
    openSetting: api('openSetting', async () => ({ authSetting: {} })),
    chooseImage: api('chooseImage', ({ count }) => channel.call('choosePhoto', { count: number(count, 1) })),
    exitMiniProgram: api('exitMiniProgram', () => channel.call('exit').then(nothing)),
  };
}
