import fc from 'fast-check';
import { addHours } from './domain/civil-day';
import type { Action, Command, EndCause, FactCause, Facts, Member, Role, Sharing, Window } from './domain/sharing';
import { COMMAND_TYPES, decide, evolve, fold, pendingMove, seatsOf } from './domain/sharing';
import type { PolicyPack } from './policy/pack';
import { ADULT_BORN, buildFacts, buildInsurance, buildPerson, CHILD_BORN, NOW } from './test-builders';

/** Few people and few ids, so that collisions are the rule and not the exception. */
export const PEOPLE = ['per_a', 'per_b', 'per_c', 'per_d'];
export const OWNERS = ['per_a', 'per_b', 'per_c'];
export const ROLES: readonly Role[] = ['owner', 'member', 'core', 'operator'];

export interface Ask {
  ownerAt: number;
  type: Command['type'];
  memberAt: number;
  personAt: number;
  role: Role;
  way: 'ownPhone' | 'besideOwner';
  isChild: boolean;
  isFavourable: boolean;
  direction: 'allocate' | 'return';
  amountFen: number;
  hours: number;
  because: EndCause;
  cause: FactCause;
  outcome: 'ended' | 'restored';
}

const CAUSES: readonly FactCause[] = ['ownerPaused', 'memberPaused', 'ownerNotInsured', 'memberNotInsured'];

/** addMember, agree and the core's answers come often, so that runs reach deep states. */
export const commandType = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom<Command['type']>(
      'acceptCommitment',
      'addMember',
      'agree',
      'confirmRegistration',
      'confirmRegistration',
      'confirmEnd',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom(...COMMAND_TYPES) },
);
export const anAsk: fc.Arbitrary<Ask> = fc.record({
  ownerAt: fc.nat({ max: OWNERS.length - 1 }),
  type: commandType,
  memberAt: fc.constantFrom(0, 0, 0, 1, 2),
  personAt: fc.nat({ max: PEOPLE.length - 1 }),
  role: fc.constantFrom(...ROLES),
  way: fc.constantFrom('ownPhone', 'besideOwner'),
  isChild: fc.boolean(),
  isFavourable: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  direction: fc.constantFrom('allocate', 'return'),
  amountFen: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constantFrom(0, -1, 1.5, 600_000)),
  hours: fc.oneof({ weight: 9, arbitrary: fc.nat({ max: 5 }) }, { weight: 1, arbitrary: fc.constant(100) }),
  because: fc.constantFrom(
    'ownerUnbound',
    'memberLeft',
    'endedElsewhere',
    'insuranceEnded',
    'disputed',
    'cancelledBeforeRegistering',
  ),
  cause: fc.constantFrom(...CAUSES),
  outcome: fc.constantFrom('ended', 'restored'),
});

export const roleOf: Record<Command['type'], Role> = {
  acceptCommitment: 'owner',
  addMember: 'owner',
  renewInvitation: 'owner',
  cancelInvitation: 'owner',
  agree: 'member',
  decline: 'member',
  unbind: 'owner',
  leave: 'member',
  changeWindow: 'owner',
  dispute: 'member',
  resolveDispute: 'operator',
  moveFunds: 'owner',
  confirmRegistration: 'core',
  refuseRegistration: 'core',
  confirmEnd: 'core',
  suspendByFacts: 'core',
  resumeByFacts: 'core',
  endByRule: 'core',
  refuseWindow: 'core',
  confirmMove: 'core',
  refuseMove: 'core',
};

/** The payload that fits this state best: what a well-behaved caller would send. */
export function payload(
  sharing: Sharing | undefined,
  ask: Ask,
  pack: PolicyPack,
  member: Member | undefined,
  serial: number,
  now: string,
): Command {
  const effectId = `eff_${serial}`;
  const commandId = `cmd_${serial}`;
  const memberId = member?.memberId ?? 'mem_none';
  const registrationId = member?.registration?.effectId ?? 'eff_none';
  const moveId = pendingMove(sharing)?.moveId ?? 'mov_none';
  const refusal = { code: 'CORE_NO', message: '核心系统没有受理' };
  switch (ask.type) {
    case 'acceptCommitment':
      return {
        commandId,
        type: ask.type,
        textHash: pack.documents.commitment?.hash ?? '',
        ...(pack.consent.commitment.value === 'sign' ? { signature: { name: '王建国' } } : {}),
      };
    case 'addMember': {
      const guardianConsentHash = pack.documents.guardianConsent?.hash ?? '';
      const personId = PEOPLE[ask.personAt] as string;
      const invitationCode = `code_${serial}`;
      return {
        commandId,
        type: ask.type,
        memberId: `mem_${serial}`,
        personId,
        kinship: 'parent',
        invitationCode,
        effectId,
        guardianConsentHash,
        ...windowPart(pack, now),
      };
    }
    case 'renewInvitation':
      return { commandId, type: ask.type, memberId, invitationCode: `code_${serial}` };
    case 'agree':
      return { commandId, type: ask.type, memberId, way: ask.way, effectId };
    case 'unbind':
    case 'leave':
      return { commandId, type: ask.type, memberId, effectId };
    case 'cancelInvitation':
    case 'decline':
      return { commandId, type: ask.type, memberId };
    case 'moveFunds':
      return {
        commandId,
        type: ask.type,
        moveId: `mov_${serial}`,
        direction: ask.direction,
        amountFen: ask.amountFen,
        effectId,
      };
    case 'confirmRegistration':
      return { commandId, type: ask.type, memberId, effectId: registrationId, coreRelationId: `rel_${serial}` };
    case 'refuseRegistration':
      return { commandId, type: ask.type, memberId, effectId: registrationId, ...refusal };
    case 'changeWindow': {
      // A change that changes nothing is refused; the end moves with the serial number.
      return {
        commandId,
        type: ask.type,
        memberId,
        endAt: addHours(laterOf(now, member?.window?.startAt), serial + 1),
        effectId,
      };
    }
    case 'dispute':
      return { commandId, type: ask.type, memberId, effectId };
    case 'resolveDispute':
      return { commandId, type: ask.type, memberId, outcome: ask.outcome, effectId };
    case 'suspendByFacts': {
      const isSame = member?.suspended?.because === ask.cause;
      return { commandId, type: ask.type, memberId, because: isSame ? nextCause(ask.cause) : ask.cause };
    }
    case 'resumeByFacts':
    case 'endByRule':
      return { commandId, type: ask.type, memberId };
    case 'refuseWindow':
      return { commandId, type: ask.type, memberId, effectId: member?.window?.effectId ?? 'eff_none', ...refusal };
    case 'confirmEnd':
      return { commandId, type: ask.type, memberId, because: ask.because };
    case 'confirmMove':
      return { commandId, type: ask.type, moveId };
    case 'refuseMove':
      return { commandId, type: ask.type, moveId, ...refusal };
  }
}

