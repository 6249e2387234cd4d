import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyPack } from '../policy/pack';
import { ADULT_BORN, buildFacts, buildInsurance, buildPerson, CHILD_BORN, NOW, TEST_PACKS } from '../test-builders';
import { addHours } from './civil-day';
import type { Action, Command, Facts, Member, Role, Sharing } from './sharing';
import {
  availableCommands,
  COMMAND_TYPES,
  decide,
  evolve,
  fold,
  guardCommand,
  pendingMove,
  seatChoices,
  seatsOf,
} from './sharing';

/** Few people and few ids, so that collisions are the rule and not the exception. */
const PEOPLE = ['per_a', 'per_b', 'per_c', 'per_d'];
const OWNERS = ['per_a', 'per_b', 'per_c'];
const ROLES: readonly Role[] = ['owner', 'member', 'core'];

interface Ask {
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
  because: 'ownerUnbound' | 'memberLeft' | 'endedElsewhere' | 'insuranceEnded' | 'cancelledBeforeRegistering';
}

/** addMember, agree and the core's answers come often, so that runs reach deep states. */
const commandType = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom<Command['type']>(
      'acceptCommitment',
      'addMember',
      'agree',
      'confirmRegistration',
      'confirmEnd',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom(...COMMAND_TYPES) },
);
const anAsk: fc.Arbitrary<Ask> = fc.record({
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
    'cancelledBeforeRegistering',
  ),
});

const roleOf: Record<Command['type'], Role> = {
  acceptCommitment: 'owner',
  addMember: 'owner',
  renewInvitation: 'owner',
  cancelInvitation: 'owner',
  agree: 'member',
  decline: 'member',
  unbind: 'owner',
  leave: 'member',
  moveFunds: 'owner',
  confirmRegistration: 'core',
  refuseRegistration: 'core',
  confirmEnd: 'core',
  confirmMove: 'core',
  refuseMove: 'core',
};

/** The payload that fits this state best: what a well-behaved caller would send. */
function payload(
  sharing: Sharing | undefined,
  ask: Ask,
  pack: PolicyPack,
  member: Member | undefined,
  serial: number,
): Command {
  const effectId = `eff_${serial}`;
  const commandId = `cmd_${serial}`;
  const memberId = member?.memberId ?? 'mem_none';
  const registrationId = member?.registration?.effectId ?? 'eff_none';
  const moveId = pendingMove(sharing)?.moveId ?? 'mov_none';
  const refusal = { code: 'CORE_NO', message: '核心系统没有受理' };
  switch (ask.type) {
    case 'acceptCommitment':
      return { commandId, type: ask.type, textHash: pack.documents.commitment?.hash ?? '' };
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
    case 'confirmEnd':
      return { commandId, type: ask.type, memberId, because: ask.because };
    case 'confirmMove':
      return { commandId, type: ask.type, moveId };
    case 'refuseMove':
      return { commandId, type: ask.type, moveId, ...refusal };
  }
}

