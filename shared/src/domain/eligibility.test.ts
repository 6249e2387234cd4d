import { describe, expect, it } from 'vitest';
import { GANSU } from '../policy/packs/gansu';
import { HEBEI } from '../policy/packs/hebei';
import { SHAANXI } from '../policy/packs/shaanxi';
import { buildInsurance, buildPack, buildPerson, buildSharing, MEMBER, NOW, TEST_PACKS } from '../test-builders';
import { type Assessed, assess, currentMembers, failuresOf, firstRefusalOf, memberAgeOf } from './eligibility';
import { nextStep } from './journey';
import { REFUSAL_CODES, refusalOf, sourceInWords } from './refusals';

const base = { currentMembers: 0, now: NOW };
const statusOf = (assessed: Assessed, check: string) =>
  assess(assessed).find((finding) => finding.check === check)?.status;
const codesOf = (assessed: Assessed) => failuresOf(assess(assessed)).map(({ code }) => code);
const member = (pack = HEBEI, part = {}) => buildPerson(pack, { personId: MEMBER, ...part });

describe('before anything is known', () => {
  it.each(
    TEST_PACKS.map((pack) => [pack.id, pack] as const),
  )('%s tells every condition and fails none', (_id, pack) => {
    const findings = assess({ pack, ...base });
    expect(findings.map(({ check }) => check)).toEqual([
      'ownerInsured',
      'ownerStatus',
      'ownerBalance',
      'ownerRelation',
      'kinship',
      'memberInsured',
      'memberStatus',
      'memberRelation',
      'memberLimit',
      'memberAge',
    ]);
    for (const finding of findings) {
      expect(finding.status).not.toBe('fail');
      expect(finding.rule).toMatch(/[\u4e00-\u9fff]{4}/);
      expect(pack.sources[finding.sourceKey]).toBeDefined();
    }
    expect(findings.filter(({ status }) => status === 'unknown').length).toBeGreaterThanOrEqual(3);
  });

  it('says first of all that a pack is not open, and leads nowhere further', () => {
    const findings = assess({ pack: SHAANXI, ...base });
    expect(findings[0]).toMatchObject({ check: 'packOpen', status: 'fail', refusal: { code: 'PACK_NOT_OPEN' } });
    expect(findings.filter(({ status }) => status === 'fail')).toHaveLength(1);
    const journey = { family: 'shaanxi', role: 'owner' as const, isSignedIn: true, hasMemberIdentity: false, findings };
    expect(nextStep(journey, SHAANXI).name).toBe('notEligible');
  });

  it('says at once what is asked of nobody', () => {
    expect(statusOf({ pack: GANSU, ...base }, 'memberInsured')).toBe('pass');
    expect(statusOf({ pack: HEBEI, ...base }, 'memberInsured')).toBe('unknown');
    expect(statusOf({ pack: GANSU, ...base }, 'memberRelation')).toBe('unknown');
    expect(statusOf({ pack: HEBEI, ...base }, 'memberRelation')).toBe('pass');
    expect(
      statusOf({ pack: buildPack(HEBEI, { 'consent.guardianConfirmsBelowAge': null }), ...base }, 'memberAge'),
    ).toBe('pass');
  });
});

