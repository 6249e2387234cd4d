import { instantMs } from './civil-day';
import type { Action, DisputeOutcome, Member, MemberStatus, MemberWindow, Sharing, Window } from './sharing.types';
import { LIVE_MEMBER_STATUSES } from './sharing.types';

/**
 * The sharing after one more action. `undefined` = before it was opened. Pure; never changes its argument.
 * Action types that a newer version wrote are passed over, so that a rolling deployment loses nothing.
 * Throws Error when an action comes before 'sharing.opened' (a broken log, never a person's mistake).
 */
export function evolve(sharing: Sharing | undefined, action: Action): Sharing {
  if (action.type === 'sharing.opened') {
    return {
      id: action.sharingId,
      ownerId: action.ownerId,
      family: action.family,
      openedAt: action.at,
      members: [],
      moves: [],
      allocatedNetFen: 0,
    };
  }
  if (sharing === undefined) throw new Error(`action ${action.type} before sharing.opened`);
  switch (action.type) {
    case 'commitment.accepted':
      return {
        ...sharing,
        commitment: {
          textHash: action.textHash,
          acceptedAt: action.at,
          ...(action.signedBy === undefined ? {} : { signedBy: action.signedBy }),
        },
      };
    case 'member.added': {
      const { memberId, personId, kinship, ownerRegion, at: addedAt } = action;
      const region = ownerRegion === undefined ? {} : { ownerRegion };
      const member: Member = { memberId, personId, kinship, status: 'invited', addedAt, ...region };
      return { ...sharing, members: [...sharing.members, member] };
    }
    case 'member.invited':
      return withMember(sharing, action.memberId, () => ({
        status: 'invited',
        invitation: { code: action.code, expiresAt: action.expiresAt },
      }));
    case 'member.agreed':
      return withMember(sharing, action.memberId, () => ({
        status: 'agreed',
        agreed: { at: action.at, by: action.way },
      }));
    case 'member.declined':
      return withMember(sharing, action.memberId, () => ({ status: 'declined' }));
    case 'member.cancelled':
      return withMember(sharing, action.memberId, () => ({ status: 'cancelled' }));
    case 'member.faceProven':
      return withMember(sharing, action.memberId, () => ({
        face: { faceCheckId: action.faceCheckId, at: action.at },
      }));
    case 'member.guardianConsented':
      return withMember(sharing, action.memberId, () => ({
        guardianConsent: { textHash: action.textHash, at: action.at },
      }));
    case 'member.registering':
      return withMember(sharing, action.memberId, () => ({
        status: 'registering',
        registration: { effectId: action.effectId, at: action.at },
      }));
    case 'member.registered':
      // A registration that is confirmed after its end was asked for, or after the member said "not mine", changes neither.
      return withMember(sharing, action.memberId, (member) => ({
        status: member.status === 'ending' || member.status === 'suspended' ? member.status : 'active',
        registration: {
          effectId: member.registration?.effectId ?? '',
          at: member.registration?.at ?? action.at,
          coreRelationId: action.coreRelationId,
        },
      }));
    case 'member.registrationRefused':
      return withMember(sharing, action.memberId, () => ({
        status: 'refused',
        refusal: { code: action.code, message: action.message, at: action.at },
      }));
    case 'member.windowSet':
      return withMember(sharing, action.memberId, (member) => ({ window: nextWindow(member.window, action) }));
    case 'member.windowRefused':
      return withMember(sharing, action.memberId, ({ window }) =>
        window?.effectId === action.effectId && window.before ? { window: window.before } : {},
      );
    case 'member.disputed':
      return withMember(sharing, action.memberId, () => ({
        status: 'suspended',
        suspended: { because: 'disputed', at: action.at },
        dispute: { at: action.at, effectId: action.effectId },
      }));
    case 'member.restored':
      // Said to be a mistake before the core had answered: the registration goes on where it was.
      return withMember(sharing, action.memberId, (member) => ({
        status: isRegistered(member) ? 'active' : 'registering',
        ...resolved(member, 'restored', action.at),
      }));
    case 'member.suspended':
      return withMember(sharing, action.memberId, () => ({
        status: 'suspended',
        suspended: { because: action.because, at: action.at },
      }));
    case 'member.resumed':
      return withMember(sharing, action.memberId, () => ({ status: 'active' }));
    case 'member.ending':
      return withMember(sharing, action.memberId, (member) => ({
        status: 'ending',
        ending: { effectId: action.effectId, at: action.at },
        ...(action.by === 'operator' ? resolved(member, 'ended', action.at) : {}),
      }));
    case 'member.ended':
      return withMember(sharing, action.memberId, () => ({
        status: 'ended',
        ended: { because: action.because, at: action.at },
      }));
    case 'funds.requested': {
      const { moveId, direction, amountFen, effectId, at: requestedAt } = action;
      const move = { moveId, direction, amountFen, effectId, requestedAt, status: 'requested' as const };
      return { ...sharing, moves: [...sharing.moves, move] };
    }
    case 'funds.done': {
      const move = sharing.moves.find(({ moveId }) => moveId === action.moveId);
      if (move === undefined) return sharing;
      const change = move.direction === 'allocate' ? move.amountFen : -move.amountFen;
      return {
        ...sharing,
        allocatedNetFen: sharing.allocatedNetFen + change,
        moves: sharing.moves.map((each) => (each === move ? { ...move, status: 'done', settledAt: action.at } : each)),
      };
    }
    case 'funds.refused': {
      const refusal = { code: action.code, message: action.message };
      return {
        ...sharing,
        moves: sharing.moves.map((each) =>
          each.moveId === action.moveId ? { ...each, status: 'refused', settledAt: action.at, refusal } : each,
        ),
      };
    }
    default:
      return sharing;
  }
}

