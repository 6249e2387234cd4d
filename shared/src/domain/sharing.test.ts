import { describe, expect, it } from 'vitest';
import { GANSU } from '../policy/packs/gansu';
import { HEBEI } from '../policy/packs/hebei';
import {
  ADULT_BORN,
  addMemberCommand,
  buildFacts,
  buildInsurance,
  buildPack,
  buildPerson,
  buildSharing,
  CHILD_BORN,
  carryOut,
  command,
  MEMBER,
  NOW,
  OWNER,
} from '../test-builders';
import {
  alreadyDone,
  availableCommands,
  type Command,
  decide,
  type Facts,
  fold,
  isInvitationExpired,
  type Role,
  type Sharing,
  seatChoices,
  seatsOf,
} from './sharing';

const ask = (
  sharing: Sharing | undefined,
  asked: Command,
  role: Role,
  {
    pack = GANSU,
    facts = buildFacts(pack),
    now = NOW,
    personId,
  }: { pack?: typeof GANSU; facts?: Facts; now?: string; personId?: string } = {},
) =>
  decide(sharing, asked, {
    pack,
    facts,
    now,
    role,
    sharingId: 'shr_1',
    ownerId: OWNER,
    ...(personId ? { personId } : {}),
  });
const codeOf = (decided: ReturnType<typeof decide>) => (decided.ok ? undefined : decided.refusal.code);
const typesOf = (decided: ReturnType<typeof decide>) =>
  decided.ok ? decided.value.map(({ type }) => type) : codeOf(decided);
const statusOf = (sharing: Sharing | undefined) => sharing?.members[0]?.status;

