import type { Client, JsonObject, ShellToLogic, ViewLink } from '../protocol';
import type { Told } from './page';

interface Hands {
  draw<Result>(api: string, args: JsonObject): Promise<Result>;
  native(api: string, args: JsonObject): Promise<Told>;
  toLogic(message: ShellToLogic): void;
}

/** Things that the phone asks its owner before it answers the program. */
export interface Flows {
  calls: Record<string, (args: JsonObject) => Promise<Told>>;
  openType: ViewLink['openType'];
}

type Button = { id: string; label: string };
const ALLOW: Button[] = [
  { id: 'deny', label: '拒绝' },
  { id: 'allow', label: '允许' },
];

/** The vendors' own sheets, drawn by the view: face check, one-time messages, phone number, code scanner, share and contact buttons. */
export function flowsOf(client: Client, hands: Hands): Flows {
  /** Alipay: scopes that a getAuthorize button was allowed in this run; the API behind them asks no second time. */
  const authorized = new Set<string>();
  const waitingForPrivacy = new Map<number, (isAgreed: boolean) => void>();
  let lastRequest = 0;
  const ask = async (title: string, content: string, buttons: Button[], editable = false) =>
    hands.draw<{ id: string; text?: string }>('ask', { title, content, buttons, editable });
  const textIn = (told: Told, name: string): string => String((told.result as JsonObject | undefined)?.[name] ?? '');

  /** WeChat's consent first, where the program switched the check on. */
  const isPrivacyAgreed = (referrer: string): Promise<boolean> => {
    lastRequest += 1;
    const requestId = lastRequest;
    hands.toLogic({ type: 'privacyNeeded', requestId, referrer });
    return new Promise((resolve) => waitingForPrivacy.set(requestId, resolve));
  };

  const phoneButton = async (): Promise<JsonObject> => {
    const refused = (because: string): JsonObject => ({ errMsg: `getPhoneNumber:fail ${because}` });
    if (!(await isPrivacyAgreed('button.getPhoneNumber')))
      return { ...refused('privacy permission is not authorized'), errno: 104 };
    const { id } = await ask('申请获取并验证你的手机号', '用于本人核验', ALLOW);
    if (id === 'deny') return refused('user deny');
    const told = await hands.native('phoneCode', {});
    if (told.errMsg !== undefined) return refused(told.errMsg);
    return { code: textIn(told, 'code'), errMsg: 'getPhoneNumber:ok' };
  };

  const calls: Flows['calls'] = {
    face: async ({ id }) => {
      const buttons = [
        { id: 'pass', label: '是本人，识别通过' },
        { id: 'fail', label: '不是本人' },
        { id: 'cancel', label: '取消' },
      ];
      const { id: outcome } = await ask('人脸识别', '模拟环境，不会使用摄像头', buttons);
      return hands.native('faceOutcome', { id: id ?? '', outcome });
    },
    subscribe: async ({ templateIds }) => {
      const ids = templateIds as string[];
      const preset = (await hands.native('subscribePresets', {})).result as Record<string, string>;
      const answers: JsonObject = {};
      const open = ids.filter((each) => preset[each] === undefined);
      const { id } = open.length > 0 ? await ask('发送以下消息', open.join('、'), ALLOW) : { id: '' };
      for (const each of ids) answers[each] = preset[each] ?? (id === 'allow' ? 'accept' : 'reject');
      return hands.native('subscribed', { answers });
    },
    phoneNumber: async () => {
      const isAsked = !authorized.has('phoneNumber');
      if (isAsked && (await ask('获取你的手机号', '用于本人核验', ALLOW)).id === 'deny')
        return { errMsg: '用户取消授权', problem: { error: 11, errorMessage: '用户取消授权' } };
      return hands.native('sealedPhone', {});
    },
    scan: async () => {
      const preset = await hands.native('scanPreset', {});
      const code = textIn(preset, 'text');
      if (code !== '') return { result: { text: code } };
      const buttons = [
        { id: 'cancel', label: '取消' },
        { id: 'done', label: '识别' },
      ];
      const { id, text } = await ask('扫一扫', '码里写着什么', buttons, true);
      return id === 'done' && text ? { result: { text } } : { errMsg: 'cancel' };
    },
    privacyOutcome: async ({ requestId, isAgreed }) => {
      waitingForPrivacy.get(Number(requestId))?.(isAgreed === true);
      waitingForPrivacy.delete(Number(requestId));
      return { result: {} };
    },
    sharePanel: async () => {
      hands.toLogic({ type: 'share', from: 'menu' });
      return { result: {} };
    },
  };

  const openType: ViewLink['openType'] = async ({ openType: wish, target, scope }) => {
    switch (wish) {
      case 'share':
        hands.toLogic({ type: 'share', from: 'button', target });
        return undefined;
      case 'contact':
        await hands.native('contact', {});
        return undefined;
      case 'getPhoneNumber':
        return client === 'weapp' ? phoneButton() : {};
      case 'getAuthorize': {
        const { id } = await ask('授权', scope === 'phoneNumber' ? '获取你的手机号' : (scope ?? ''), ALLOW);
        if (id !== 'allow') return { errorMessage: '用户取消授权' };
        authorized.add(scope ?? '');
        return {};
      }
      case 'agreePrivacyAuthorization':
        await hands.native('privacyAgreed', {});
        hands.toLogic({ type: 'privacyAgreed', buttonId: target.id });
        return { errMsg: 'agreePrivacyAuthorization:ok' };
      case 'openSetting':
        await ask('设置', '小程序的授权', [{ id: 'close', label: '返回' }]);
        return { authSetting: {} };
      default:
        throw new Error(`open-type "${wish}" is not known to this host`);
    }
  };

  return { calls, openType };
}