describe('who can and who cannot', () => {
  const known = { ...base, kinship: 'parent' as const };
  const insured = (pack: typeof GANSU, part: object) => buildPerson(pack, { insurances: [buildInsurance(pack, part)] });
  it.each<[string, Assessed, string[]]>([
    ['all right in Gansu', { pack: GANSU, ...known, owner: buildPerson(GANSU), member: member(GANSU) }, []],
    ['all right in Hebei', { pack: HEBEI, ...known, owner: buildPerson(HEBEI), member: member() }, []],
    [
      'owner unknown to the core',
      { pack: HEBEI, ...known, owner: buildPerson(HEBEI, { isKnown: false, insurances: [] }) },
      ['OWNER_NOT_KNOWN'],
    ],
    [
      'owner resident insured',
      { pack: HEBEI, ...known, owner: insured(HEBEI, { insutype: '390' }) },
      ['OWNER_NOT_EMPLOYEE_INSURED'],
    ],
    [
      'owner insured elsewhere',
      { pack: HEBEI, ...known, owner: insured(HEBEI, { region: '620100' }) },
      ['OWNER_INSURED_ELSEWHERE'],
    ],
    [
      'owner paused in Gansu',
      { pack: GANSU, ...known, owner: insured(GANSU, { status: '2' }) },
      ['OWNER_INSURANCE_NOT_NORMAL'],
    ],
    [
      'owner paused in Hebei, which does not say',
      { pack: HEBEI, ...known, owner: insured(HEBEI, { status: '2' }) },
      [],
    ],
    [
      'owner ended in Hebei',
      { pack: HEBEI, ...known, owner: insured(HEBEI, { status: '4' }) },
      ['OWNER_INSURANCE_NOT_NORMAL'],
    ],
    ['owner’s balance zero in Hebei', { pack: HEBEI, ...known, owner: insured(HEBEI, { balanceFen: 0 }) }, []],
    ['owner’s balance zero in Gansu', { pack: GANSU, ...known, owner: insured(GANSU, { balanceFen: 0 }) }, []],
    [
      'owner’s balance zero where one is asked',
      { pack: buildPack(HEBEI, { 'owner.balanceRequired': true }), ...known, owner: insured(HEBEI, { balanceFen: 0 }) },
      ['OWNER_BALANCE_ZERO'],
    ],
    ['owner in a county of the province', { pack: HEBEI, ...known, owner: insured(HEBEI, { region: '130102' }) }, []],
    [
      'owner with an ended and a good insurance',
      {
        pack: GANSU,
        ...known,
        owner: buildPerson(GANSU, { insurances: [buildInsurance(GANSU, { status: '4' }), buildInsurance(GANSU)] }),
      },
      [],
    ],
    [
      'member uninsured in Gansu',
      { pack: GANSU, ...known, member: member(GANSU, { isKnown: false, insurances: [] }) },
      [],
    ],
    [
      'member unknown in Hebei',
      { pack: HEBEI, ...known, member: member(HEBEI, { isKnown: false, insurances: [] }) },
      ['MEMBER_NOT_KNOWN'],
    ],
    [
      'member uninsured in Hebei',
      { pack: HEBEI, ...known, member: member(HEBEI, { insurances: [] }) },
      ['MEMBER_NOT_INSURED'],
    ],
    [
      'member insured in Gansu asked into Hebei',
      { pack: HEBEI, ...known, member: member(GANSU) },
      ['MEMBER_INSURED_ELSEWHERE'],
    ],
    [
      'member paused in Hebei',
      {
        pack: HEBEI,
        ...known,
        member: member(HEBEI, { insurances: [buildInsurance(HEBEI, { insutype: '390', status: '2' })] }),
      },
      ['MEMBER_INSURANCE_NOT_NORMAL'],
    ],
    [
      'member with an owner in Hebei, which allows several',
      {
        pack: HEBEI,
        ...known,
        member: member(HEBEI, { relations: [{ coreRelationId: 'r', side: 'member', isOurs: false }] }),
      },
      [],
    ],
    [
      'member with two owners of two',
      {
        pack: buildPack(HEBEI, { 'limits.ownersPerMember': 2 }),
        ...known,
        member: member(HEBEI, {
          relations: [1, 2].map((at) => ({ coreRelationId: `r${at}`, side: 'member' as const, isOurs: false })),
        }),
      },
      ['MEMBER_HAS_OWNER'],
    ],
    [
      'a relation of this very sharing',
      {
        pack: GANSU,
        ...known,
        member: member(GANSU, { relations: [{ coreRelationId: 'r', side: 'member', isOurs: true }] }),
      },
      [],
    ],
    [
      'owner who owns elsewhere already',
      {
        pack: GANSU,
        ...known,
        owner: buildPerson(GANSU, { relations: [{ coreRelationId: 'r', side: 'owner', isOurs: false }] }),
      },
      [],
    ],
    [
      'a kinship that the pack does not list',
      { pack: buildPack(HEBEI, { kinships: ['spouse'] }), ...known },
      ['KINSHIP_NOT_ALLOWED'],
    ],
    [
      'the owner as member',
      { pack: HEBEI, ...known, owner: buildPerson(HEBEI), member: buildPerson(HEBEI) },
      ['MEMBER_IS_OWNER'],
    ],
    ['nine', { pack: HEBEI, ...known, currentMembers: 8 }, ['MEMBER_LIMIT_REACHED']],
    ['eight', { pack: HEBEI, ...known, currentMembers: 7 }, []],
    ['a hundred in Gansu', { pack: GANSU, ...known, currentMembers: 100 }, []],
    [
      'two things wrong, both told',
      { pack: HEBEI, ...known, owner: insured(HEBEI, { insutype: '390' }), currentMembers: 8 },
      ['OWNER_NOT_EMPLOYEE_INSURED', 'MEMBER_LIMIT_REACHED'],
    ],
  ])('%s', (_who, assessed, codes) => {
    expect(codesOf(assessed)).toEqual(codes);
    expect(firstRefusalOf(assess(assessed))?.code).toBe(codes[0]);
  });

  it('counts years in China’s own day', () => {
    expect(memberAgeOf({ member: member(HEBEI, { birthOn: '2010-11-21' }), now: '2026-11-20T15:59:59.999Z' })).toBe(15);
    expect(memberAgeOf({ member: member(HEBEI, { birthOn: '2010-11-21' }), now: '2026-11-20T16:00:00.000Z' })).toBe(16);
    expect(memberAgeOf({ now: NOW })).toBeUndefined();
  });

  it('counts members that stand, not those that have gone', () => {
    expect(currentMembers(undefined)).toBe(0);
    expect(currentMembers(buildSharing(HEBEI, 'active').sharing)).toBe(1);
    expect(currentMembers(buildSharing(HEBEI, 'ended').sharing)).toBe(0);
  });
});

