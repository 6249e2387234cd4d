import Taro from '@tarojs/taro';

/** Every address of the program, in one place. */
export const paths = {
  home: '/pages/home/index',
  search: '/pages/search/index',
  answer: (entryId: string) => `/pages/answer/index?id=${encodeURIComponent(entryId)}`,
  sharings: '/pages/sharings/index',
  records: '/pages/records/index',
  me: '/pages/me/index',
  signIn: (then?: string) => `/packages/doors/login/index${thenQuery(then)}`,
  prove: (proof: 'phone' | 'face', then?: string) =>
    `/packages/doors/prove/index?proof=${proof}${thenQuery(then, '&')}`,
  /** Where I am signed in, and new doors that ask for my word. */
  signIns: '/packages/doors/sign-ins/index',
  inbox: '/packages/doors/inbox/index',
  /** The window route; the province chosen on this phone where none is named. */
  window: (family?: string) => `/packages/guide/window/index${family ? `?family=${family}` : ''}`,
  /** One province's rules, drawn from its pack. */
  policy: (family: string) => `/packages/guide/policy/index?family=${family}`,
  /** The same, where only the region's code is known. */
  policyOfRegion: (region: string) => `/packages/guide/policy/index?region=${region}`,
  invitation: (code: string) => `/pages/invitation/index?code=${encodeURIComponent(code)}`,
  bind: '/packages/bind/journey/index',
  /** For one more relative of a sharing that stands. */
  bindMore: (family: string) => `/packages/bind/journey/index?family=${family}`,
  memberFace: (sharingId: string, memberId: string) =>
    `/packages/bind/member-face/index?sharingId=${sharingId}&memberId=${memberId}`,
  faceReturn: '/packages/bind/face-return/index',
  sharing: (sharingId: string) => `/packages/sharing/detail/index?sharingId=${sharingId}`,
  funds: (sharingId: string) => `/packages/sharing/funds/index?sharingId=${sharingId}`,
};

const TABS: readonly string[] = [paths.home, paths.sharings, paths.records, paths.me];

function thenQuery(then?: string, mark: '?' | '&' = '?'): string {
  return then ? `${mark}then=${encodeURIComponent(then)}` : '';
}

/** Opens a page on top of this one (a tab is switched to). */
export function open(url: string): void {
  const move = TABS.includes(url) ? Taro.switchTab({ url }) : Taro.navigateTo({ url });
  move.catch(() => Taro.redirectTo({ url }).catch(() => undefined));
}

/** Puts a page in the place of this one. */
export function replace(url: string): void {
  const move = TABS.includes(url) ? Taro.switchTab({ url }) : Taro.redirectTo({ url });
  move.catch(() => Taro.reLaunch({ url }).catch(() => undefined));
}

/** Back to where the person came from, or to `then` when this page was the first one (a card, a link, a reload). */
export function back(then?: string): void {
  if (Taro.getCurrentPages().length > 1) Taro.navigateBack().catch(() => replace(then ?? paths.home));
  else replace(then ?? paths.home);
}

/** A `then` parameter as it came in the address: only pages of our own are followed. */
export function ownPath(then: string | undefined): string | undefined {
  if (!then) return undefined;
  const path = decodeURIComponent(then);
  return /^\/(?:pages|packages)\/[\w/-]+(?:\?[^#]*)?$/.test(path) ? path : undefined;
}
