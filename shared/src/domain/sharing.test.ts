import { describe, expect, it } from 'vitest';
import { GANSU } from '../policy/packs/gansu';
import { HEBEI } from '../policy/packs/hebei';
import {
  ADULT_BORN,
  addMemberCommand,
  ask,
  buildFacts,
  buildInsurance,
  buildPack,
  buildPerson,
  buildSharing,
  CHILD_BORN,
  carryOut,
  codeOf,
  command,
  MEMBER,
  NOW,
  OWNER,
  textOf,
  typesOf,
} from '../test-builders';
import { alreadyDone, availableCommands, type Facts, fold, seatChoices, seatsOf } from './sharing';

describe('Hebei: the owner alone', () => {
  it('registers at once, without a commitment or an agreement', () => {
    const decided = ask(undefined, addMemberCommand(), 'owner', { pack: HEBEI });
    expect(typesOf(decided)).toEqual(['sharing.opened', 'member.added', 'member.registering']);
    expect(
      codeOf(
        ask(undefined, addMemberCommand(), 'owner', { pack: HEBEI, facts: buildFacts(HEBEI, { ownerProof: 'phone' }) }),
      ),
    ).toBeUndefined();
    expect(
      codeOf(
        ask(undefined, addMemberCommand(), 'owner', {
          pack: HEBEI,
          facts: buildFacts(HEBEI, { ownerProof: undefined }),
        }),
      ),
    ).toBe('OWNER_PROOF_REQUIRED');
  });

  it('wants a guardian’s consent for a child under 14', () => {
    const facts = buildFacts(HEBEI, { member: buildPerson(HEBEI, { personId: MEMBER, birthOn: CHILD_BORN }) });
    expect(codeOf(ask(undefined, addMemberCommand(), 'owner', { pack: HEBEI, facts }))).toBe(
      'GUARDIAN_CONSENT_REQUIRED',
    );
    const guardianConsentHash = textOf(HEBEI, 'guardianConsent').hash;
    expect(typesOf(ask(undefined, addMemberCommand({ guardianConsentHash }), 'owner', { pack: HEBEI, facts }))).toEqual(
      ['sharing.opened', 'member.added', 'member.guardianConsented', 'member.registering'],
    );
  });

  it('stops at eight, and goes on when one has ended', () => {
    const steps = Array.from({ length: 8 }, (_, at) => ({
      command: addMemberCommand({ memberId: `mem_${at}`, personId: `per_${at}`, effectId: `eff_${at}` }),
      role: 'owner' as const,
      facts: buildFacts(HEBEI, {}, `per_${at}`),
    }));
    const { sharing, actions } = carryOut(HEBEI, steps);
    const ninth = addMemberCommand({ memberId: 'mem_8', personId: 'per_8' });
    const facts = buildFacts(HEBEI, {}, 'per_8');
    expect(codeOf(ask(sharing, ninth, 'owner', { pack: HEBEI, facts }))).toBe('MEMBER_LIMIT_REACHED');
    expect(
      availableCommands(sharing, 'owner', { pack: HEBEI, now: NOW }).some(({ type }) => type === 'addMember'),
    ).toBe(false);
    const ended = fold([
      ...actions,
      { commandId: 'c', at: NOW, by: 'core', type: 'member.ended', memberId: 'mem_3', because: 'endedElsewhere' },
    ]);
    expect(typesOf(ask(ended, ninth, 'owner', { pack: HEBEI, facts }))).toContain('member.registering');
  });
});