describe('Gansu: invitation, own face, family account', () => {
  it('wants the current commitment before a member', () => {
    expect(codeOf(ask(undefined, addMemberCommand(), 'owner'))).toBe('COMMITMENT_REQUIRED');
    expect(codeOf(ask(undefined, command({ type: 'acceptCommitment', textHash: 'old' }), 'owner'))).toBe(
      'COMMITMENT_OUTDATED',
    );
    const textHash = GANSU.documents.commitment!.hash;
    expect(typesOf(ask(undefined, command({ type: 'acceptCommitment', textHash }), 'owner'))).toEqual([
      'sharing.opened',
      'commitment.accepted',
    ]);
    const renewed = {
      ...GANSU,
      documents: { ...GANSU.documents, commitment: { ...GANSU.documents.commitment!, hash: 'f'.repeat(64) } },
    };
    expect(codeOf(ask(buildSharing(GANSU, 'opened').sharing, addMemberCommand(), 'owner', { pack: renewed }))).toBe(
      'COMMITMENT_REQUIRED',
    );
  });

  it('invites an adult for 72 hours and registers only after agreement', () => {
    const invited = buildSharing(GANSU, 'invited');
    expect(invited.actions.map(({ type }) => type)).toEqual([
      'sharing.opened',
      'commitment.accepted',
      'member.added',
      'member.invited',
    ]);
    expect(invited.sharing?.members[0]?.invitation).toEqual({ code: 'CODE1', expiresAt: '2026-11-23T02:00:00.000Z' });
    const agreed = ask(
      invited.sharing,
      command({ type: 'agree', memberId: 'mem_1', way: 'ownPhone', effectId: 'e1' }),
      'member',
    );
    expect(typesOf(agreed)).toEqual(['member.agreed', 'member.faceProven', 'member.registering']);
  });

  it.each<[string, Facts['memberFace']]>([
    ['no face check', undefined],
    ['somebody else’s face', { faceCheckId: 'f', passedAt: NOW, personId: OWNER }],
    ['a face check older than a day', { faceCheckId: 'f', passedAt: '2026-11-19T01:59:59.999Z', personId: MEMBER }],
    ['a face check from the future', { faceCheckId: 'f', passedAt: '2026-11-20T02:00:00.001Z', personId: MEMBER }],
  ])('refuses agreement with %s', (_what, memberFace) => {
    const { sharing } = buildSharing(GANSU, 'invited');
    const agree = command({ type: 'agree', memberId: 'mem_1', way: 'ownPhone', effectId: 'e1' });
    expect(codeOf(ask(sharing, agree, 'member', { facts: buildFacts(GANSU, { memberFace }) }))).toBe('FACE_REQUIRED');
  });

  it('accepts a face check of exactly 24 hours ago, beside the owner too', () => {
    const { sharing } = buildSharing(GANSU, 'invited');
    const facts = buildFacts(GANSU, {
      memberFace: { faceCheckId: 'f', passedAt: '2026-11-19T02:00:00.000Z', personId: MEMBER },
    });
    const beside = command({ type: 'agree', memberId: 'mem_1', way: 'besideOwner', effectId: 'e1' });
    expect(typesOf(ask(sharing, beside, 'owner', { facts }))).toContain('member.registering');
    expect(codeOf(ask(sharing, beside, 'member', { facts }))).toBe('NOT_AVAILABLE_NOW');
    const own = command({ type: 'agree', memberId: 'mem_1', way: 'ownPhone', effectId: 'e1' });
    expect(codeOf(ask(sharing, own, 'owner', { facts }))).toBe('NOT_AVAILABLE_NOW');
    expect(codeOf(ask(sharing, own, 'member', { facts, personId: 'per_stranger' }))).toBe('NOT_AVAILABLE_NOW');
  });

  it('lets an invitation lapse, and the owner renew it', () => {
    const { sharing } = buildSharing(GANSU, 'invited');
    const late = '2026-11-23T02:00:00.000Z';
    expect(isInvitationExpired(sharing!.members[0]!, '2026-11-23T01:59:59.999Z')).toBe(false);
    expect(isInvitationExpired(sharing!.members[0]!, late)).toBe(true);
    const agree = command({ type: 'agree', memberId: 'mem_1', way: 'ownPhone', effectId: 'e1' });
    const facts = buildFacts(GANSU, { memberFace: { faceCheckId: 'f', passedAt: late, personId: MEMBER } });
    expect(codeOf(ask(sharing, agree, 'member', { facts, now: late }))).toBe('INVITATION_EXPIRED');
    const renewed = ask(
      sharing,
      command({ type: 'renewInvitation', memberId: 'mem_1', invitationCode: 'CODE2' }),
      'owner',
      { now: late },
    );
    expect(renewed.ok && renewed.value[0]).toMatchObject({ code: 'CODE2', expiresAt: '2026-11-26T02:00:00.000Z' });
    const after = fold([...buildSharing(GANSU, 'invited').actions, ...(renewed.ok ? renewed.value : [])]);
    expect(typesOf(ask(after, agree, 'member', { facts, now: late }))).toContain('member.registering');
  });

  it('asks a guardian below 16 and no face, the member itself from 16 on', () => {
    const { sharing } = buildSharing(GANSU, 'opened');
    const facts = (birthOn: string) =>
      buildFacts(GANSU, { member: buildPerson(GANSU, { personId: MEMBER, birthOn, insurances: [] }) });
    const consent = GANSU.documents.guardianConsent!.hash;
    const fifteen = facts('2010-11-21');
    expect(codeOf(ask(sharing, addMemberCommand(), 'owner', { facts: fifteen }))).toBe('GUARDIAN_CONSENT_REQUIRED');
    expect(codeOf(ask(sharing, addMemberCommand({ guardianConsentHash: 'x' }), 'owner', { facts: fifteen }))).toBe(
      'GUARDIAN_CONSENT_REQUIRED',
    );
    const bound = ask(sharing, addMemberCommand({ guardianConsentHash: consent }), 'owner', { facts: fifteen });
    expect(typesOf(bound)).toEqual(['member.added', 'member.guardianConsented', 'member.agreed', 'member.registering']);
    expect(bound.ok && bound.value[2]).toMatchObject({ way: 'guardian' });
    expect(typesOf(ask(sharing, addMemberCommand(), 'owner', { facts: facts('2010-11-20') }))).toEqual([
      'member.added',
      'member.invited',
    ]);
  });

  it('lets several members stand under one owner, and none twice', () => {
    const { sharing } = buildSharing(GANSU, 'active');
    expect(codeOf(ask(sharing, addMemberCommand({ memberId: 'mem_2' }), 'owner'))).toBe('MEMBER_ALREADY_IN');
    const facts = buildFacts(GANSU, {}, 'per_second');
    const second = addMemberCommand({ memberId: 'mem_2', personId: 'per_second' });
    expect(typesOf(ask(sharing, second, 'owner', { facts }))).toEqual(['member.added', 'member.invited']);
    expect(
      codeOf(ask(sharing, addMemberCommand({ memberId: 'mem_1', personId: 'per_second' }), 'owner', { facts })),
    ).toBe('NOT_AVAILABLE_NOW');
    expect(codeOf(ask(sharing, addMemberCommand({ memberId: 'mem_2', personId: OWNER }), 'owner', { facts }))).toBe(
      'MEMBER_IS_OWNER',
    );
  });

  it('ends an invitation without a registration', () => {
    const { sharing, actions } = buildSharing(GANSU, 'invited');
    for (const [type, role, status] of [
      ['decline', 'member', 'declined'],
      ['cancelInvitation', 'owner', 'cancelled'],
    ] as const) {
      const decided = ask(sharing, command({ type, memberId: 'mem_1' }), role);
      expect(statusOf(fold([...actions, ...(decided.ok ? decided.value : [])]))).toBe(status);
    }
    expect(codeOf(ask(sharing, command({ type: 'unbind', memberId: 'mem_1', effectId: 'e' }), 'owner'))).toBe(
      'NOT_AVAILABLE_NOW',
    );
    expect(codeOf(ask(sharing, command({ type: 'leave', memberId: 'mem_1', effectId: 'e' }), 'member'))).toBe(
      'NOT_AVAILABLE_NOW',
    );
  });

  describe('money', () => {
    const move = (amountFen: number, direction: 'allocate' | 'return' = 'allocate', moveId = 'mov_1') =>
      command({ type: 'moveFunds', moveId, direction, amountFen, effectId: 'eff_m' });

    it.each([
      [0, 'AMOUNT_INVALID'],
      [-1, 'AMOUNT_INVALID'],
      [1.5, 'AMOUNT_INVALID'],
      [Number.NaN, 'AMOUNT_INVALID'],
      [Number.POSITIVE_INFINITY, 'AMOUNT_INVALID'],
      [500_001, 'BALANCE_TOO_SMALL'],
      [500_000, undefined],
      [1, undefined],
    ])('allocating %d fen of 500000: %s', (amountFen, code) => {
      expect(codeOf(ask(buildSharing(GANSU, 'active').sharing, move(amountFen), 'owner'))).toBe(code);
    });

    it('moves one at a time and counts what the core confirmed', () => {
      const { actions } = buildSharing(GANSU, 'active');
      const carry = (asked: Command, role: Role) => {
        const decided = ask(fold(actions), asked, role);
        if (decided.ok) actions.push(...decided.value);
        return codeOf(decided);
      };
      expect(carry(move(3000), 'owner')).toBeUndefined();
      expect(fold(actions)?.allocatedNetFen).toBe(0);
      expect(carry(move(1, 'allocate', 'mov_2'), 'owner')).toBe('FUNDS_MOVE_PENDING');
      expect(carry(command({ type: 'confirmMove', moveId: 'mov_9' }), 'core')).toBe('NOT_AVAILABLE_NOW');
      expect(carry(command({ type: 'confirmMove', moveId: 'mov_1' }), 'core')).toBeUndefined();
      expect(fold(actions)?.allocatedNetFen).toBe(3000);
      expect(carry(move(1000, 'return', 'mov_2'), 'owner')).toBeUndefined();
      expect(
        carry(command({ type: 'refuseMove', moveId: 'mov_2', code: 'X', message: '余额已变' }), 'core'),
      ).toBeUndefined();
      expect(fold(actions)?.allocatedNetFen).toBe(3000);
      expect(carry(move(1000, 'return', 'mov_2'), 'owner')).toBe('NOT_AVAILABLE_NOW');
      expect(carry(move(1000, 'return', 'mov_3'), 'owner')).toBeUndefined();
      expect(carry(command({ type: 'confirmMove', moveId: 'mov_3' }), 'core')).toBeUndefined();
      expect(fold(actions)).toMatchObject({
        allocatedNetFen: 2000,
        moves: [{ status: 'done' }, { status: 'refused' }, { status: 'done' }],
      });
    });

    it('gives back what is left after the last member has gone, and takes nothing more', () => {
      const { actions } = buildSharing(GANSU, 'active');
      const stamp = { commandId: 'c', at: NOW, by: 'core' as const };
      actions.push(
        { ...stamp, type: 'funds.requested', moveId: 'm', direction: 'allocate', amountFen: 700, effectId: 'e' },
        { ...stamp, type: 'funds.done', moveId: 'm' },
        { ...stamp, type: 'member.ended', memberId: 'mem_1', because: 'endedElsewhere' },
      );
      expect(codeOf(ask(fold(actions), move(700, 'return'), 'owner'))).toBeUndefined();
      expect(codeOf(ask(fold(actions), move(700, 'allocate'), 'owner'))).toBe('NOT_AVAILABLE_NOW');
      expect(codeOf(ask(buildSharing(GANSU, 'ended').sharing, move(700, 'return'), 'owner'))).toBe('NOT_AVAILABLE_NOW');
    });

    it('wants the owner’s proof, a known balance, and a pack that allocates', () => {
      const { sharing } = buildSharing(GANSU, 'active');
      expect(codeOf(ask(sharing, move(1), 'owner', { facts: buildFacts(GANSU, { ownerProof: 'phone' }) }))).toBe(
        'OWNER_PROOF_REQUIRED',
      );
      expect(
        codeOf(ask(sharing, move(1), 'owner', { facts: buildFacts(GANSU, { availableToAllocateFen: undefined }) })),
      ).toBe('OWNER_NOT_KNOWN');
      expect(codeOf(ask(sharing, move(1), 'member'))).toBe('NOT_AVAILABLE_NOW');
      expect(codeOf(ask(buildSharing(HEBEI, 'active').sharing, move(1), 'owner', { pack: HEBEI }))).toBe(
        'NOT_AVAILABLE_NOW',
      );
    });
  });
});

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
    const guardianConsentHash = HEBEI.documents.guardianConsent!.hash;
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
    expect(alreadyDone(actions, actions[0]!.commandId)).toBe(true);
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
    expect(seatsOf(buildSharing(GANSU, status).sharing!, GANSU)).toEqual(seats);
  });

  it('takes none but the owner’s own in Hebei', () => {
    expect(seatsOf(buildSharing(HEBEI, 'active').sharing!, HEBEI)).toEqual(['HE:owner:per_owner']);
  });

  it('numbers the seats of two owners, keeps the held one, and tries the next', () => {
    const pack = buildPack(HEBEI, { 'limits.ownersPerMember': 2 });
    const { sharing } = buildSharing(pack, 'active');
    expect(seatChoices(sharing!, pack)).toContainEqual(['HE:member:per_member#1', 'HE:member:per_member#2']);
    expect(seatsOf(sharing!, pack)).toEqual(['HE:member:per_member#1', 'HE:owner:per_owner']);
    expect(seatsOf(sharing!, pack, { taken: ['HE:member:per_member#1'] })).toContain('HE:member:per_member#2');
    expect(seatsOf(sharing!, pack, { held: ['HE:member:per_member#2'] })).toContain('HE:member:per_member#2');
    expect(seatsOf(sharing!, pack, { taken: ['HE:member:per_member#1', 'HE:member:per_member#2'] })).toContain(
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