/** What the core would say; the domain's own seats, not these facts, must keep two owners apart. */
function factsFor(ask: Ask, pack: PolicyPack, personId: string, ownerId: string, now: string): Facts {
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

interface World {
  logs: Map<string, Action[]>;
  states: Map<string, Sharing | undefined>;
  seats: Map<string, string[]>;
  accepted: number;
}

/** The storage's part in few lines: one write or none, seats under one unique index, the next alternative on a conflict. */
function write(world: World, pack: PolicyPack, ownerId: string, actions: Action[]): boolean {
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

function run(
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
    const decided = decide(sharing, payload(sharing, ask, pack, member, serial), context);
    if (decided.ok) write(world, pack, ownerId, decided.value);
    look(world, world.states.get(ownerId), ownerId, now);
  }
  return world;
}

const runs = fc.array(anAsk, { minLength: 5, maxLength: 60 });
const SEATED = ['agreed', 'registering', 'active', 'ending'];
const GONE = ['refused', 'ended', 'declined', 'cancelled'];

describe.each(TEST_PACKS.map((pack) => [pack.id, pack] as const))('%s, in every order of events', (_id, pack) => {
  it('never gives a person more owners, or relations, than allowed', () => {
    fc.assert(
      fc.property(runs, (asks) => {
        run(pack, asks, (world) => {
          const bound = [...world.states.values()].flatMap((sharing) =>
            (sharing?.members ?? [])
              .filter(({ status }) => SEATED.includes(status))
              .map(({ personId }) => ({ ownerId: sharing?.ownerId as string, personId })),
          );
          for (const person of PEOPLE) {
            const owners = bound.filter(({ personId }) => personId === person).map(({ ownerId }) => ownerId);
            const limit = pack.limits.ownersPerMember.value;
            if (limit !== null) expect(owners.length).toBeLessThanOrEqual(limit);
            expect(new Set(owners).size).toBe(owners.length);
            if (!pack.limits.oneRelationAtATime.value) continue;
            const relations = new Set(
              bound.filter((each) => each.personId === person || each.ownerId === person).map(({ ownerId }) => ownerId),
            );
            expect(relations.size).toBeLessThanOrEqual(1);
          }
          const most = pack.limits.membersPerOwner.value;
          for (const sharing of world.states.values()) {
            const live = (sharing?.members ?? []).filter(({ status }) => !GONE.includes(status));
            if (most !== null) expect(live.length).toBeLessThanOrEqual(most);
            expect(live.some(({ personId }) => personId === sharing?.ownerId)).toBe(false);
          }
        });
      }),
      { numRuns: 300 },
    );
  });

  it('does nothing more with a member after the end', () => {
    fc.assert(
      fc.property(runs, (asks) => {
        const world = run(pack, asks, () => undefined);
        for (const log of world.logs.values()) {
          const gone = new Set<string>();
          let sharing: Sharing | undefined;
          for (const action of log) {
            if ('memberId' in action) expect(gone.has(action.memberId)).toBe(false);
            sharing = evolve(sharing, action);
            for (const { memberId, status } of sharing.members) if (GONE.includes(status)) gone.add(memberId);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same state when replayed, from stored JSON too', () => {
    fc.assert(
      fc.property(runs, (asks) => {
        const world = run(pack, asks, () => undefined);
        for (const [ownerId, log] of world.logs) {
          const state = world.states.get(ownerId);
          expect(fold(log)).toEqual(state);
          expect(fold(JSON.parse(JSON.stringify(log)))).toEqual(JSON.parse(JSON.stringify(state)));
          expect(state?.allocatedNetFen).toBe(
            (state?.moves ?? [])
              .filter(({ status }) => status === 'done')
              .reduce((sum, { direction, amountFen }) => sum + (direction === 'allocate' ? amountFen : -amountFen), 0),
          );
        }
      }),
      { numRuns: 100 },
    );
  });

  it('accepts some payload for each command that it offers, and none for the others', () => {
    fc.assert(
      fc.property(runs, fc.array(anAsk, { minLength: 8, maxLength: 8 }), (asks, others) => {
        let serial = 1000;
        run(pack, asks, (_world, sharing, ownerId, now) => {
          for (const role of ROLES) {
            const offered = availableCommands(sharing, role, { pack, now });
            for (const { type, memberId } of offered) {
              serial += 1;
              expect(someAccepted(sharing, type, memberId, role, pack, ownerId, now, serial), `${role} ${type}`).toBe(
                true,
              );
            }
            for (const other of others) {
              serial += 1;
              const members: (Member | undefined)[] = sharing?.members.length ? sharing.members : [undefined];
              for (const member of members) {
                const isOffered = offered.some(
                  ({ type, memberId }) =>
                    type === other.type && (memberId === undefined || memberId === member?.memberId),
                );
                if (isOffered) continue;
                const facts = factsFor(
                  other,
                  pack,
                  member?.personId ?? (PEOPLE[other.personAt] as string),
                  ownerId,
                  now,
                );
                const context = { pack, facts, now, role, sharingId: 'shr_x', ownerId };
                const decided = decide(sharing, payload(sharing, other, pack, member, serial), context);
                expect(decided.ok, `${role} ${other.type} on ${member?.status}`).toBe(false);
              }
            }
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('names the same seats for the same state, sorted, one of each list of alternatives', () => {
    fc.assert(
      fc.property(runs, (asks) => {
        run(pack, asks, (_world, sharing) => {
          if (!sharing) return;
          const seats = seatsOf(sharing, pack);
          expect(seats).toEqual([...new Set(seats)].sort());
          expect(seatsOf({ ...sharing, members: [...sharing.members].reverse() }, pack)).toEqual(seats);
          for (const alternatives of seatChoices(sharing, pack)) {
            expect(seats.filter((seat) => alternatives.includes(seat))).toHaveLength(1);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('really gets somewhere in these runs', () => {
    const reached = new Set<string>();
    for (const asks of fc.sample(runs, { numRuns: 400, seed: 7 })) {
      run(pack, asks, (_world, sharing) => {
        for (const { status } of sharing?.members ?? []) reached.add(status);
      });
    }
    expect([...reached]).toEqual(expect.arrayContaining(['registering', 'active', 'refused', 'ending', 'ended']));
    if (pack.consent.memberAgrees.value)
      expect([...reached]).toEqual(expect.arrayContaining(['invited', 'declined', 'cancelled']));
  });
});

/** Tries the few payloads that a well-behaved caller could send; favourable facts throughout. */
function someAccepted(
  sharing: Sharing | undefined,
  type: Command['type'],
  memberId: string | undefined,
  role: Role,
  pack: PolicyPack,
  ownerId: string,
  now: string,
  serial: number,
): boolean {
  const member = sharing?.members.find((each) => each.memberId === memberId);
  const base: Ask = {
    ownerAt: 0,
    type,
    memberAt: 0,
    personAt: 0,
    role,
    way: role === 'owner' ? 'besideOwner' : 'ownPhone',
    isChild: false,
    isFavourable: true,
    direction: 'allocate',
    amountFen: 1,
    hours: 0,
    because: 'endedElsewhere',
  };
  expect(guardCommand(sharing, type, role, memberId, { pack, now })).toBeUndefined();
  const newcomer = `per_new_${serial}`;
  return (['allocate', 'return'] as const).some((direction) => {
    const facts = factsFor(base, pack, member?.personId ?? newcomer, ownerId, now);
    const command = payload(sharing, { ...base, direction }, pack, member, serial);
    const asked = command.type === 'addMember' ? { ...command, personId: newcomer } : command;
    return decide(sharing, asked, { pack, facts, now, role, sharingId: 'shr_x', ownerId }).ok;
  });
}
