import type { PolicyPack } from '../pack';
import { BEIJING_GUARDIAN_CONSENT } from './beijing.documents';
import { EIGHT_KINDS, LAW_SOURCES, leavesOf, SCOPE_SOURCE } from './common';

const bj = leavesOf('BJ');
const law = leavesOf('PIPL');
const js = leavesOf('JS');

/**
 * Beijing, not open: both insured in Beijing, the member's own account first, then the owners in the order in which they
 * were filed; the rest is a guess that an operator has to check before this opens.
 */
export const BEIJING: PolicyPack = {
  id: 'beijing-1',
  family: 'beijing',
  seatPrefix: 'BJ',
  region: '110000',
  version: 1,
  engine: 1,
  attestedOn: '2024-12-10',
  isOpen: bj.ours(false, '只有几条要点，还没有找到原文，办理的条件和步骤都不全；核对以前不开放办理。'),
  sources: {
    BJ: {
      title: '北京家庭共济做法的要点',
      publisher: '二手材料',
      publishedOn: '2024-12-10',
      note: '只有三条要点：双方都在北京参保；先用本人的账户；再按备案的先后。',
    },
    JS: SCOPE_SOURCE,
    ...LAW_SOURCES,
  },
  words: {
    region: '北京',
    owner: '共济人',
    member: '被共济人',
    sharing: '家庭共济',
    bind: '绑定',
    unbind: '解除绑定',
  },
  kinships: bj.ours(EIGHT_KINDS, '材料没有列出；本程序按全国通行的八类近亲属处理。'),
  owner: {
    insutypes: bj.ours(['310'], '材料没有写；只有职工医保有个人账户。'),
    insuredWithin: bj.says('province', '要在北京参保。'),
    mustBeNormal: bj.ours(true, '材料没有写；按多数地方处理。'),
    balanceRequired: bj.ours(false, '材料没有写。'),
    proof: bj.ours('phone', '材料没有写；按最低的要求处理。'),
  },
  member: {
    mustBeInsured: bj.says(true),
    insutypes: bj.ours(['310', '390'], '材料没有写；按多数地方处理。'),
    insuredWithin: bj.says('province', '要在北京参保。'),
    mustBeNormal: bj.ours(true, '材料没有写；按多数地方处理。'),
  },
  limits: {
    membersPerOwner: bj.ours(null, '材料没有写人数上限。'),
    ownersPerMember: bj.ours(null, '材料说按备案的先后支付，可见可以有几位共济人；没有写上限。'),
    oneRelationAtATime: bj.ours(false, '可以有几位共济人，所以不是只能在一份关系里。'),
  },
  consent: {
    memberAgrees: bj.ours(false, '材料没有写；按多数地方由共济人一方办理。'),
    memberFaceFromAge: bj.ours(null, '材料没有提到被共济人刷脸。'),
    guardianConfirmsBelowAge: law.ours(14, '法律要求不满14周岁孩子的信息由监护人单独同意。'),
    invitationHours: bj.ours(72, '不用邀请；保留一个数，供共用的程序读取。'),
    commitment: bj.ours('none', '材料没有提到承诺书。'),
  },
  window: bj.ours(null, '材料没有提到起止时间。'),
  funding: bj.ours('balance', '材料没有写；按多数地方用共济人的全部余额。'),
  settlement: {
    order: bj.says('filingOrder', '由几位共济时，按备案的先后。'),
    ownAccount: bj.says('first', '先用被共济人本人的个人账户。'),
    ownerSpendsToo: bj.ours(false, '没有单独的家庭共济账户。'),
  },
  venues: {
    hospital: bj.ours('province', '材料没有写；按省内处理。'),
    pharmacy: bj.ours('none', '材料没有写；核对以前按不可用处理。'),
    onlineSettlementOnly: bj.ours(true, '材料没有写；按多数地方处理。'),
    outOfAreaFilingRequired: bj.ours(false, '省外本来就按不可用处理。'),
  },
  scope: {
    pays: js.ours(['treatment', 'drug'], '材料没有写；只取各地都有的两项。'),
    never: js.ours(['outsideInsurance', 'wellness', 'publicHealth'], '材料没有写；参考列得最全的外省问答。'),
    words: js.ours(
      ['在定点医疗机构看病、取药，由个人负担的费用', '不能付：基本医保范围以外的费用'],
      '材料没有写；只取各地都有的两项。',
    ),
  },
  premiums: bj.ours([], '材料没有写。'),
  claims: bj.ours(
    { isPossible: false, words: '还不知道绑定了却没能共济时怎样补办。请保留结算单据，拨打12393询问。' },
    '材料没有写。',
  ),
  lifecycle: {
    insuranceMoves: bj.ours('医保关系要转走的，请先解除绑定。', '材料没有写。'),
    poolingRegion: bj.ours('province', '材料没有写；本程序按全省处理。'),
    endsWhenOwnerInsuranceEnds: bj.ours(false, '材料没有写；先暂停使用，不自动解除。'),
    ownerDuty: bj.ours(null, '材料没有写。'),
    ownerMayUnbind: bj.ours(true, '材料没有写；各地都可以由共济人解除。'),
    memberMayLeave: bj.ours(false, '材料没有写。'),
  },
  records: bj.ours('消费记录由本程序按结算结果整理。', '材料没有写。'),
  desk: {
    bring: bj.ours(
      ['共济人的身份证或社保卡', '被共济人的身份证或社保卡（孩子可带户口簿）'],
      '材料没有写；先拨打12393问清楚。',
    ),
    where: bj.ours('参保地的医保服务窗口', '材料没有写；窗口这条路总是给出。'),
  },
  elsewhereOnline: bj.ours([], '材料没有写本省的办理渠道；可以看国家医保服务平台的地方专区。'),
  documents: { guardianConsent: BEIJING_GUARDIAN_CONSENT },
};
