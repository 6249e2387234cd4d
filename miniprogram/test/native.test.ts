import { afterEach, describe, expect, test, vi } from 'vitest';
import { codeIn } from '../src/features/invitation/code';

interface Callbacks {
  success(answer?: unknown): void;
  fail(problem?: unknown): void;
}
type Native = (options: Callbacks & Record<string, unknown>) => void;

/** A fresh start of the program with these native calls, answered as the vendors' documents say. */
function onWechat(api: Record<string, unknown>) {
  vi.resetModules();
  vi.stubGlobal('wx', api);
}
function onAlipay(api: Record<string, unknown>) {
  vi.resetModules();
  vi.stubGlobal('my', api);
}
afterEach(() => vi.unstubAllGlobals());

const answers =
  (answer: unknown): Native =>
  ({ success }) =>
    success(answer);
const refuses: Native = ({ fail }) => fail({ errMsg: 'fail cancel', error: 11 });

describe('one-time messages', () => {
  test.each([
    [{ T1: 'accept', errMsg: 'requestSubscribeMessage:ok' }, true],
    [{ T1: 'reject', errMsg: 'requestSubscribeMessage:ok' }, false],
    [{ T1: 'ban', errMsg: 'requestSubscribeMessage:ok' }, false],
    [{ T1: 'filter', errMsg: 'requestSubscribeMessage:ok' }, false],
    [{ T2: 'accept', errMsg: 'requestSubscribeMessage:ok' }, false],
  ])('WeChat says %j', async (said, isAllowed) => {
    const asked = vi.fn(answers(said));
    onWechat({ requestSubscribeMessage: asked });
    const { askForMessage } = await import('../src/platform/subscribe.weapp');
    expect(await askForMessage('T1')).toBe(isAllowed);
    expect(asked.mock.calls[0]?.[0]).toMatchObject({ tmplIds: ['T1'] });
  });

  test.each([
    [{ behavior: 'subscribe', result: { subscribeEntityIds: ['T1'] } }, true],
    [{ behavior: 'subscribe', result: { subscribedEntityIds: ['T1'], unsubscribedEntityIds: [] } }, true],
    [{ behavior: 'subscribe', result: { subscribedEntityIds: [], unsubscribedEntityIds: ['T1'] } }, false],
    [{ behavior: 'cancel', result: { subscribedEntityIds: ['T1'] } }, false],
    [{ behavior: 'subscribe' }, false],
  ])('Alipay says %j', async (said, isAllowed) => {
    const asked = vi.fn(answers(said));
    onAlipay({ requestSubscribeMessage: asked });
    const { askForMessage } = await import('../src/platform/subscribe.alipay');
    expect(await askForMessage('T1')).toBe(isAllowed);
    expect(asked.mock.calls[0]?.[0]).toMatchObject({ entityIds: ['T1'] });
  });

  test('a refusal, and a version that cannot ask, are a no; nobody is left waiting', async () => {
    onWechat({ requestSubscribeMessage: refuses });
    expect(await (await import('../src/platform/subscribe.weapp')).askForMessage('T1')).toBe(false);
    onWechat({});
    expect(await (await import('../src/platform/subscribe.weapp')).askForMessage('T1')).toBe(false);
    onAlipay({});
    expect(await (await import('../src/platform/subscribe.alipay')).askForMessage('T1')).toBe(false);
    expect(await (await import('../src/platform/subscribe.h5')).askForMessage('T1')).toBe(false);
  });

  test('the platform is asked in the tap itself, not later', async () => {
    const asked = vi.fn();
    onWechat({ requestSubscribeMessage: asked });
    const { askForMessage } = await import('../src/platform/subscribe.weapp');
    askForMessage('T1');
    expect(asked).toHaveBeenCalledTimes(1);
  });
});

