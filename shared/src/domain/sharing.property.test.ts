import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyPack } from '../policy/pack';
import { TEST_PACKS } from '../test-builders';
import { type Ask, anAsk, factsFor, PEOPLE, payload, ROLES, run } from '../test-sharing-world';
import type { Command, Member, Role, Sharing } from './sharing';
import { availableCommands, decide, evolve, fold, guardCommand, seatChoices, seatsOf } from './sharing';

const runs = fc.array(anAsk, { minLength: 5, maxLength: 60 });
const SEATED = ['agreed', 'registering', 'active', 'suspended', 'ending'];
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
                const decided = decide(sharing, payload(sharing, other, pack, member, serial, now), context);
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
    for (const asks of fc.sample(runs, { numRuns: 2000, seed: 7 })) {
      run(pack, asks, (_world, sharing) => {
        for (const { status } of sharing?.members ?? []) reached.add(status);
      });
    }
    expect([...reached]).toEqual(
      expect.arrayContaining(['registering', 'active', 'suspended', 'refused', 'ending', 'ended']),
    );
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
    cause: 'ownerPaused',
    outcome: 'restored',
  };
  expect(guardCommand(sharing, type, role, memberId, { pack, now })).toBeUndefined();
  const newcomer = `per_new_${serial}`;
  return (['allocate', 'return'] as const).some((direction) => {
    const facts = factsFor(base, pack, member?.personId ?? newcomer, ownerId, now);
    const command = payload(sharing, { ...base, direction }, pack, member, serial, now);
    const asked = command.type === 'addMember' ? { ...command, personId: newcomer } : command;
    return decide(sharing, asked, { pack, facts, now, role, sharingId: 'shr_x', ownerId }).ok;
  });
}
