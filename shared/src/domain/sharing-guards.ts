import type { PolicyPack } from '../policy/pack';
import { refusalOf } from './refusals';
import type { AvailableCommand, CommandType, Member, Refusal, RefusalCode, Role, Sharing } from './sharing.types';
import { isInvitationExpired, isRegistered, liveMembers, pendingMove } from './sharing-state';

export interface GuardContext {
  pack: PolicyPack;
  now: string;
  /** The acting member's person: narrows a member's commands to their own place. */
  personId?: string;
}

type Target = 'sharing' | 'member';

interface CommandRow {
  roles: readonly Role[];
  target: Target;
  /** Why the command is not available now; undefined = available. `member` is given for target 'member'. */
  guard: (asked: Asked) => RefusalCode | undefined;
}

interface Asked {
  sharing: Sharing | undefined;
  member?: Member;
  pack: PolicyPack;
  now: string;
}

const NOT_NOW: RefusalCode = 'NOT_AVAILABLE_NOW';
const inStatus =
  (...statuses: Member['status'][]) =>
  ({ member }: Asked): RefusalCode | undefined =>
    member && statuses.includes(member.status) ? undefined : NOT_NOW;

/** From the owed registration on, before anybody asked for the end. */
const STANDING = ['registering', 'active', 'suspended'] as const;
/** The core has confirmed the relation and nobody has asked for its end. */
const standsAtCore = (asked: Asked): RefusalCode | undefined =>
  asked.member && isRegistered(asked.member) ? inStatus('active', 'suspended')(asked) : NOT_NOW;
const isDisputed = (member: Member | undefined): boolean => member?.suspended?.because === 'disputed';

/** True when the pack asks for a commitment and the current text was not confirmed (and signed, where asked) in this sharing. */
export function isCommitmentOwed(sharing: Sharing | undefined, pack: PolicyPack): boolean {
  const kind = pack.consent.commitment.value;
  if (kind === 'none') return false;
  if (sharing?.commitment?.textHash !== pack.documents.commitment?.hash) return true;
  return kind === 'sign' && sharing?.commitment?.signedBy === undefined;
}

/** One row per command: who may ask, about what, and when. decide() and every menu read the same rows. */
const ROWS: Record<CommandType, CommandRow> = {
  acceptCommitment: {
    roles: ['owner'],
    target: 'sharing',
    guard: ({ sharing, pack }) => {
      if (!isCommitmentOwed(sharing, pack)) return NOT_NOW;
      return pack.isOpen.value ? undefined : 'PACK_NOT_OPEN';
    },
  },
  addMember: {
    roles: ['owner'],
    target: 'sharing',
    guard: ({ sharing, pack }) => {
      if (!pack.isOpen.value) return 'PACK_NOT_OPEN';
      if (isCommitmentOwed(sharing, pack)) return 'COMMITMENT_REQUIRED';
      const limit = pack.limits.membersPerOwner.value;
      return limit !== null && liveMembers(sharing).length >= limit ? 'MEMBER_LIMIT_REACHED' : undefined;
    },
  },
  renewInvitation: { roles: ['owner'], target: 'member', guard: inStatus('invited') },
  cancelInvitation: { roles: ['owner'], target: 'member', guard: inStatus('invited', 'agreed') },
  agree: {
    roles: ['owner', 'member'],
    target: 'member',
    guard: ({ member, now }) => {
      if (member?.status !== 'invited') return NOT_NOW;
      return isInvitationExpired(member, now) ? 'INVITATION_EXPIRED' : undefined;
    },
  },
  decline: { roles: ['member'], target: 'member', guard: inStatus('invited') },
  unbind: {
    roles: ['owner'],
    target: 'member',
    guard: (asked) => (asked.pack.lifecycle.ownerMayUnbind.value ? inStatus(...STANDING)(asked) : NOT_NOW),
  },
  leave: {
    roles: ['member'],
    target: 'member',
    guard: (asked) => (asked.pack.lifecycle.memberMayLeave.value ? inStatus(...STANDING)(asked) : NOT_NOW),
  },
  changeWindow: {
    roles: ['owner'],
    target: 'member',
    guard: (asked) => (asked.pack.window.value === null ? NOT_NOW : standsAtCore(asked)),
  },
  dispute: {
    roles: ['member'],
    target: 'member',
    guard: (asked) => (isDisputed(asked.member) ? NOT_NOW : inStatus(...STANDING)(asked)),
  },
  resolveDispute: {
    roles: ['operator'],
    target: 'member',
    guard: ({ member }) => (isDisputed(member) ? undefined : NOT_NOW),
  },
  moveFunds: {
    roles: ['owner'],
    target: 'sharing',
    guard: ({ sharing, pack }) => {
      if (pack.funding.value !== 'allocation' || sharing === undefined) return NOT_NOW;
      // Money left in the family account must be able to come back after the last member has gone.
      if (!hasActiveMember(sharing) && sharing.allocatedNetFen <= 0) return NOT_NOW;
      return pendingMove(sharing) ? 'FUNDS_MOVE_PENDING' : undefined;
    },
  },
  confirmRegistration: { roles: ['core'], target: 'member', guard: ({ member }) => awaitsRegistration(member) },
  refuseRegistration: { roles: ['core'], target: 'member', guard: ({ member }) => awaitsRegistration(member) },
  confirmEnd: { roles: ['core'], target: 'member', guard: inStatus(...STANDING, 'ending') },
  suspendByFacts: {
    roles: ['core'],
    target: 'member',
    guard: (asked) => (isDisputed(asked.member) ? NOT_NOW : standsAtCore(asked)),
  },
  resumeByFacts: {
    roles: ['core'],
    target: 'member',
    guard: (asked) => (isDisputed(asked.member) ? NOT_NOW : inStatus('suspended')(asked)),
  },
  endByRule: {
    roles: ['core'],
    target: 'member',
    guard: (asked) => (asked.pack.lifecycle.endsWhenOwnerInsuranceEnds.value ? standsAtCore(asked) : NOT_NOW),
  },
  refuseWindow: {
    roles: ['core'],
    target: 'member',
    guard: (asked) => (asked.member?.window?.effectId === undefined ? NOT_NOW : standsAtCore(asked)),
  },
  confirmMove: {
    roles: ['core'],
    target: 'sharing',
    guard: ({ sharing }) => (pendingMove(sharing) ? undefined : NOT_NOW),
  },
  refuseMove: {
    roles: ['core'],
    target: 'sharing',
    guard: ({ sharing }) => (pendingMove(sharing) ? undefined : NOT_NOW),
  },
};

