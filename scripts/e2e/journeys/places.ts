import type { Client } from '../driver';
import { SIGN_IN_PART } from './binds';
import type { Phone } from './phone';

/** A page that can be opened by its address, and a part that stands there when it is drawn. */
export interface Place {
  path: string;
  part: string;
}

/** What the pages of somebody who has bound are about. */
export interface Bound {
  sharingId: string;
}

/** Every page that opens for everybody. */
export const openPlaces = (client: Client): Place[] => [
  { path: '/pages/home/index', part: 'home-bind' },
  { path: '/pages/search/index', part: 'search-input' },
  { path: `/pages/search/index?q=${encodeURIComponent('绑了刷不了')}`, part: 'search-results' },
  { path: '/pages/search/index?q=qqqqzzzz', part: 'search-results' },
  { path: '/pages/answer/index?id=bound-but-not-paid', part: 'answer-text' },
  { path: '/pages/answer/index?id=no-such-entry', part: 'problem' },
  { path: '/pages/invitation/index', part: 'invitation-input' },
  { path: '/pages/invitation/index?code=ABCD2345', part: 'problem' },
  { path: '/pages/sharings/index', part: 'gate-login' },
  { path: '/pages/records/index', part: 'gate-login' },
  { path: '/pages/me/index', part: 'me-login' },
  { path: '/packages/doors/login/index', part: SIGN_IN_PART[client] },
  { path: '/packages/doors/prove/index?proof=phone', part: 'prove-login' },
  { path: '/packages/guide/policy/index?family=gansu', part: 'policy-owner' },
  { path: '/packages/guide/policy/index?family=jiangsu', part: 'policy-owner' },
  { path: '/packages/guide/window/index?family=guizhou', part: 'window-bring' },
  { path: '/packages/bind/journey/index', part: 'bind-province-gansu' },
];

/** Pages of somebody who signed in and proved who they are, and has no relation yet: what they say then. */
export const NEWCOMERS_PLACES: readonly Place[] = [
  { path: '/pages/home/index', part: 'glance' },
  { path: '/pages/sharings/index', part: 'sharings' },
  { path: '/pages/records/index', part: 'records' },
  { path: '/pages/me/index', part: 'me-person' },
  { path: '/packages/doors/inbox/index', part: 'inbox' },
  { path: '/packages/doors/sign-ins/index', part: 'session-this' },
  // The province is known from the proof; Gansu wants a face on top of it.
  { path: '/packages/bind/journey/index', part: 'bind-prove' },
];

/** Every page of somebody who signed in, proved who they are, and bound a relative. The page that ends the session is the last. */
export const ownPlaces = ({ sharingId }: Bound): Place[] => [
  { path: '/pages/home/index', part: 'glance' },
  { path: '/pages/sharings/index', part: 'sharings-bind' },
  { path: '/pages/records/index', part: 'records-empty' },
  { path: '/packages/doors/inbox/index', part: 'inbox' },
  { path: '/packages/doors/prove/index?proof=face', part: 'prove-face' },
  { path: `/packages/sharing/funds/index?sharingId=${sharingId}`, part: 'funds' },
  { path: `/packages/sharing/detail/index?sharingId=${sharingId}`, part: 'member-status-active' },
  { path: '/packages/bind/journey/index', part: 'bind-role-member' },
  { path: '/packages/doors/sign-ins/index', part: 'session-this' },
  { path: '/pages/me/index', part: 'me-person' },
];

/** Opens a page and waits until it is drawn and nothing loads. */
export async function goTo(phone: Phone, { path, part }: Place): Promise<void> {
  await phone.go(path);
  await phone.see({ part });
  await phone.loaded();
}

/** From the page after a bind to its detail; says whose it is. */
export async function openDetail(phone: Phone): Promise<Bound> {
  await phone.tap('outcome-detail');
  await phone.see({ part: 'member-status-active' });
  const sharingId = /[?&]sharingId=([^&]+)/.exec(await phone.driver.where())?.[1];
  if (!sharingId) throw new Error(`No sharing in ${await phone.driver.where()}.`);
  return { sharingId };
}
