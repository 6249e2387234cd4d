import type { MemberView, SharingView } from '@/api';

type Status = MemberView['status'];
const GONE: readonly Status[] = ['refused', 'ended', 'declined', 'cancelled'];
const LIVE: readonly Status[] = ['invited', 'agreed', 'registering', 'active', 'suspended', 'ending'];
/** These end by themselves, when the core has answered. */
const MOVING: readonly Status[] = ['agreed', 'registering', 'ending'];

/** Not over. A status that this version does not know counts as live: better shown with the server's own words than hidden. */
export const isLive = (member: MemberView): boolean => !GONE.includes(member.status);
export const isKnownStatus = (member: MemberView): boolean => [...LIVE, ...GONE].includes(member.status);
export const isMoving = (member: MemberView): boolean => MOVING.includes(member.status);

/** Somebody was bound, and nobody is any more. */
export const hasEnded = ({ members }: SharingView): boolean =>
  members.some(({ status }) => status === 'ended') && !members.some(isLive);

/** The colour that repeats what the status word says. */
export function toneOf(status: Status): 'good' | 'warn' | 'danger' | 'info' | 'plain' {
  switch (status) {
    case 'active':
      return 'good';
    case 'invited':
    case 'suspended':
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
