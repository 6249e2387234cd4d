import { describe, expect, it } from 'vitest';
import { GUIZHOU } from '../policy/packs/guizhou';
import { HEBEI } from '../policy/packs/hebei';
import { JIANGSU } from '../policy/packs/jiangsu';
import { SHAANXI } from '../policy/packs/shaanxi';
import {
  acceptCommand,
  addMemberCommand,
  ask,
  buildFacts,
  buildInsurance,
  buildPack,
  buildPerson,
  buildSharing,
  codeOf,
  command,
  firstMember,
  MEMBER,
  NOW,
  textOf,
  typesOf,
  windowOf,
} from '../test-builders';
import { addHours } from './civil-day';
import { availableCommands, fold, isCommitmentOwed, seatsOf, windowState } from './sharing';

const pack = JIANGSU;
const hash = textOf(JIANGSU, 'commitment').hash;
const sign = (name?: string) =>
  command({ type: 'acceptCommitment', textHash: hash, ...(name === undefined ? {} : { signature: { name } }) });

describe('Jiangsu: signed, within a window, one relation for both', () => {
  it('wants the owner’s name under the commitment, and keeps no name', () => {
    expect(codeOf(ask(undefined, addMemberCommand(windowOf(pack)), 'owner', { pack }))).toBe('COMMITMENT_REQUIRED');
    for (const asked of [sign(), sign(''), sign('  '), sign('x1')]) {
      expect(codeOf(ask(undefined, asked, 'owner', { pack }))).toBe('SIGNATURE_REQUIRED');
    }
    const signed = ask(undefined, sign('欧阳 建国'), 'owner', { pack });
    expect(typesOf(signed)).toEqual(['sharing.opened', 'commitment.accepted']);
    expect(JSON.stringify(signed)).not.toContain('建国');
    expect(signed.ok && signed.value[1]).toMatchObject({ textHash: hash, signedBy: 'ownName' });
    const stale = command({ type: 'acceptCommitment', textHash: 'f'.repeat(64), signature: { name: '王建国' } });
    expect(codeOf(ask(undefined, stale, 'owner', { pack }))).toBe('COMMITMENT_OUTDATED');
  });

  it('owes the signature where the text was only read before', () => {
    const { sharing } = buildSharing(buildPack(pack, { 'consent.commitment': 'read' }), 'opened');
    expect(sharing.commitment).toEqual({ textHash: hash, acceptedAt: NOW });
    expect(isCommitmentOwed(sharing, pack)).toBe(true);
    expect(typesOf(ask(sharing, acceptCommand(pack), 'owner', { pack }))).toEqual(['commitment.accepted']);
  });

  it('binds by the owner alone, with the window and the owner’s region in the log', () => {
    const { sharing } = buildSharing(pack, 'opened');
    const owner = buildPerson(pack, { insurances: [buildInsurance(pack, { region: '320100' })] });
    const facts = buildFacts(pack, { owner, ownerProof: 'phone' });
    const startAt = addHours(NOW, 24);
    const bound = ask(sharing, addMemberCommand({ window: { startAt } }), 'owner', { pack, facts });
    expect(typesOf(bound)).toEqual(['member.added', 'member.windowSet', 'member.registering']);
    const after = fold([...buildSharing(pack, 'opened').actions, ...(bound.ok ? bound.value : [])]);
    expect(after?.members[0]).toMatchObject({ ownerRegion: '320100', window: { startAt } });
    expect(windowState(firstMember(after as never), NOW)).toBe('notBegun');
    expect(codeOf(ask(sharing, addMemberCommand(), 'owner', { pack, facts }))).toBe('WINDOW_REQUIRED');
    const past = addMemberCommand({ window: { startAt: addHours(NOW, -1) } });
    expect(codeOf(ask(sharing, past, 'owner', { pack, facts }))).toBe('WINDOW_INVALID');
  });

  it('ignores a window where the pack has none', () => {
    const bound = ask(undefined, addMemberCommand({ window: { startAt: 'whenever' } }), 'owner', { pack: HEBEI });
    expect(typesOf(bound)).toEqual(['sharing.opened', 'member.added', 'member.registering']);
  });

  it('takes the person seats of both', () => {
    expect(seatsOf(buildSharing(pack, 'active').sharing, pack)).toEqual([
      'JS:owner:per_owner',
      'JS:person:per_member',
      'JS:person:per_owner',
    ]);
  });

  it.each<[string, Parameters<typeof buildFacts>[1], string]>([
    [
      'a balance of zero',
      { owner: buildPerson(pack, { insurances: [buildInsurance(pack, { balanceFen: 0 })] }) },
      'OWNER_BALANCE_ZERO',
    ],
    [
      'a paused owner',
      { owner: buildPerson(pack, { insurances: [buildInsurance(pack, { status: '2' })] }) },
      'OWNER_INSURANCE_NOT_NORMAL',
    ],
    [
      'a member of another province',
      { member: buildPerson(pack, { personId: MEMBER, insurances: [buildInsurance(pack, { region: '330100' })] }) },
      'MEMBER_INSURED_ELSEWHERE',
    ],
    [
      'a member who owns elsewhere',
      {
        member: buildPerson(pack, {
          personId: MEMBER,
          relations: [{ coreRelationId: 'r', isOurs: false, side: 'owner' }],
        }),
      },
      'MEMBER_HAS_OWNER',
    ],
    [
      'an owner who is a member',
      { owner: buildPerson(pack, { relations: [{ coreRelationId: 'r', isOurs: false, side: 'member' }] }) },
      'OWNER_HAS_RELATION',
    ],
  ])('refuses %s', (_what, part, code) => {
    const { sharing } = buildSharing(pack, 'opened');
    expect(
      codeOf(ask(sharing, addMemberCommand(windowOf(pack)), 'owner', { pack, facts: buildFacts(pack, part) })),
    ).toBe(code);
  });

  it('lets the member leave alone', () => {
    const { sharing } = buildSharing(pack, 'active');
    const leave = command({ type: 'leave', memberId: 'mem_1', effectId: 'e' });
    expect(typesOf(ask(sharing, leave, 'member', { pack, personId: MEMBER }))).toEqual(['member.ending']);
  });
});

