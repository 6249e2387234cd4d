import type { PolicyPack } from '../pack';
import { EIGHT_KINDS, LAW_SOURCES, leavesOf, SCOPE_SOURCE } from './common';
import { SHAANXI_COMMITMENT, SHAANXI_GUARDIAN_CONSENT } from './shaanxi.documents';

const sn = leavesOf('SN');
const law = leavesOf('PIPL');
const js = leavesOf('JS');

/**
 * Shaanxi, not open: at most two owners per member, a window, an e-signature and the member's own order of payers are
 * known at second hand only; everything else is a guess that an operator has to check before this opens.
 */
export const SHAANXI: PolicyPack = {
  id: 'shaanxi-1',
  family: 'shaanxi',
  seatPrefix: 'SN',
  region: '610000',
  version: 1,
  engine: 2,
  attestedOn: '2026-11',
  isOpen: sn.ours(false, '只有少量转述的材料，还没有找到原文，可信度低；核对以前不开放办理。'),
  sources: {
    SN: {
      title: '陕西家庭共济做法的转述',
      publisher: '二手材料，可信度低',
      publishedOn: '2026-11',
      note: '日期是本程序收集这条材料的月份；原文和原文的日期还没有找到。',
    },
    JS: SCOPE_SOURCE,
    ...LAW_SOURCES,
  },
  words: {
    region: '陕西',
    owner: '授权人',
    member: '家庭成员',
    sharing: '家庭共济',
    bind: '绑定',
    unbind: '解除绑定',
    commitment: '承诺书',
  },
  kinships: sn.ours(EIGHT_KINDS, '材料没有列出；本程序按全国通行的八类近亲属处理。'),
  owner: {
    insutypes: sn.ours(['310'], '材料没有写；只有职工医保有个人账户。'),
    insuredWithin: sn.ours('province', '材料没有写；按全国2024年底全省共济的要求处理。'),
    mustBeNormal: sn.ours(true, '材料没有写；按多数地方处理。'),
    balanceRequired: sn.ours(false, '材料没有写。'),
    proof: sn.ours('phone', '材料没有写；按最低的要求处理。'),
  },
  member: {
    mustBeInsured: sn.ours(true, '材料没有写；按多数地方处理。'),
    insutypes: sn.ours(['310', '390'], '材料没有写；按多数地方处理。'),
    insuredWithin: sn.ours('province', '材料没有写；按全国2024年底全省共济的要求处理。'),
    mustBeNormal: sn.ours(true, '材料没有写；按多数地方处理。'),
  },
  limits: {
    membersPerOwner: sn.ours(null, '材料没有写人数上限。'),
    ownersPerMember: sn.says(2, '一位家庭成员最多由两位授权人共济；可信度低。'),
    oneRelationAtATime: sn.ours(false, '可以有两位授权人，所以不是只能在一份关系里。'),
  },
  consent: {
    memberAgrees: sn.ours(false, '材料没有写；按多数地方由授权人一方办理。'),
    memberFaceFromAge: sn.ours(null, '材料没有提到家庭成员刷脸。'),
    guardianConfirmsBelowAge: law.ours(14, '法律要求不满14周岁孩子的信息由监护人单独同意。'),
    invitationHours: sn.ours(72, '不用邀请；保留一个数，供共用的程序读取。'),
    commitment: sn.says('sign', '要电子签名；可信度低。'),
  },
  window: sn.says(
    { startNotBeforeNow: true, endAfterStart: true, isEndRequired: true },
    '有开始和结束时间；可信度低。开始不早于现在、结束晚于开始，是本程序的理解。',
  ),
  funding: sn.ours('balance', '材料没有写；按多数地方用授权人的全部余额。'),
  settlement: {
    order: sn.says('memberPriority', '由几位共济时，按家庭成员自己排的先后；可信度低。没有排的，按绑定先后。'),
    ownAccount: sn.ours('first', '材料没有写；按多数地方先用本人的个人账户。'),
    ownerSpendsToo: sn.ours(false, '没有单独的家庭共济账户。'),
  },
  venues: {
    hospital: sn.ours('province', '材料没有写；按省内处理。'),
    pharmacy: sn.ours('none', '材料没有写；核对以前按不可用处理。'),
    onlineSettlementOnly: sn.ours(true, '材料没有写；按多数地方处理。'),
    outOfAreaFilingRequired: sn.ours(false, '省外本来就按不可用处理。'),
  },
  scope: {
    pays: js.ours(['treatment', 'drug'], '材料没有写；只取各地都有的两项。'),
    never: js.ours(['outsideInsurance', 'wellness', 'publicHealth'], '材料没有写；参考列得最全的外省问答。'),
    words: js.ours(
      ['在定点医疗机构看病、取药，由个人负担的费用', '不能付：基本医保范围以外的费用'],
      '材料没有写；只取各地都有的两项。',
    ),
  },
  premiums: sn.ours([], '材料没有写。'),
  claims: sn.ours(
    { isPossible: false, words: '还不知道绑定了却没能共济时怎样补办。请保留结算单据，拨打12393询问。' },
    '材料没有写。',
  ),
  lifecycle: {
    insuranceMoves: sn.ours('医保关系要转走的，请先解除绑定。', '材料没有写。'),
    poolingRegion: sn.ours('province', '材料没有写；本程序按全省处理。'),
    endsWhenOwnerInsuranceEnds: sn.ours(false, '材料没有写；先暂停使用，不自动解除。'),
    ownerDuty: sn.ours(null, '材料没有写。'),
    ownerMayUnbind: sn.ours(true, '材料没有写；各地都可以由授权人解除。'),
    memberMayLeave: sn.ours(false, '材料没有写。'),
  },
  records: sn.ours('消费记录由本程序按结算结果整理。', '材料没有写。'),
  desk: {
    bring: sn.ours(
      ['授权人的身份证或社保卡', '家庭成员的身份证或社保卡（孩子可带户口簿）'],
      '材料没有写；先拨打12393问清楚。',
    ),
    where: sn.ours('参保地的医保服务窗口', '材料没有写；窗口这条路总是给出。'),
  },
  elsewhereOnline: sn.ours([], '材料没有写本省的办理渠道；可以看国家医保服务平台的地方专区。'),
  documents: { commitment: SHAANXI_COMMITMENT, guardianConsent: SHAANXI_GUARDIAN_CONSENT },
};
