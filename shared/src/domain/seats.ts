import type { PolicyPack } from '../policy/pack';
import type { Member, MemberStatus, Sharing } from './sharing.types';

/** Statuses in which a member holds seats: from agreement (or the owner's own registering) until the end; never while only invited. */
const SEATED: readonly MemberStatus[] = ['agreed', 'registering', 'active', 'suspended', 'ending'];

/** The owner's own seat: one document per owner and family, from its first action on. */
export function ownerSeat(pack: PolicyPack, ownerId: string): string {
  return `${pack.seatPrefix}:owner:${ownerId}`;
}

/** The seat of "one relation at a time", as owner or as member. */
export function personSeat(pack: PolicyPack, personId: string): string {
  return `${pack.seatPrefix}:person:${personId}`;
}

/** The numbered seats of "at most n owners per member". */
export function memberSeats(pack: PolicyPack, personId: string, owners: number): string[] {
  return Array.from({ length: owners }, (_, index) => `${pack.seatPrefix}:member:${personId}#${index + 1}`);
}

/**
 * The seats this document must hold, each as its list of equally good alternatives (one entry for most; `#1…#n` where
 * a member may have n owners). The storage keeps one of each list under a unique index and tries the next on a conflict.
 */
export function seatChoices(sharing: Sharing, pack: PolicyPack): string[][] {
  const choices = new Map<string, string[]>();
  const want = (alternatives: string[]) => choices.set(alternatives[0] as string, alternatives);
  want([ownerSeat(pack, sharing.ownerId)]);
  const seated: Member[] = sharing.members.filter(({ status }) => SEATED.includes(status));
  for (const { personId } of seated) {
    if (pack.limits.oneRelationAtATime.value) {
      want([personSeat(pack, personId)]);
      want([personSeat(pack, sharing.ownerId)]);
      continue;
    }
    const owners = pack.limits.ownersPerMember.value;
    if (owners !== null) want(memberSeats(pack, personId, owners));
  }
  return [...choices.values()];
}

/**
 * The seats to store: sorted, unique, the same for the same input. `held` (seats in the stored document) are kept where they
 * still serve; `taken` (seats that another document holds, learned from a conflict) are passed over while an alternative is
 * left. With no alternative left the first one is named again, so that the storage's conflict becomes the refusal.
 */
export function seatsOf(
  sharing: Sharing,
  pack: PolicyPack,
  known: { held?: readonly string[]; taken?: readonly string[] } = {},
): string[] {
  const held = new Set(known.held ?? []);
  const taken = new Set(known.taken ?? []);
  const seats = seatChoices(sharing, pack).map(
    (alternatives) =>
      alternatives.find((seat) => held.has(seat) && !taken.has(seat)) ??
      alternatives.find((seat) => !taken.has(seat)) ??
      (alternatives[0] as string),
  );
  return [...new Set(seats)].sort();
}

/** Which of two seat lists' entries are new: what a write claims. */
export function claimedSeats(before: readonly string[], after: readonly string[]): string[] {
  return after.filter((seat) => !before.includes(seat));
}