describe('changing a window', () => {
  const change = (part: { startAt?: string; endAt?: string; isOpenEnded?: boolean }, effectId = 'eff_w1') =>
    command({ type: 'changeWindow', memberId: 'mem_1', effectId, ...part });
  const after = (...asked: [Parameters<typeof ask>[1], 'owner' | 'core'][]) => {
    const { actions } = buildSharing(pack, 'active');
    for (const [each, role] of asked) {
      const decided = ask(fold(actions), each, role, { pack });
      if (!decided.ok) throw new Error(decided.refusal.code);
      actions.push(...decided.value);
    }
    return fold(actions);
  };

  it('is the owner’s, on a relation that stands at the core, in a pack with windows', () => {
    const end = change({ endAt: addHours(NOW, 5) });
    expect(codeOf(ask(buildSharing(pack, 'active').sharing, end, 'member', { pack }))).toBe('NOT_AVAILABLE_NOW');
    for (const status of ['registering', 'ending', 'ended'] as const) {
      expect(codeOf(ask(buildSharing(pack, status).sharing, end, 'owner', { pack }))).toBe('NOT_AVAILABLE_NOW');
    }
    expect(codeOf(ask(buildSharing(HEBEI, 'active').sharing, end, 'owner', { pack: HEBEI }))).toBe('NOT_AVAILABLE_NOW');
    const offered = availableCommands(buildSharing(pack, 'active').sharing, 'owner', { pack, now: NOW });
    expect(offered).toContainEqual({ type: 'changeWindow', role: 'owner', memberId: 'mem_1' });
  });

  it('takes effect at once, and goes back when the core refuses it', () => {
    const endAt = addHours(NOW, 5);
    const changed = after([change({ endAt }), 'owner']);
    expect(changed?.members[0]?.window).toEqual({
      startAt: NOW,
      endAt,
      effectId: 'eff_w1',
      before: windowOf(pack).window,
    });
    const refuse = (effectId: string) =>
      command({ type: 'refuseWindow', memberId: 'mem_1', effectId, code: 'W', message: '核心不受理' });
    expect(after([change({ endAt }), 'owner'], [refuse('eff_w1'), 'core'])?.members[0]?.window).toEqual(
      windowOf(pack).window,
    );
    expect(codeOf(ask(changed, refuse('eff_old'), 'core', { pack }))).toBe('NOT_AVAILABLE_NOW');
    expect(codeOf(ask(buildSharing(pack, 'active').sharing, refuse('eff_w1'), 'core', { pack }))).toBe(
      'NOT_AVAILABLE_NOW',
    );
  });

  it('may follow another change; only the latest goes back', () => {
    const first = change({ endAt: addHours(NOW, 5) });
    const second = change({ isOpenEnded: true }, 'eff_w2');
    expect(after([first, 'owner'], [second, 'owner'])?.members[0]?.window).toEqual({
      startAt: NOW,
      effectId: 'eff_w2',
      before: { startAt: NOW, endAt: addHours(NOW, 5) },
    });
  });

  it('refuses what cannot be', () => {
    const { sharing } = buildSharing(pack, 'active');
    for (const part of [{}, { endAt: NOW }, { endAt: addHours(NOW, -1) }, { startAt: addHours(NOW, -1) }]) {
      expect(codeOf(ask(sharing, change(part), 'owner', { pack }))).toBe('WINDOW_INVALID');
    }
  });
});