describe('phone number', () => {
  test('WeChat gives a code; a refusal leads back to typing', async () => {
    onWechat({});
    const { platformPhone } = await import('../src/platform/phone.weapp');
    const [onSource, onNo] = [vi.fn(), vi.fn()];
    const props = platformPhone.buttonProps(onSource, onNo) as {
      openType: string;
      onGetPhoneNumber(event: { detail: object }): void;
    };
    expect(props.openType).toBe('getPhoneNumber');
    props.onGetPhoneNumber({ detail: { code: 'c0de', errMsg: 'getPhoneNumber:ok' } });
    expect(onSource).toHaveBeenCalledWith({ channel: 'wechat', code: 'c0de' });
    props.onGetPhoneNumber({ detail: { errMsg: 'getPhoneNumber:fail user deny' } });
    expect(onNo).toHaveBeenCalledTimes(1);
  });

  test('Alipay gives sealed text; refusals of either step lead back to typing', async () => {
    const sealed = JSON.stringify({ response: 'c2VhbGVk', sign: 'c2lnbg==', sign_type: 'RSA2' });
    const tryWith = async (getPhoneNumber: Native) => {
      onAlipay({ getPhoneNumber });
      const { platformPhone } = await import('../src/platform/phone.alipay');
      const [onSource, onNo] = [vi.fn(), vi.fn()];
      const props = platformPhone.buttonProps(onSource, onNo) as {
        scope: string;
        onGetAuthorize(): void;
        onError(): void;
      };
      expect(props.scope).toBe('phoneNumber');
      props.onGetAuthorize();
      return { onSource, onNo, props };
    };
    const good = await tryWith(answers({ response: sealed }));
    expect(good.onSource).toHaveBeenCalledWith({ channel: 'alipay', response: 'c2VhbGVk', sign: 'c2lnbg==' });
    expect(good.onNo).not.toHaveBeenCalled();
    good.props.onError();
    expect(good.onNo).toHaveBeenCalledTimes(1);
    // Without the permission Alipay answers in words: {"response":{"code":"40001",…}} and no signature.
    const odd = await tryWith(answers({ response: '{"response":{"code":"40001","subCode":"isv.invalid-auth"}}' }));
    expect(odd.onNo).toHaveBeenCalledTimes(1);
    expect((await tryWith(answers({}))).onNo).toHaveBeenCalledTimes(1);
    expect((await tryWith(refuses)).onNo).toHaveBeenCalledTimes(1);
  });

  test('a browser has no such button', async () => {
    expect((await import('../src/platform/phone.h5')).platformPhone.label).toBeUndefined();
  });
});

describe("WeChat's question before something of the person is used", () => {
  type Listener = (resolve: (answer: object) => void, info: object) => void;
  async function start() {
    const registered: Listener[] = [];
    onWechat({ onNeedPrivacyAuthorization: (listener: Listener) => registered.push(listener) });
    const privacy = await import('../src/platform/privacy.weapp');
    const ask = () => {
      const said: object[] = [];
      registered.at(-1)?.((answer) => said.push(answer), { referrer: 'setClipboardData' });
      return said;
    };
    return { ...privacy, registered, ask };
  }

  test('goes to the page that listens; yes names the button, no is said as well', async () => {
    const { onPrivacyAsked, registered, ask } = await start();
    const sheet = vi.fn();
    const stop = onPrivacyAsked(sheet);
    const said = ask();
    sheet.mock.calls[0]?.[0].agree('privacy-agree');
    expect(said).toEqual([{ event: 'exposureAuthorization' }, { event: 'agree', buttonId: 'privacy-agree' }]);
    const again = ask();
    sheet.mock.calls[1]?.[0].disagree();
    expect(again.at(-1)).toEqual({ event: 'disagree' });
    stop();
    // Nobody can show the question: the call must not hang.
    expect(ask()).toEqual([{ event: 'disagree' }]);
    expect(registered).toHaveLength(1);
  });

  test('of two pages the newer one asks', async () => {
    const { onPrivacyAsked, ask } = await start();
    const [below, above] = [vi.fn(), vi.fn()];
    onPrivacyAsked(below);
    const stop = onPrivacyAsked(above);
    ask();
    stop();
    ask();
    expect([below.mock.calls.length, above.mock.calls.length]).toEqual([1, 1]);
  });
});

describe('scanning', () => {
  test('a mini-program code says its page, another code its text, a cancel nothing', async () => {
    onWechat({ scanCode: answers({ result: '', path: 'pages/invitation/index?scene=ABCD2345', scanType: 'WX_CODE' }) });
    const scanned = await (await import('../src/platform/scan.weapp')).scanCode();
    expect(codeIn(scanned ?? '')).toBe('ABCD2345');
    onWechat({ scanCode: refuses });
    expect(await (await import('../src/platform/scan.weapp')).scanCode()).toBeUndefined();
    onAlipay({ scan: answers({ code: 'https://example.test/pages/invitation/index?code=ABCD2345' }) });
    const text = await (await import('../src/platform/scan.alipay')).scanCode();
    expect(codeIn(text ?? '')).toBe('ABCD2345');
    onAlipay({ scan: refuses });
    expect(await (await import('../src/platform/scan.alipay')).scanCode()).toBeUndefined();
    expect((await import('../src/platform/scan.h5')).canScan).toBe(false);
  });
});
