import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyPack } from '../policy/pack';
import { GANSU } from '../policy/packs/gansu';
import { GUIZHOU } from '../policy/packs/guizhou';
import { HEBEI } from '../policy/packs/hebei';
import { JIANGSU } from '../policy/packs/jiangsu';
import {
  ask,
  buildInsurance,
  buildPerson,
  buildSharing,
  codeOf,
  command,
  firstMember,
  MEMBER,
  NOW,
  OWNER,
  TEST_PACKS,
  typesOf,
} from '../test-builders';
import {
  availableCommands,
  type Command,
  dueByFacts,
  fold,
  type InsuranceFact,
  type PersonFacts,
  type Role,
  type Sharing,
  seatsOf,
} from './sharing';

const on = (pack: PolicyPack) => ({ pack });
const dispute = () => command({ type: 'dispute', memberId: 'mem_1', effectId: 'eff_freeze' });
const resolve = (outcome: 'ended' | 'restored') =>
  command({ type: 'resolveDispute', memberId: 'mem_1', outcome, effectId: 'eff_resolve' });
const confirm = command({
  type: 'confirmRegistration',
  memberId: 'mem_1',
  effectId: 'eff_reg_1',
  coreRelationId: 'rel_1',
});

/** Lets a sharing go on by these commands; throws where one is refused. */
function goOn(pack: PolicyPack, status: Parameters<typeof buildSharing>[1], ...steps: [Command, Role][]) {
  const { actions } = buildSharing(pack, status);
  for (const [asked, role] of steps) {
    const decided = ask(fold(actions), asked, role, { pack });
    if (!decided.ok) throw new Error(`${asked.type}: ${decided.refusal.code}`);
    actions.push(...decided.value);
  }
  return { sharing: fold(actions) as Sharing, actions };
}

describe.each(TEST_PACKS.map((pack) => [pack.id, pack] as const))('“not mine” in %s', (_id, pack) => {
  it('freezes at once, for the member alone, and keeps the seat', () => {
    const { sharing } = buildSharing(pack, 'active');
    expect(typesOf(ask(sharing, dispute(), 'member', { pack, personId: MEMBER }))).toEqual(['member.disputed']);
    expect(codeOf(ask(sharing, dispute(), 'owner', on(pack)))).toBe('NOT_AVAILABLE_NOW');
    expect(codeOf(ask(sharing, dispute(), 'member', { pack, personId: 'per_stranger' }))).toBe('NOT_AVAILABLE_NOW');
    const frozen = goOn(pack, 'active', [dispute(), 'member']).sharing;
    expect(firstMember(frozen)).toMatchObject({
      status: 'suspended',
      suspended: { because: 'disputed', at: NOW },
      dispute: { at: NOW, effectId: 'eff_freeze' },
    });
    expect(seatsOf(frozen, pack)).toEqual(seatsOf(sharing, pack));
    expect(codeOf(ask(frozen, dispute(), 'member', on(pack)))).toBe('NOT_AVAILABLE_NOW');
    expect(availableCommands(frozen, 'operator', { pack, now: NOW })).toEqual([
      { type: 'resolveDispute', role: 'operator', memberId: 'mem_1' },
    ]);
  });

  it('is closed by an operator: ended, or restored', () => {
    const ended = goOn(pack, 'active', [dispute(), 'member'], [resolve('ended'), 'operator']).sharing;
    expect(firstMember(ended)).toMatchObject({ status: 'ending', dispute: { resolved: { outcome: 'ended' } } });
    expect(firstMember(ended)).not.toHaveProperty('suspended');
    const end = command({ type: 'confirmEnd', memberId: 'mem_1', because: 'disputed' });
    expect(typesOf(ask(ended, end, 'core', on(pack)))).toEqual(['member.ended']);
    const restored = goOn(pack, 'active', [dispute(), 'member'], [resolve('restored'), 'operator']).sharing;
    expect(firstMember(restored)).toMatchObject({ status: 'active', dispute: { resolved: { outcome: 'restored' } } });
    expect(firstMember(restored)).not.toHaveProperty('suspended');
    for (const role of ['owner', 'member', 'core'] as const) {
      const frozen = goOn(pack, 'active', [dispute(), 'member']).sharing;
      expect(codeOf(ask(frozen, resolve('restored'), role, on(pack)))).toBe('NOT_AVAILABLE_NOW');
    }
    expect(codeOf(ask(restored, resolve('ended'), 'operator', on(pack)))).toBe('NOT_AVAILABLE_NOW');
  });

  it('may be said while the registration is still owed; the core’s answer changes nothing', () => {
    const frozen = goOn(pack, 'registering', [dispute(), 'member'], [confirm, 'core']).sharing;
    expect(firstMember(frozen)).toMatchObject({ status: 'suspended', registration: { coreRelationId: 'rel_1' } });
    const waiting = goOn(pack, 'registering', [dispute(), 'member'], [resolve('restored'), 'operator']).sharing;
    expect(firstMember(waiting).status).toBe('registering');
    expect(
      firstMember(
        goOn(pack, 'registering', [dispute(), 'member'], [resolve('restored'), 'operator'], [confirm, 'core']).sharing,
      ).status,
    ).toBe('active');
    const refuse = command({
      type: 'refuseRegistration',
      memberId: 'mem_1',
      effectId: 'eff_reg_1',
      code: 'R',
      message: '不行',
    });
    expect(firstMember(goOn(pack, 'registering', [dispute(), 'member'], [refuse, 'core']).sharing).status).toBe(
      'refused',
    );
  });

  it('still lets the owner unbind, and the core report an end elsewhere', () => {
    const unbind = command({ type: 'unbind', memberId: 'mem_1', effectId: 'e' });
    const { sharing } = goOn(pack, 'active', [dispute(), 'member']);
    expect(typesOf(ask(sharing, unbind, 'owner', on(pack)))).toEqual(['member.ending']);
    const elsewhere = command({ type: 'confirmEnd', memberId: 'mem_1', because: 'endedElsewhere' });
    expect(typesOf(ask(sharing, elsewhere, 'core', on(pack)))).toEqual(['member.ended']);
  });

  it('cannot be said of what nobody registered or what has ended', () => {
    for (const status of ['ending', 'ended'] as const) {
      expect(codeOf(ask(buildSharing(pack, status).sharing, dispute(), 'member', on(pack)))).toBe('NOT_AVAILABLE_NOW');
    }
  });
});