describe('Guizhou: one owner per member, three kinships, a balance', () => {
  it('binds spouse, parents and children only', () => {
    for (const kinship of ['spouse', 'parent', 'child'] as const) {
      expect(typesOf(ask(undefined, addMemberCommand({ kinship }), 'owner', { pack: GUIZHOU }))).toEqual([
        'sharing.opened',
        'member.added',
        'member.registering',
      ]);
    }
    expect(codeOf(ask(undefined, addMemberCommand({ kinship: 'sibling' }), 'owner', { pack: GUIZHOU }))).toBe(
      'KINSHIP_NOT_ALLOWED',
    );
  });

  it('keeps one numbered seat per member, freed at the end', () => {
    expect(seatsOf(buildSharing(GUIZHOU, 'active').sharing, GUIZHOU)).toEqual([
      'GZ:member:per_member#1',
      'GZ:owner:per_owner',
    ]);
    expect(seatsOf(buildSharing(GUIZHOU, 'ended').sharing, GUIZHOU)).toEqual(['GZ:owner:per_owner']);
  });

  it.each<[string, Parameters<typeof buildFacts>[1], string]>([
    [
      'a balance of zero',
      { owner: buildPerson(GUIZHOU, { insurances: [buildInsurance(GUIZHOU, { balanceFen: 0 })] }) },
      'OWNER_BALANCE_ZERO',
    ],
    [
      'an uninsured member',
      { member: buildPerson(GUIZHOU, { personId: MEMBER, insurances: [] }) },
      'MEMBER_NOT_INSURED',
    ],
    [
      'a paused member',
      {
        member: buildPerson(GUIZHOU, {
          personId: MEMBER,
          insurances: [buildInsurance(GUIZHOU, { insutype: '390', status: '2' })],
        }),
      },
      'MEMBER_INSURANCE_NOT_NORMAL',
    ],
    [
      'a member with another owner',
      {
        member: buildPerson(GUIZHOU, {
          personId: MEMBER,
          relations: [{ coreRelationId: 'r', isOurs: false, side: 'member' }],
        }),
      },
      'MEMBER_HAS_OWNER',
    ],
  ])('refuses %s', (_what, part, code) => {
    expect(
      codeOf(ask(undefined, addMemberCommand(), 'owner', { pack: GUIZHOU, facts: buildFacts(GUIZHOU, part) })),
    ).toBe(code);
  });

  it('lets an owner be somebody’s member, which no source forbids', () => {
    const owner = buildPerson(GUIZHOU, { relations: [{ coreRelationId: 'r', isOurs: false, side: 'member' }] });
    const facts = buildFacts(GUIZHOU, { owner });
    expect(codeOf(ask(undefined, addMemberCommand(), 'owner', { pack: GUIZHOU, facts }))).toBeUndefined();
  });
});

describe('a pack that is not open', () => {
  it('refuses every beginning and says why', () => {
    for (const asked of [acceptCommand(SHAANXI), addMemberCommand(windowOf(SHAANXI))]) {
      const decided = ask(undefined, asked, 'owner', { pack: SHAANXI });
      expect(codeOf(decided)).toBe('PACK_NOT_OPEN');
      expect(!decided.ok && decided.refusal.because).toMatch(/陕西.*暂时不能办理/);
    }
    expect(availableCommands(undefined, 'owner', { pack: SHAANXI, now: NOW })).toEqual([]);
  });

  it('lets what stands be ended when a pack is closed again', () => {
    const { sharing } = buildSharing(JIANGSU, 'active');
    const closed = buildPack(JIANGSU, { isOpen: false });
    const unbind = command({ type: 'unbind', memberId: 'mem_1', effectId: 'e' });
    expect(typesOf(ask(sharing, unbind, 'owner', { pack: closed }))).toEqual(['member.ending']);
  });
});
