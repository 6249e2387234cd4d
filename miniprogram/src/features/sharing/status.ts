import type { MemberView } from '@/api';

type Status = MemberView['status'];
const LIVE: readonly Status[] = ['invited', 'agreed', 'registering', 'active', 'ending'];
/** These end by themselves, when the core has answered. */
const MOVING: readonly Status[] = ['agreed', 'registering', 'ending'];

export const isLive = (member: MemberView): boolean => LIVE.includes(member.status);
export const isMoving = (member: MemberView): boolean => MOVING.includes(member.status);

/** The colour that repeats what the status word says. */
export function toneOf(status: Status): 'good' | 'warn' | 'danger' | 'info' | 'plain' {
  switch (status) {
    case 'active':
      return 'good';
    case 'invited':
      return 'warn';
    case 'agreed':
    case 'registering':
    case 'ending':
      return 'info';
    case 'refused':
      return 'danger';
    default:
      return 'plain';
  }
}