describe('registration and end', () => {
  const confirm = (effectId = 'eff_reg_1') =>
    command({ type: 'confirmRegistration', memberId: 'mem_1', effectId, coreRelationId: 'rel_1' });
  const end = (because: 'ownerUnbound' | 'endedElsewhere' | 'insuranceEnded') =>
    command({ type: 'confirmEnd', memberId: 'mem_1', because });

  it('is confirmed by the core alone, for the effect that is owed', () => {
    const { sharing } = buildSharing(HEBEI, 'registering');
    expect(codeOf(ask(sharing, confirm(), 'owner', { pack: HEBEI }))).toBe('NOT_AVAILABLE_NOW');
    expect(codeOf(ask(sharing, confirm('eff_old'), 'core', { pack: HEBEI }))).toBe('NOT_AVAILABLE_NOW');
    expect(typesOf(ask(sharing, confirm(), 'core', { pack: HEBEI }))).toEqual(['member.registered']);
  });

  it('keeps a core refusal with its words', () => {
    const { sharing, actions } = buildSharing(HEBEI, 'registering');
    const refuse = command({
      type: 'refuseRegistration',
      memberId: 'mem_1',
      effectId: 'eff_reg_1',
      code: 'R1',
      message: '已有共济关系',
    });
    const decided = ask(sharing, refuse, 'core', { pack: HEBEI });
    const after = fold([...actions, ...(decided.ok ? decided.value : [])]);
    expect(after?.members[0]).toMatchObject({ status: 'refused', refusal: { code: 'R1', message: '已有共济关系' } });
    expect(codeOf(ask(after, confirm(), 'core', { pack: HEBEI }))).toBe('NOT_AVAILABLE_NOW');
  });

  it('stays on its way out when the confirmation comes after the owner’s unbind, and keeps the relation’s id', () => {
    const { actions } = buildSharing(HEBEI, 'registering');
    for (const [asked, role] of [
      [command({ type: 'unbind', memberId: 'mem_1', effectId: 'eff_end' }), 'owner'],
      [confirm(), 'core'],
    ] as const) {
      const decided = ask(fold(actions), asked, role, { pack: HEBEI });
      if (decided.ok) actions.push(...decided.value);
    }
    expect(fold(actions)?.members[0]).toMatchObject({ status: 'ending', registration: { coreRelationId: 'rel_1' } });
    expect(codeOf(ask(fold(actions), confirm(), 'core', { pack: HEBEI }))).toBe('NOT_AVAILABLE_NOW');
    expect(typesOf(ask(fold(actions), end('ownerUnbound'), 'core', { pack: HEBEI }))).toEqual(['member.ended']);
  });

  it('ends from outside at any live moment, for the owner’s wish only when it was asked', () => {
    for (const status of ['registering', 'active', 'ending'] as const) {
      const { sharing } = buildSharing(GANSU, status);
      expect(typesOf(ask(sharing, end('endedElsewhere'), 'core'))).toEqual(['member.ended']);
      expect(typesOf(ask(sharing, end('insuranceEnded'), 'core'))).toEqual(['member.ended']);
      expect(codeOf(ask(sharing, end('ownerUnbound'), 'core'))).toBe(
        status === 'ending' ? undefined : 'NOT_AVAILABLE_NOW',
      );
    }
    expect(codeOf(ask(buildSharing(GANSU, 'invited').sharing, end('endedElsewhere'), 'core'))).toBe(
      'NOT_AVAILABLE_NOW',
    );
    expect(codeOf(ask(buildSharing(GANSU, 'ended').sharing, end('endedElsewhere'), 'core'))).toBe('NOT_AVAILABLE_NOW');
  });

  it('lets a member leave where the pack says so', () => {
    const pack = buildPack(HEBEI, { 'lifecycle.memberMayLeave': true });
    const { sharing } = buildSharing(pack, 'active');
    const leave = command({ type: 'leave', memberId: 'mem_1', effectId: 'e' });
    expect(typesOf(ask(sharing, leave, 'member', { pack, personId: MEMBER }))).toEqual(['member.ending']);
    expect(codeOf(ask(sharing, leave, 'member', { pack, personId: 'per_other' }))).toBe('NOT_AVAILABLE_NOW');
    expect(codeOf(ask(sharing, leave, 'member', { pack: HEBEI }))).toBe('NOT_AVAILABLE_NOW');
  });

  it('knows a command that was done before', () => {
    const { actions } = buildSharing(HEBEI, 'registering');
    expect(alreadyDone(actions, actions[0]?.commandId ?? '')).toBe(true);
    expect(alreadyDone(actions, 'cmd_unknown')).toBe(false);
  });

  it('passes over actions of a newer version and refuses a log without a beginning', () => {
    const { actions, sharing } = buildSharing(HEBEI, 'active');
    const newer = { type: 'member.renamed', memberId: 'mem_1', commandId: 'c', at: NOW, by: 'owner' } as never;
    expect(fold([...actions, newer])).toEqual(sharing);
    expect(() => fold(actions.slice(1))).toThrow('before sharing.opened');
    expect(fold([])).toBeUndefined();
  });

  it('refuses a sharing under another family’s pack', () => {
    const { sharing } = buildSharing(HEBEI, 'active');
    expect(
      codeOf(ask(sharing, command({ type: 'unbind', memberId: 'mem_1', effectId: 'e' }), 'owner', { pack: GANSU })),
    ).toBe('NOT_AVAILABLE_NOW');
    expect(availableCommands(sharing, 'owner', { pack: GANSU, now: NOW })).toEqual([]);
  });
});

describe('seats', () => {
  it.each([
    ['opened', ['GS:owner:per_owner']],
    ['invited', ['GS:owner:per_owner']],
    ['registering', ['GS:owner:per_owner', 'GS:person:per_member', 'GS:person:per_owner']],
    ['active', ['GS:owner:per_owner', 'GS:person:per_member', 'GS:person:per_owner']],
    ['ending', ['GS:owner:per_owner', 'GS:person:per_member', 'GS:person:per_owner']],
    ['ended', ['GS:owner:per_owner']],
  ] as const)('Gansu, %s: %j', (status, seats) => {
    expect(seatsOf(buildSharing(GANSU, status).sharing, GANSU)).toEqual(seats);
  });

  it('takes none but the owner’s own in Hebei', () => {
    expect(seatsOf(buildSharing(HEBEI, 'active').sharing, HEBEI)).toEqual(['HE:owner:per_owner']);
  });

  it('numbers the seats of two owners, keeps the held one, and tries the next', () => {
    const pack = buildPack(HEBEI, { 'limits.ownersPerMember': 2 });
    const { sharing } = buildSharing(pack, 'active');
    expect(seatChoices(sharing, pack)).toContainEqual(['HE:member:per_member#1', 'HE:member:per_member#2']);
    expect(seatsOf(sharing, pack)).toEqual(['HE:member:per_member#1', 'HE:owner:per_owner']);
    expect(seatsOf(sharing, pack, { taken: ['HE:member:per_member#1'] })).toContain('HE:member:per_member#2');
    expect(seatsOf(sharing, pack, { held: ['HE:member:per_member#2'] })).toContain('HE:member:per_member#2');
    expect(seatsOf(sharing, pack, { taken: ['HE:member:per_member#1', 'HE:member:per_member#2'] })).toContain(
      'HE:member:per_member#1',
    );
  });
});

