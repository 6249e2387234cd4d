import type { PolicyPack } from '../policy/pack';
import { instantMs } from './civil-day';
import type { Member, RefusalCode, Window } from './sharing.types';

/** How far behind `now` a time still counts as "now": slow phones and slow forms (our own reading; no source gives a number). */
const TOLERANCE_MS = 5 * 60_000;

/** Where a member's window stands. `none`: the relation has no window. Derived when read, never stored. */
export type WindowState = 'none' | 'notBegun' | 'open' | 'over';

/** The state of a member's window at an instant; the start belongs to it, the end does not. */
export function windowState(member: Pick<Member, 'window'>, now: string): WindowState {
  if (member.window === undefined) return 'none';
  if (instantMs(now) < instantMs(member.window.startAt)) return 'notBegun';
  return member.window.endAt !== undefined && instantMs(now) >= instantMs(member.window.endAt) ? 'over' : 'open';
}

/** Why a window asked for at the bind cannot be; undefined when it can, or when the pack has none. */
export function windowRefusal(window: Window | undefined, pack: PolicyPack, now: string): RefusalCode | undefined {
  if (pack.window.value === null) return undefined;
  if (window === undefined) return 'WINDOW_REQUIRED';
  return isFitting(window, pack, now, { isNewStart: true, isNewEnd: true }) ? undefined : 'WINDOW_INVALID';
}

/**
 * The window after a change (earlier or later end, other start, no end any more), or why it cannot be. What is not named
 * stays as it is, and a start that stays may lie in the past.
 */
export function changedWindow(
  before: Window | undefined,
  change: { startAt?: string; endAt?: string; isOpenEnded?: boolean },
  pack: PolicyPack,
  now: string,
): Window | 'WINDOW_INVALID' {
  const startAt = change.startAt ?? before?.startAt;
  if (startAt === undefined || (change.isOpenEnded && change.endAt !== undefined)) return 'WINDOW_INVALID';
  const endAt = change.isOpenEnded ? undefined : (change.endAt ?? before?.endAt);
  const window: Window = { startAt, ...(endAt === undefined ? {} : { endAt }) };
  const isSame = startAt === before?.startAt && endAt === before.endAt;
  const isNew = { isNewStart: startAt !== before?.startAt, isNewEnd: endAt !== before?.endAt };
  return !isSame && isFitting(window, pack, now, isNew) ? window : 'WINDOW_INVALID';
}

function isFitting(
  { startAt, endAt }: Window,
  pack: PolicyPack,
  now: string,
  { isNewStart, isNewEnd }: { isNewStart: boolean; isNewEnd: boolean },
): boolean {
  const rule = pack.window.value;
  if (rule === null) return false;
  if (!isInstant(startAt) || (endAt !== undefined && !isInstant(endAt))) return false;
  const earliest = instantMs(now) - TOLERANCE_MS;
  if (isNewStart && rule.startNotBeforeNow && instantMs(startAt) < earliest) return false;
  if (endAt === undefined) return !rule.isEndRequired;
  if (rule.endAfterStart && instantMs(endAt) <= instantMs(startAt)) return false;
  return !isNewEnd || instantMs(endAt) >= earliest;
}

function isInstant(text: string): boolean {
  try {
    return Number.isFinite(instantMs(text));
  } catch {
    return false;
  }
}