/** The sharing as its actions make it; undefined for none. */
export function fold(actions: readonly Action[]): Sharing | undefined {
  return actions.reduce<Sharing | undefined>(evolve, undefined);
}

/** True when this command's actions are already there: the caller answers the earlier result again instead of deciding anew. */
export function alreadyDone(actions: readonly Action[], commandId: string): boolean {
  return actions.some((action) => action.commandId === commandId);
}

/** Derived, never stored: an invitation that nobody answered in time has lapsed. */
export function isInvitationExpired(member: Member, now: string): boolean {
  return (
    member.status === 'invited' &&
    member.invitation !== undefined &&
    instantMs(member.invitation.expiresAt) <= instantMs(now)
  );
}

/** True once the core has confirmed the relation. */
export function isRegistered(member: Member): boolean {
  return member.registration?.coreRelationId !== undefined;
}

/** True while a member stands in, or is on the way into or out of, the sharing. */
export function isLive(status: MemberStatus): boolean {
  return (LIVE_MEMBER_STATUSES as readonly MemberStatus[]).includes(status);
}

/** Members that still stand in the sharing (expired invitations included: their owner may renew them). */
export function liveMembers(sharing: Sharing | undefined): Member[] {
  return sharing?.members.filter(({ status }) => isLive(status)) ?? [];
}

/** The one money move that waits for the core's answer, if any. */
export function pendingMove(sharing: Sharing | undefined) {
  return sharing?.moves.find(({ status }) => status === 'requested');
}

/** The member after a change; the cause of a suspension goes when the suspension does. */
function withMember(sharing: Sharing, memberId: string, change: (member: Member) => Partial<Member>): Sharing {
  return {
    ...sharing,
    members: sharing.members.map((member) => {
      if (member.memberId !== memberId) return member;
      const changed = { ...member, ...change(member) };
      if (changed.status === 'suspended' || changed.suspended === undefined) return changed;
      const { suspended: _, ...rest } = changed;
      return rest;
    }),
  };
}

function nextWindow(before: MemberWindow | undefined, set: Extract<Action, { type: 'member.windowSet' }>) {
  const { startAt, endAt, effectId } = set;
  const window: MemberWindow = { startAt, ...(endAt === undefined ? {} : { endAt }) };
  if (effectId === undefined) return window;
  return { ...window, effectId, ...(before ? { before: plainWindow(before) } : {}) };
}

const plainWindow = ({ startAt, endAt }: Window): Window => ({ startAt, ...(endAt === undefined ? {} : { endAt }) });

function resolved(member: Member, outcome: DisputeOutcome, at: string): Partial<Member> {
  return member.dispute ? { dispute: { ...member.dispute, resolved: { outcome, at } } } : {};
}
