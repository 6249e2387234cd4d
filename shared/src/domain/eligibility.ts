import type { PolicyPack, Rule } from '../policy/pack';
import { ageOn, civilDayOf } from './civil-day';
import type { Finding } from './eligibility.types';
import { insurancesOf as insurancesInReach, insurancesOfKind, isInOrder } from './insurance-facts';
import type { Kinship } from './kinship';
import { KINSHIP_WORDS } from './kinship';
import { refusalOf } from './refusals';
import type { PersonFacts, Refusal, RefusalCode, Sharing } from './sharing.types';
import { liveMembers } from './sharing-state';

export interface Assessed {
  pack: PolicyPack;
  kinship?: Kinship;
  owner?: PersonFacts;
  member?: PersonFacts;
  /** Members that now stand in the owner's sharing. */
  currentMembers: number;
  now: string;
}

type Verdict = { status: 'pass' | 'unknown' } | { status: 'fail'; code: RefusalCode };
const PASS: Verdict = { status: 'pass' };
const UNKNOWN: Verdict = { status: 'unknown' };
const fail = (code: RefusalCode): Verdict => ({ status: 'fail', code });

const INSURANCE_WORDS = { '310': '职工医保', '390': '居民医保' } as const;

/**
 * All conditions of a pack, each with what is known of it now: `unknown` where the facts are not there yet, so that a
 * person reads who can and who cannot before any form is complete. The same answers guard `addMember`.
 */
export function assess(assessed: Assessed): Finding[] {
  const { pack } = assessed;
  const finding = (check: Finding['check'], rule: string, leaf: Rule<unknown>, verdict: Verdict): Finding => ({
    check,
    status: verdict.status,
    rule,
    sourceKey: leaf.source,
    basis: leaf.basis,
    ...(verdict.status === 'fail' ? { refusal: refusalOf(verdict.code, pack) } : {}),
  });
  const w = pack.words;
  const insurancesOf = (rule: Rule<readonly ('310' | '390')[]>) =>
    rule.value.map((insutype) => INSURANCE_WORDS[insutype]).join('或');
  const { owner, member, limits } = pack;
  const limit = limits.membersPerOwner.value;
  const faceAge = pack.consent.memberFaceFromAge.value;
  const guardianAge = pack.consent.guardianConfirmsBelowAge.value;
  const age = memberAgeOf(assessed);

  return [
    ...(pack.isOpen.value
      ? []
      : [finding('packOpen', `${w.region}的办法核对以后才开放办理`, pack.isOpen, fail('PACK_NOT_OPEN'))]),
    finding(
      'ownerInsured',
      `${w.owner}要参加${w.region}${insurancesOf(owner.insutypes)}`,
      owner.insutypes,
      ownerInsured(assessed),
    ),
    finding(
      'ownerStatus',
      owner.mustBeNormal.value ? `${w.owner}的参保状态要正常` : `${w.owner}的参保不能已经终止`,
      owner.mustBeNormal,
      ownerStatus(assessed),
    ),
    finding(
      'ownerBalance',
      owner.balanceRequired.value
        ? `${w.owner}的个人账户要有余额`
        : `${w.owner}的个人账户余额为零也能绑定，只是没有钱可用`,
      owner.balanceRequired,
      ownerBalance(assessed),
    ),
    finding(
      'ownerRelation',
      limits.oneRelationAtATime.value
        ? `${w.owner}同一时间只能在一份共济关系里`
        : `${w.owner}参加了别的共济关系也能绑定`,
      limits.oneRelationAtATime,
      ownerRelation(assessed),
    ),
    finding(
      'kinship',
      `${w.member}要是${w.owner}的近亲属：${pack.kinships.value.map((kinship) => KINSHIP_WORDS[kinship]).join('、')}`,
      pack.kinships,
      kinshipVerdict(assessed),
    ),
    finding(
      'memberInsured',
      member.mustBeInsured.value
        ? `${w.member}要在${w.region}参加${insurancesOf(member.insutypes)}`
        : `${w.member}有没有参保、在哪里参保都可以`,
      member.mustBeInsured,
      memberInsured(assessed),
    ),
    finding(
      'memberStatus',
      member.mustBeNormal.value ? `${w.member}的参保状态要正常` : `对${w.member}的参保状态没有要求`,
      member.mustBeNormal,
      memberStatus(assessed),
    ),
    finding(
      'memberRelation',
      relationRule(pack),
      limits.oneRelationAtATime.value ? limits.oneRelationAtATime : limits.ownersPerMember,
      memberRelation(assessed),
    ),
    finding(
      'memberLimit',
      limit === null ? `一位${w.owner}可以绑定多位${w.member}` : `一位${w.owner}最多绑定${limit}位${w.member}`,
      limits.membersPerOwner,
      limit !== null && assessed.currentMembers >= limit ? fail('MEMBER_LIMIT_REACHED') : PASS,
    ),
    finding(
      'memberAge',
      ageRule(pack),
      faceAge !== null ? pack.consent.memberFaceFromAge : pack.consent.guardianConfirmsBelowAge,
      age === undefined && (faceAge !== null || guardianAge !== null) ? UNKNOWN : PASS,
    ),
  ];
}

/** The first failed condition's refusal, in the order of `assess`; undefined when nothing failed. */
export function firstRefusalOf(findings: readonly Finding[]): Refusal | undefined {
  return failuresOf(findings)[0];
}