describe('refusals', () => {
  it.each(
    TEST_PACKS.map((pack) => [pack.id, pack] as const),
  )('%s has plain words and a next step for every code', (_id, pack) => {
    expect(REFUSAL_CODES.length).toBe(29);
    for (const code of REFUSAL_CODES) {
      const refusal = refusalOf(code, pack);
      expect(refusal.because, code).toMatch(/。$/);
      expect(refusal.next, code).toMatch(/12393.*办理。$/);
      expect(refusal.because + refusal.next, code).not.toMatch(/undefined|null|最多(?:绑定)?位|满周岁|[a-z]{3}/);
      if (refusal.sourceKey) expect(refusal.because).toContain(pack.sources[refusal.sourceKey]?.title);
    }
  });

  it('names the rule, the province’s words, the source and its date', () => {
    const refusal = refusalOf('MEMBER_LIMIT_REACHED', HEBEI);
    expect(refusal).toMatchObject({ sourceKey: 'HE', basis: 'source' });
    expect(refusal.because).toMatch(/河北规定.*最多绑定8位亲属.*依据：《.*》（国家医疗保障局，2024年10月）。$/);
  });

  it('does not pass our own reading off as the source', () => {
    expect(refusalOf('KINSHIP_NOT_ALLOWED', HEBEI).because).toContain('这是本程序的理解');
    expect(refusalOf('KINSHIP_NOT_ALLOWED', GANSU).because).not.toContain('这是本程序的理解');
    expect(sourceInWords(HEBEI, { source: 'XX', basis: 'source' })).toBe('');
  });
});