describe('facts refuse', () => {
  const { sharing } = buildSharing(GANSU, 'opened');
  const relation = { coreRelationId: 'rel_x', isOurs: false };
  it.each<[string, Facts, string]>([
    ['no owner facts', buildFacts(GANSU, { owner: undefined }), 'OWNER_NOT_KNOWN'],
    [
      'facts of another owner',
      buildFacts(GANSU, { owner: buildPerson(GANSU, { personId: 'per_x' }) }),
      'OWNER_NOT_KNOWN',
    ],
    ['no member facts', buildFacts(GANSU, { member: undefined }), 'MEMBER_NOT_KNOWN'],
    [
      'a member whose age nobody knows',
      buildFacts(GANSU, { member: buildPerson(GANSU, { personId: MEMBER, birthOn: undefined }) }),
      'MEMBER_NOT_KNOWN',
    ],
    ['an owner who only signed in by phone', buildFacts(GANSU, { ownerProof: 'phone' }), 'OWNER_PROOF_REQUIRED'],
    [
      'a resident-insured owner',
      buildFacts(GANSU, { owner: buildPerson(GANSU, { insurances: [buildInsurance(GANSU, { insutype: '390' })] }) }),
      'OWNER_NOT_EMPLOYEE_INSURED',
    ],
    [
      'a paused owner',
      buildFacts(GANSU, { owner: buildPerson(GANSU, { insurances: [buildInsurance(GANSU, { status: '2' })] }) }),
      'OWNER_INSURANCE_NOT_NORMAL',
    ],
    [
      'an owner insured in another province',
      buildFacts(GANSU, { owner: buildPerson(GANSU, { insurances: [buildInsurance(GANSU, { region: '130100' })] }) }),
      'OWNER_INSURED_ELSEWHERE',
    ],
    [
      'an owner who is somebody’s member',
      buildFacts(GANSU, { owner: buildPerson(GANSU, { relations: [{ ...relation, side: 'member' }] }) }),
      'OWNER_HAS_RELATION',
    ],
    [
      'a member with another owner',
      buildFacts(GANSU, {
        member: buildPerson(GANSU, { personId: MEMBER, relations: [{ ...relation, side: 'member' }] }),
      }),
      'MEMBER_HAS_OWNER',
    ],
    [
      'a member who owns elsewhere',
      buildFacts(GANSU, {
        member: buildPerson(GANSU, { personId: MEMBER, relations: [{ ...relation, side: 'owner' }] }),
      }),
      'MEMBER_HAS_OWNER',
    ],
    [
      'a member bound to this owner elsewhere',
      buildFacts(GANSU, {
        member: buildPerson(GANSU, {
          personId: MEMBER,
          relations: [{ ...relation, side: 'member', ownerPersonId: OWNER }],
        }),
      }),
      'MEMBER_ALREADY_IN',
    ],
  ])('%s', (_what, facts, code) => {
    expect(codeOf(ask(sharing, addMemberCommand(), 'owner', { facts }))).toBe(code);
  });

  it('minds what is known afresh at agreement', () => {
    const invited = buildSharing(GANSU, 'invited').sharing;
    const agree = command({ type: 'agree', memberId: 'mem_1', way: 'ownPhone', effectId: 'e' });
    const member = buildPerson(GANSU, {
      personId: MEMBER,
      birthOn: ADULT_BORN,
      relations: [{ ...relation, side: 'member' }],
    });
    expect(codeOf(ask(invited, agree, 'member', { facts: buildFacts(GANSU, { member }) }))).toBe('MEMBER_HAS_OWNER');
    expect(
      codeOf(ask(invited, agree, 'member', { facts: { memberFace: buildFacts(GANSU).memberFace } })),
    ).toBeUndefined();
  });

  it('lets an uninsured relative in where the pack asks for no insurance, and a zero balance where it asks for none', () => {
    const member = buildPerson(GANSU, { personId: MEMBER, isKnown: false, insurances: [] });
    const owner = buildPerson(GANSU, { insurances: [buildInsurance(GANSU, { balanceFen: 0 })] });
    expect(
      codeOf(ask(sharing, addMemberCommand(), 'owner', { facts: buildFacts(GANSU, { owner, member }) })),
    ).toBeUndefined();
  });
});
