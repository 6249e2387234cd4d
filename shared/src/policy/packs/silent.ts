import type { PolicyPack } from '../pack';
import { EIGHT_KINDS, leavesOf } from './common';

const js = leavesOf('JS');

/**
 * What this program does where a province's material says nothing: the narrow, usual answer, each leaf marked as ours so
 * that an operator checks it before the pack opens. A pack spreads these and states over them what its source says.
 * @param source key of the province's own source
 * @param words what the province calls both sides
 */
export function whereSilent(source: string, { owner, member }: { owner: string; member: string }) {
  const { ours } = leavesOf(source);
  return {
    kinships: ours(EIGHT_KINDS, '材料没有列出；本程序按全国通行的八类近亲属处理。'),
    owner: {
      insutypes: ours(['310'], '材料没有写；只有职工医保有个人账户。'),
      mustBeNormal: ours(true, '材料没有写；按多数地方处理。'),
      balanceRequired: ours(false, '材料没有写。'),
      proof: ours('phone', '材料没有写；按最低的要求处理。'),
    },
    member: {
      insutypes: ours(['310', '390'], '材料没有写；按多数地方处理。'),
      mustBeNormal: ours(true, '材料没有写；按多数地方处理。'),
    },
    limits: { membersPerOwner: ours(null, '材料没有写人数上限。') },
    consent: {
      memberAgrees: ours(false, `材料没有写；按多数地方由${owner}一方办理。`),
      memberFaceFromAge: ours(null, `材料没有提到${member}刷脸。`),
      guardianConfirmsBelowAge: leavesOf('PIPL').ours(14, '法律要求不满14周岁孩子的信息由监护人单独同意。'),
      invitationHours: ours(72, '不用邀请；保留一个数，供共用的程序读取。'),
    },
    window: ours(null, '材料没有提到起止时间。'),
    funding: ours('balance', `材料没有写；按多数地方用${owner}的全部余额。`),
    settlement: { ownerSpendsToo: ours(false, '没有单独的家庭共济账户。') },
    venues: {
      hospital: ours('province', '材料没有写；按省内处理。'),
      pharmacy: ours('none', '材料没有写；核对以前按不可用处理。'),
      onlineSettlementOnly: ours(true, '材料没有写；按多数地方处理。'),
      outOfAreaFilingRequired: ours(false, '省外本来就按不可用处理。'),
    },
    scope: {
      pays: js.ours(['treatment', 'drug'], '材料没有写；只取各地都有的两项。'),
      never: js.ours(['outsideInsurance', 'wellness', 'publicHealth'], '材料没有写；参考列得最全的外省问答。'),
      words: js.ours(
        ['在定点医疗机构看病、取药，由个人负担的费用', '不能付：基本医保范围以外的费用'],
        '材料没有写；只取各地都有的两项。',
      ),
    },
    premiums: ours([], '材料没有写。'),
    claims: ours(
      { isPossible: false, words: '还不知道绑定了却没能共济时怎样补办。请保留结算单据，拨打12393询问。' },
      '材料没有写。',
    ),
    lifecycle: {
      insuranceMoves: ours('医保关系要转走的，请先解除绑定。', '材料没有写。'),
      poolingRegion: ours('province', '材料没有写；本程序按全省处理。'),
      endsWhenOwnerInsuranceEnds: ours(false, '材料没有写；先暂停使用，不自动解除。'),
      ownerDuty: ours(null, '材料没有写。'),
      ownerMayUnbind: ours(true, `材料没有写；各地都可以由${owner}解除。`),
      memberMayLeave: ours(false, '材料没有写。'),
    },
    records: ours('消费记录由本程序按结算结果整理。', '材料没有写。'),
    desk: {
      bring: ours(
        [`${owner}的身份证或社保卡`, `${member}的身份证或社保卡（孩子可带户口簿）`],
        '材料没有写；先拨打12393问清楚。',
      ),
      where: ours('参保地的医保服务窗口', '材料没有写；窗口这条路总是给出。'),
    },
    elsewhereOnline: ours([], '材料没有写本省的办理渠道；可以看国家医保服务平台的地方专区。'),
  } as const satisfies SilentParts;
}

/** Parts of a pack, none of them whole but the ones that silence decides alone. */
type SilentParts = {
  [K in keyof PolicyPack]?: PolicyPack[K] extends object ? Partial<PolicyPack[K]> : PolicyPack[K];
};