/** The window of a bind, where the pack has one: from now on, for a year. */
export function windowPart(pack: PolicyPack, now: string): { window?: Window } {
  return pack.window.value === null ? {} : { window: { startAt: now, endAt: addHours(now, 24 * 365) } };
}

const laterOf = (a: string, b = a) => (a < b ? b : a);
const nextCause = (cause: FactCause) => CAUSES[(CAUSES.indexOf(cause) + 1) % CAUSES.length] as FactCause;

/** What the core would say; the domain's own seats, not these facts, must keep two owners apart. */
export function factsFor(ask: Ask, pack: PolicyPack, personId: string, ownerId: string, now: string): Facts {
  const facts = buildFacts(pack, {}, personId, ownerId);
  facts.member = buildPerson(pack, { personId, birthOn: ask.isChild ? CHILD_BORN : ADULT_BORN });
  facts.memberFace = { faceCheckId: 'face', passedAt: now, personId };
  if (ask.isFavourable) return facts;
  return {
    ...facts,
    memberFace: undefined,
    owner: buildPerson(pack, { personId: ownerId, insurances: [buildInsurance(pack, { status: '4' })] }),
  };
}

export interface World {
  logs: Map<string, Action[]>;
  states: Map<string, Sharing | undefined>;
  seats: Map<string, string[]>;
  accepted: number;
}

/** The storage's part in few lines: one write or none, seats under one unique index, the next alternative on a conflict. */
export function write(world: World, pack: PolicyPack, ownerId: string, actions: Action[]): boolean {
  const log = [...(world.logs.get(ownerId) ?? []), ...actions];
  const next = fold(log) as Sharing;
  const taken = [...world.seats].filter(([holder]) => holder !== ownerId).flatMap(([, seats]) => seats);
  const seats = seatsOf(next, pack, { held: world.seats.get(ownerId) ?? [], taken });
  if (seats.some((seat) => taken.includes(seat))) return false;
  world.logs.set(ownerId, log);
  world.seats.set(ownerId, seats);
  world.states.set(ownerId, actions.reduce<Sharing | undefined>(evolve, world.states.get(ownerId)));
  world.accepted += 1;
  return true;
}

export function run(
  pack: PolicyPack,
  asks: readonly Ask[],
  look: (world: World, sharing: Sharing | undefined, ownerId: string, now: string) => void,
): World {
  const world: World = { logs: new Map(), states: new Map(), seats: new Map(), accepted: 0 };
  let now = NOW;
  for (const [serial, ask] of asks.entries()) {
    now = addHours(now, ask.hours);
    const ownerId = OWNERS[ask.ownerAt] as string;
    const sharing = world.states.get(ownerId);
    const member = sharing?.members[ask.memberAt % Math.max(1, sharing.members.length)];
    const personId = ask.type === 'addMember' ? (PEOPLE[ask.personAt] as string) : (member?.personId ?? 'per_a');
    const role = ask.isFavourable
      ? ask.type === 'agree' && ask.way === 'besideOwner'
        ? 'owner'
        : roleOf[ask.type]
      : ask.role;
    const context = {
      pack,
      facts: factsFor(ask, pack, personId, ownerId, now),
      now,
      role,
      sharingId: `shr_${ownerId}`,
      ownerId,
    };
    const decided = decide(sharing, payload(sharing, ask, pack, member, serial, now), context);
    if (decided.ok) write(world, pack, ownerId, decided.value);
    look(world, world.states.get(ownerId), ownerId, now);
  }
  return world;
}
