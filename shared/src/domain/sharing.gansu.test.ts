import { describe, expect, it } from 'vitest';
import { GANSU } from '../policy/packs/gansu';
import { HEBEI } from '../policy/packs/hebei';
import {
  addMemberCommand,
  ask,
  buildFacts,
  buildPerson,
  buildSharing,
  codeOf,
  command,
  firstMember,
  MEMBER,
  NOW,
  OWNER,
  textOf,
  typesOf,
} from '../test-builders';
import { type Command, type Facts, fold, isInvitationExpired, type Role, type Sharing } from './sharing';

const statusOf = (sharing: Sharing | undefined) => sharing?.members[0]?.status;

describe('Gansu: invitation, own face, family account', () => {
  it('wants the current commitment before a member', () => {
    expect(codeOf(ask(undefined, addMemberCommand(), 'owner'))).toBe('COMMITMENT_REQUIRED');
    expect(codeOf(ask(undefined, command({ type: 'acceptCommitment', textHash: 'old' }), 'owner'))).toBe(
      'COMMITMENT_OUTDATED',
    );
    const textHash = textOf(GANSU, 'commitment').hash;
    expect(typesOf(ask(undefined, command({ type: 'acceptCommitment', textHash }), 'owner'))).toEqual([
      'sharing.opened',
      'commitment.accepted',
    ]);
    const renewed = {
      ...GANSU,
      documents: { ...GANSU.documents, commitment: { ...textOf(GANSU, 'commitment'), hash: 'f'.repeat(64) } },
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
    expect(isInvitationExpired(firstMember(sharing), '2026-11-23T01:59:59.999Z')).toBe(false);
    expect(isInvitationExpired(firstMember(sharing), late)).toBe(true);
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
    const consent = textOf(GANSU, 'guardianConsent').hash;
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