const person = (pack: PolicyPack, personId: string, part: Partial<InsuranceFact>, isInsured = true): PersonFacts =>
  buildPerson(pack, { personId, insurances: isInsured ? [buildInsurance(pack, part)] : [] });

/** What is due for a sharing when the core says this of owner and member; `undefined` = the core said nothing. */
function due(sharing: Sharing, pack: PolicyPack, owner?: PersonFacts, member?: PersonFacts) {
  const known = new Map([
    [OWNER, owner],
    [MEMBER, member],
  ]);
  return dueByFacts(sharing, {
    pack,
    factsOf: (personId) => known.get(personId),
    commandIdFor: (memberId, type) => `feed:7:${memberId}:${type}`,
  });
}

describe('insurance that pauses, moves, ends, comes back', () => {
  const inShort = (commands: Command[]) =>
    commands.map((each) => (each.type === 'suspendByFacts' ? `${each.type} ${each.because}` : each.type));
  const good = (pack: PolicyPack) => [person(pack, OWNER, {}), person(pack, MEMBER, { insutype: '390' })] as const;
  const region = (pack: PolicyPack, city: string) => `${pack.region.slice(0, 2)}${city}00`;

  it.each<
    [
      PolicyPack,
      string,
      Partial<InsuranceFact> | 'gone' | 'silent',
      Partial<InsuranceFact> | 'gone' | 'silent',
      string[],
    ]
  >([
    [GUIZHOU, 'all is well', {}, {}, []],
    [GUIZHOU, 'owner paused', { status: '2' }, {}, ['suspendByFacts ownerPaused']],
    [GUIZHOU, 'member paused', {}, { status: '2' }, ['suspendByFacts memberPaused']],
    [GUIZHOU, 'both paused', { status: '2' }, { status: '2' }, ['suspendByFacts ownerPaused']],
    [GUIZHOU, 'owner ended', { status: '4' }, {}, ['suspendByFacts ownerNotInsured']],
    [GUIZHOU, 'owner moved to another city', { region: '520300' }, {}, []],
    [GUIZHOU, 'owner moved out of the province', { region: '530100' }, {}, ['suspendByFacts ownerNotInsured']],
    [GUIZHOU, 'member moved out of the province', {}, { region: '530100' }, ['suspendByFacts memberNotInsured']],
    [GUIZHOU, 'member not insured any more', {}, 'gone', ['suspendByFacts memberNotInsured']],
    [GUIZHOU, 'the core said nothing', 'silent', 'silent', []],
    [JIANGSU, 'owner paused', { status: '2' }, {}, ['suspendByFacts ownerPaused']],
    [JIANGSU, 'owner ended', { status: '4' }, {}, ['endByRule']],
    [JIANGSU, 'owner turned resident', { insutype: '390' }, {}, ['endByRule']],
    [JIANGSU, 'owner moved to another pooling region', { region: '320500' }, {}, ['endByRule']],
    [JIANGSU, 'member ended', {}, { status: '4' }, ['suspendByFacts memberNotInsured']],
    [HEBEI, 'owner paused: may stand, the bill says why', { status: '2' }, {}, []],
    [HEBEI, 'owner ended', { status: '4' }, {}, ['suspendByFacts ownerNotInsured']],
    [HEBEI, 'member paused', {}, { status: '2' }, ['suspendByFacts memberPaused']],
    [GANSU, 'owner paused', { status: '2' }, {}, ['suspendByFacts ownerPaused']],
    [GANSU, 'member not insured: never asked', {}, 'gone', []],
  ])('$family: %s', (pack, _what, owner, member, expected) => {
    const { sharing } = buildSharing(pack, 'active');
    const bound = {
      ...sharing,
      members: sharing.members.map((each) => ({ ...each, ownerRegion: region(pack, '01') })),
    };
    const factsOf = (personId: string, part: typeof owner, usual: Partial<InsuranceFact>) =>
      part === 'silent'
        ? undefined
        : part === 'gone'
          ? person(pack, personId, {}, false)
          : person(pack, personId, { region: region(pack, '01'), ...usual, ...part });
    expect(inShort(due(bound, pack, factsOf(OWNER, owner, {}), factsOf(MEMBER, member, { insutype: '390' })))).toEqual(
      expected,
    );
  });

  const suspend = (because: 'ownerPaused' | 'memberPaused') =>
    command({ type: 'suspendByFacts', memberId: 'mem_1', because });

  it('resumes when the cause is gone, not before, and not on silence', () => {
    const { sharing } = goOn(GUIZHOU, 'active', [suspend('ownerPaused'), 'core']);
    const [owner, member] = good(GUIZHOU);
    expect(inShort(due(sharing, GUIZHOU, owner, member))).toEqual(['resumeByFacts']);
    expect(inShort(due(sharing, GUIZHOU, owner))).toEqual(['resumeByFacts']);
    expect(inShort(due(sharing, GUIZHOU, undefined, member))).toEqual([]);
    expect(inShort(due(sharing, GUIZHOU, person(GUIZHOU, OWNER, { status: '2' }), member))).toEqual([]);
    expect(inShort(due(sharing, GUIZHOU, owner, person(GUIZHOU, MEMBER, { status: '2' })))).toEqual([
      'suspendByFacts memberPaused',
    ]);
    const resumed = goOn(
      GUIZHOU,
      'active',
      [suspend('ownerPaused'), 'core'],
      [command({ type: 'resumeByFacts', memberId: 'mem_1' }), 'core'],
    );
    expect(firstMember(resumed.sharing)).toMatchObject({ status: 'active' });
    expect(firstMember(resumed.sharing)).not.toHaveProperty('suspended');
  });

  it('leaves “not mine” to the operator, but an end by rule goes through', () => {
    const frozen = goOn(JIANGSU, 'active', [dispute(), 'member']).sharing;
    const [owner, member] = good(JIANGSU);
    expect(due(frozen, JIANGSU, owner, member)).toEqual([]);
    expect(due(frozen, JIANGSU, person(JIANGSU, OWNER, { status: '2' }), member)).toEqual([]);
    expect(codeOf(ask(frozen, suspend('ownerPaused'), 'core', on(JIANGSU)))).toBe('NOT_AVAILABLE_NOW');
    expect(codeOf(ask(frozen, command({ type: 'resumeByFacts', memberId: 'mem_1' }), 'core', on(JIANGSU)))).toBe(
      'NOT_AVAILABLE_NOW',
    );
    const [end] = due(frozen, JIANGSU, person(JIANGSU, OWNER, { status: '4' }), member);
    const decided = ask(frozen, end as Command, 'core', on(JIANGSU));
    expect(decided.ok && decided.value).toMatchObject([{ type: 'member.ended', because: 'insuranceEnded' }]);
  });

  it('ends by rule only where the pack says so, and frees the seats', () => {
    const end = command({ type: 'endByRule', memberId: 'mem_1' });
    expect(codeOf(ask(buildSharing(GUIZHOU, 'active').sharing, end, 'core', on(GUIZHOU)))).toBe('NOT_AVAILABLE_NOW');
    expect(codeOf(ask(buildSharing(JIANGSU, 'registering').sharing, end, 'core', on(JIANGSU)))).toBe(
      'NOT_AVAILABLE_NOW',
    );
    const { sharing } = goOn(JIANGSU, 'active', [end, 'core']);
    expect(seatsOf(sharing, JIANGSU)).toEqual(['JS:owner:per_owner']);
  });

  it('keeps the way back of the money open while nobody may spend', () => {
    const move = (direction: 'allocate' | 'return', moveId: string) =>
      command({ type: 'moveFunds', moveId, direction, amountFen: 100, effectId: `eff_${moveId}` });
    const done = command({ type: 'confirmMove', moveId: 'mov_1' });
    const { sharing } = goOn(
      GANSU,
      'active',
      [move('allocate', 'mov_1'), 'owner'],
      [done, 'core'],
      [suspend('ownerPaused'), 'core'],
    );
    expect(codeOf(ask(sharing, move('allocate', 'mov_2'), 'owner'))).toBe('NOT_AVAILABLE_NOW');
    expect(typesOf(ask(sharing, move('return', 'mov_2'), 'owner'))).toEqual(['funds.requested']);
  });

  it('is accepted as it is due, once, whatever the core says, round after round', () => {
    const insurance = fc.record({
      insutype: fc.constantFrom<'310' | '390'>('310', '310', '390'),
      status: fc.constantFrom<'1' | '2' | '4'>('1', '1', '2', '4'),
      isNear: fc.constantFrom(true, true, true, false),
    });
    const told = fc.option(fc.array(insurance, { maxLength: 2 }), { nil: undefined });
    const round = fc.record({ ofOwner: told, ofMember: told, isDisputed: fc.constantFrom(false, false, false, true) });
    const seen = new Set<string>();
    for (const pack of TEST_PACKS) {
      const facts = (personId: string, list: { isNear: boolean }[] | undefined) =>
        list &&
        buildPerson(pack, {
          personId,
          insurances: list.map(({ isNear, ...part }) =>
            buildInsurance(pack, { ...part, ...(isNear ? {} : { region: '440000' }) }),
          ),
        });
      fc.assert(
        fc.property(fc.array(round, { minLength: 1, maxLength: 6 }), (rounds) => {
          const { actions } = buildSharing(pack, 'active');
          const state = () => fold(actions) as Sharing;
          for (const { ofOwner, ofMember, isDisputed } of rounds) {
            const said = isDisputed ? ask(state(), dispute(), 'member', on(pack)) : undefined;
            if (said?.ok) actions.push(...said.value);
            const news = [facts(OWNER, ofOwner), facts(MEMBER, ofMember)] as const;
            for (const each of due(state(), pack, ...news)) {
              seen.add(each.type);
              const decided = ask(state(), each, 'core', on(pack));
              expect(decided.ok, each.type).toBe(true);
              if (decided.ok) actions.push(...decided.value);
            }
            expect(due(state(), pack, ...news)).toEqual([]);
          }
        }),
        { numRuns: 200 },
      );
    }
    expect([...seen].sort()).toEqual(['endByRule', 'resumeByFacts', 'suspendByFacts']);
  });
});
