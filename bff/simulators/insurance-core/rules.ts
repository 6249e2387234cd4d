import { civilDayOf } from '@gongji/shared/domain/civil-day';
import type { Kinship } from '@gongji/shared/domain/kinship';
import { isRegionWithin } from '@gongji/shared/domain/region';
import { pickPacks } from '@gongji/shared/policy/index';
import type { PolicyPack } from '@gongji/shared/policy/pack';
import type { Core } from './core';
import { personalAccount } from './ledger';
import { CoreRefusal } from './refusal';
import type { PersonRecord, RelationRecord, RelationWindow } from './state';

/** The pack whose rules this core follows at an instant. Refuses where the region has none. */
export function packOf(core: Core, at: string): PolicyPack {
  const [pack] = pickPacks({ ownerRegion: core.region, memberRegion: core.region, on: civilDayOf(at) });
  if (!pack) throw new CoreRefusal('NO_RULES', '本省尚未开通家庭共济业务');
  return pack;
}

/**
 * The core's own look at a new relation, in its own words; it knows what was bound elsewhere. Throws CoreRefusal.
 * The order is: who they are, then insurance, then relations that stand.
 */
export function checkNewRelation(
  core: Core,
  pack: PolicyPack,
  owner: PersonRecord,
  member: PersonRecord,
  kinship: Kinship,
): void {
  if (owner.psnNo === member.psnNo) throw new CoreRefusal('SAME_PERSON', '共济双方不能是同一人');
  if (!pack.kinships.value.includes(kinship)) throw new CoreRefusal('KINSHIP_NOT_OPEN', '该亲属关系不在本省共济范围内');
  checkInsurance(core, pack, owner, member);
  if (pack.owner.balanceRequired.value && core.balanceFen(personalAccount(owner.psnNo)) === 0) {
    throw new CoreRefusal('OWNER_BALANCE_ZERO', '共济人个人账户没有余额，不能办理');
  }

  const ofOwner = core.relationsOf(owner.psnNo);
  const ofMember = core.relationsOf(member.psnNo);
  if (ofOwner.some((relation) => relation.ownerPsnNo === owner.psnNo && relation.memberPsnNo === member.psnNo)) {
    throw new CoreRefusal('RELATION_EXISTS', '双方已存在有效的家庭共济关系，无需重复办理');
  }
  if (pack.limits.oneRelationAtATime.value) {
    if (ofMember.length > 0)
      throw new CoreRefusal('MEMBER_BOUND_ELSEWHERE', '被共济人已在其他渠道建立家庭共济关系，须先解除');
    if (ofOwner.some((relation) => relation.memberPsnNo === owner.psnNo)) {
      throw new CoreRefusal('OWNER_BOUND_ELSEWHERE', '共济人已作为被共济人建立家庭共济关系，须先解除');
    }
  }
  const owners = ofMember.filter((relation) => relation.memberPsnNo === member.psnNo).length;
  const ownersLimit = pack.limits.ownersPerMember.value;
  if (ownersLimit !== null && owners >= ownersLimit) {
    throw new CoreRefusal('MEMBER_BOUND_ELSEWHERE', '被共济人的共济人数已达上限，须先解除原有关系');
  }
  const members = ofOwner.filter((relation) => relation.ownerPsnNo === owner.psnNo).length;
  const membersLimit = pack.limits.membersPerOwner.value;
  if (membersLimit !== null && members >= membersLimit) {
    throw new CoreRefusal('OWNER_FULL', `共济人名下家庭成员已达 ${membersLimit} 人上限`);
  }
}

function checkInsurance(core: Core, pack: PolicyPack, owner: PersonRecord, member: PersonRecord): void {
  if (
    !isInsured(core, owner, pack.owner.insutypes.value, pack.owner.insuredWithin.value, pack.owner.mustBeNormal.value)
  ) {
    throw new CoreRefusal('OWNER_NOT_INSURED', '共济人职工医保状态不正常或不在本省参保，不能办理');
  }
  const { mustBeInsured, insutypes, insuredWithin, mustBeNormal } = pack.member;
  if (mustBeInsured.value && !isInsured(core, member, insutypes.value, insuredWithin.value, mustBeNormal.value)) {
    throw new CoreRefusal('MEMBER_NOT_INSURED', '被共济人未在本省正常参保，不能办理');
  }
}

function isInsured(
  core: Core,
  person: PersonRecord,
  insutypes: readonly string[],
  within: PolicyPack['owner']['insuredWithin']['value'],
  mustBeNormal: boolean,
): boolean {
  return person.insurances.some(
    ({ insutype, region, status }) =>
      insutypes.includes(insutype) &&
      (within === 'nation' || isRegionWithin(region, core.region)) &&
      (mustBeNormal ? status === '1' : status !== '4'),
  );
}

/** A message may come late: the other side was down, or we were. Ours; counted from the window's start, in hours. */
const LATE_HOURS = 72;

/**
 * Looks at the window of a new relation, or at a changed one of `standing`, by the pack. Throws CoreRefusal.
 * @param window absent: none was given
 * @param at now, ISO UTC
 */
export function checkWindow(
  pack: PolicyPack,
  window: RelationWindow | undefined,
  at: string,
  standing?: RelationRecord,
): void {
  const rule = pack.window.value;
  if (rule === null) {
    if (window) throw new CoreRefusal('WINDOW_NOT_OPEN', '本省家庭共济不设起止时间');
    return;
  }
  if (!window) throw new CoreRefusal('WINDOW_REQUIRED', '请填写共济的起止时间');
  const [startMs, endMs] = [
    Date.parse(window.startAt),
    window.endAt === undefined ? Number.NaN : Date.parse(window.endAt),
  ];
  if (rule.isEndRequired && window.endAt === undefined) {
    throw new CoreRefusal('WINDOW_INVALID', '请填写共济的结束时间');
  }
  if (rule.endAfterStart && endMs <= startMs) {
    throw new CoreRefusal('WINDOW_INVALID', '共济的结束时间应晚于开始时间');
  }
  const isStartKept = standing?.window !== undefined && Date.parse(standing.window.startAt) === startMs;
  if (rule.startNotBeforeNow && !isStartKept && startMs < Date.parse(at) - LATE_HOURS * 3_600_000) {
    throw new CoreRefusal('WINDOW_INVALID', '共济的开始时间不能早于当前时间');
  }
}