/** Every failed condition's refusal, in the order of `assess`. */
export function failuresOf(findings: readonly Finding[]): Refusal[] {
  return findings.flatMap(({ status, refusal }) => (status === 'fail' && refusal ? [refusal] : []));
}

/** How many members count against the pack's limit now. */
export function currentMembers(sharing: Sharing | undefined): number {
  return liveMembers(sharing).length;
}

/** The member's age in completed years at `now` (UTC+8), undefined while the day of birth is not known. */
export function memberAgeOf(assessed: { member?: PersonFacts; now: string }): number | undefined {
  const birthOn = assessed.member?.birthOn;
  return birthOn === undefined ? undefined : ageOn(birthOn, civilDayOf(assessed.now));
}

function relationRule({ limits, words }: PolicyPack): string {
  if (limits.oneRelationAtATime.value) return `${words.member}同一时间只能在一份共济关系里`;
  const owners = limits.ownersPerMember.value;
  return owners === null
    ? `一位${words.member}可以有多位${words.owner}`
    : `一位${words.member}最多有${owners}位${words.owner}`;
}

function ageRule({ consent, words }: PolicyPack): string {
  const faceAge = consent.memberFaceFromAge.value;
  const guardianAge = consent.guardianConfirmsBelowAge.value;
  const parts: string[] = [];
  if (faceAge !== null) parts.push(`年满${faceAge}周岁的${words.member}要本人刷脸`);
  if (guardianAge !== null) parts.push(`未满${guardianAge}周岁的由监护人确认`);
  return parts.length > 0 ? parts.join('，') : `对${words.member}的年龄没有要求`;
}

function ownerInsured({ pack, owner }: Assessed): Verdict {
  if (owner === undefined) return UNKNOWN;
  if (!owner.isKnown) return fail('OWNER_NOT_KNOWN');
  if (insurancesOfKind(owner, 'owner', pack).length === 0) return fail('OWNER_NOT_EMPLOYEE_INSURED');
  return insurancesInReach(owner, 'owner', pack).length > 0 ? PASS : fail('OWNER_INSURED_ELSEWHERE');
}

function ownerStatus({ pack, owner }: Assessed): Verdict {
  if (owner === undefined) return UNKNOWN;
  const here = insurancesInReach(owner, 'owner', pack);
  if (here.length === 0) return UNKNOWN;
  return isInOrder(here, pack.owner.mustBeNormal.value) ? PASS : fail('OWNER_INSURANCE_NOT_NORMAL');
}

function ownerBalance({ pack, owner }: Assessed): Verdict {
  if (!pack.owner.balanceRequired.value) return PASS;
  if (owner === undefined) return UNKNOWN;
  const here = insurancesInReach(owner, 'owner', pack);
  if (here.length === 0) return UNKNOWN;
  return here.some(({ balanceFen }) => (balanceFen ?? 0) > 0) ? PASS : fail('OWNER_BALANCE_ZERO');
}

/** An owner who already owns elsewhere adds to that same relation; an owner who is somebody's member may not own. */
function ownerRelation({ pack, owner }: Assessed): Verdict {
  if (!pack.limits.oneRelationAtATime.value) return PASS;
  if (owner === undefined) return UNKNOWN;
  return owner.relations.some(({ side }) => side === 'member') ? fail('OWNER_HAS_RELATION') : PASS;
}

function kinshipVerdict({ pack, kinship, owner, member }: Assessed): Verdict {
  if (owner !== undefined && member !== undefined && owner.personId === member.personId) return fail('MEMBER_IS_OWNER');
  if (kinship === undefined) return UNKNOWN;
  return pack.kinships.value.includes(kinship) ? PASS : fail('KINSHIP_NOT_ALLOWED');
}

function memberInsured({ pack, member }: Assessed): Verdict {
  if (!pack.member.mustBeInsured.value) return PASS;
  if (member === undefined) return UNKNOWN;
  if (!member.isKnown) return fail('MEMBER_NOT_KNOWN');
  if (insurancesOfKind(member, 'member', pack).length === 0) return fail('MEMBER_NOT_INSURED');
  return insurancesInReach(member, 'member', pack).length > 0 ? PASS : fail('MEMBER_INSURED_ELSEWHERE');
}

function memberStatus({ pack, member }: Assessed): Verdict {
  if (!pack.member.mustBeNormal.value) return PASS;
  if (member === undefined) return UNKNOWN;
  const here = insurancesInReach(member, 'member', pack);
  if (here.length === 0) return UNKNOWN;
  return isInOrder(here, true) ? PASS : fail('MEMBER_INSURANCE_NOT_NORMAL');
}

function memberRelation({ pack, owner, member }: Assessed): Verdict {
  const { oneRelationAtATime, ownersPerMember } = pack.limits;
  if (!oneRelationAtATime.value && ownersPerMember.value === null && owner === undefined) return PASS;
  if (member === undefined) return oneRelationAtATime.value || ownersPerMember.value !== null ? UNKNOWN : PASS;
  const foreign = member.relations.filter(({ isOurs }) => !isOurs);
  const asMember = foreign.filter(({ side }) => side === 'member');
  if (owner !== undefined && asMember.some(({ ownerPersonId }) => ownerPersonId === owner.personId)) {
    return fail('MEMBER_ALREADY_IN');
  }
  if (oneRelationAtATime.value) return foreign.length > 0 ? fail('MEMBER_HAS_OWNER') : PASS;
  const owners = ownersPerMember.value;
  return owners !== null && asMember.length >= owners ? fail('MEMBER_HAS_OWNER') : PASS;
}