/** Every command type, in the order in which menus show them. */
export const COMMAND_TYPES = Object.keys(ROWS) as CommandType[];

/** Why `type` cannot be done now by this role (on this member); undefined when it can. decide() asks this first. */
export function guardCommand(
  sharing: Sharing | undefined,
  type: CommandType,
  role: Role,
  memberId: string | undefined,
  { pack, now, personId }: GuardContext,
): Refusal | undefined {
  const row = ROWS[type];
  if (row === undefined || !row.roles.includes(role)) return refusalOf(NOT_NOW, pack);
  if (sharing !== undefined && sharing.family !== pack.family) return refusalOf(NOT_NOW, pack);
  const asked: Asked = { sharing, pack, now };
  if (row.target === 'member') {
    const member = sharing?.members.find((each) => each.memberId === memberId);
    if (member === undefined) return refusalOf(NOT_NOW, pack);
    if (role === 'member' && personId !== undefined && personId !== member.personId) return refusalOf(NOT_NOW, pack);
    asked.member = member;
  }
  const code = row.guard(asked);
  return code === undefined ? undefined : refusalOf(code, pack);
}

/**
 * What a role can do now, on the sharing as a whole and on each member: what the server sends and the menus show.
 * Pass `personId` for a member, so that only their own place is offered.
 */
export function availableCommands(sharing: Sharing | undefined, role: Role, context: GuardContext): AvailableCommand[] {
  return COMMAND_TYPES.flatMap((type): AvailableCommand[] => {
    if (ROWS[type].target === 'sharing') {
      return guardCommand(sharing, type, role, undefined, context) === undefined ? [{ type, role }] : [];
    }
    return (sharing?.members ?? [])
      .filter(({ memberId }) => guardCommand(sharing, type, role, memberId, context) === undefined)
      .map(({ memberId }) => ({ type, role, memberId }));
  });
}

/** True when money may be spent or moved for somebody: at least one member's relation stands at the core. */
export function hasActiveMember(sharing: Sharing): boolean {
  return sharing.members.some(({ status }) => status === 'active');
}

function awaitsRegistration(member: Member | undefined): RefusalCode | undefined {
  if (member?.status === 'registering') return undefined;
  const isOvertaken = member?.status === 'ending' || member?.status === 'suspended';
  return member && isOvertaken && !isRegistered(member) ? undefined : NOT_NOW;
}
