import type { Client, ViewLink } from '../protocol';
import type { EventWalk } from './events';

/** open-type → the button's event that brings the answer. Those without one (share) tell nothing. */
const EVENTS: Record<Client, Record<string, string | undefined>> = {
  weapp: {
    getPhoneNumber: 'getphonenumber',
    getRealtimePhoneNumber: 'getrealtimephonenumber',
    agreePrivacyAuthorization: 'agreeprivacyauthorization',
    contact: 'contact',
    openSetting: 'opensetting',
    getUserInfo: 'getuserinfo',
    chooseAvatar: 'chooseavatar',
    launchApp: 'launchapp',
    share: undefined,
    feedback: undefined,
  },
  alipay: {
    getAuthorize: 'getAuthorize',
    getPhoneNumber: 'getPhoneNumber',
    getUserInfo: 'getUserInfo',
    lifestyle: 'followLifestyle',
    share: undefined,
    contactShare: undefined,
  },
};

/** WeChat allows two at once: `getPhoneNumber|agreePrivacyAuthorization`. */
export const openTypesOf = (attributes: Record<string, unknown>): string[] =>
  String(attributes['open-type'] ?? '')
    .split('|')
    .filter((each) => each !== '');

/** Asks the shell to do what each open-type says, privacy first, and tells the button's handlers the outcome. */
export async function tellOpenType(
  element: HTMLElement,
  attributes: Record<string, unknown>,
  at: { walk: EventWalk; link: ViewLink; client: Client },
): Promise<void> {
  const types = openTypesOf(attributes);
  types.sort((left, right) => Number(right.startsWith('agree')) - Number(left.startsWith('agree')));
  for (const openType of types) {
    if (!(openType in EVENTS[at.client])) {
      at.link.fault(`open-type "${openType}" is not known on this platform`);
      continue;
    }
    const scope = typeof attributes.scope === 'string' && attributes.scope ? { scope: attributes.scope } : {};
    const detail = await at.link.openType({ openType, target: at.walk.targetOf(element), ...scope });
    // Alipay tells a refusal by an event of its own; WeChat by words in the detail of the same event.
    const isError = at.client === 'alipay' && detail?.errorMessage !== undefined;
    const type = isError ? 'error' : EVENTS[at.client][openType];
    if (detail && type) at.walk.emit(element, { type, detail });
  }
}
