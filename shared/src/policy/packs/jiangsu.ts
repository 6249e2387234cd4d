import type { PolicyPack } from '../pack';
import { EIGHT_KINDS, LAW_SOURCES, leavesOf, SCOPE_SOURCE } from './common';
import { JIANGSU_COMMITMENT, JIANGSU_GUARDIAN_CONSENT } from './jiangsu.documents';

const js = leavesOf('JS');
const law = leavesOf('PIPL');

/** Jiangsu: a signed commitment, a window of time, one relation for both sides, filing before treatment elsewhere. */
export const JIANGSU: PolicyPack = {
  id: 'jiangsu-1',
  family: 'jiangsu',
  seatPrefix: 'JS',
  region: '320000',
  version: 1,
  engine: 2,
  attestedOn: '2025-07-23',
  isOpen: js.ours(true, '办理所需的规则都有出处，开放办理；材料出自一个市的区级部门，各市细节可能不同。'),
  sources: {
    JS: { ...SCOPE_SOURCE, note: '一个市的区级部门的答复；各市细节可能不同。' },
    ...LAW_SOURCES,
  },
  words: {
    region: '江苏',
    owner: '主账户人',
    member: '家庭成员',
    sharing: '家庭共济',
    bind: '绑定',
    unbind: '解除绑定',
    commitment: '个人承诺书',
  },
  kinships: js.says(EIGHT_KINDS),
  owner: {
    insutypes: js.says(['310']),
    insuredWithin: js.ours(
      'province',
      '原文是一个市的答复，说的是“本市职工医保”。这份规则给全省用：在江苏任何一个市参加职工医保都可以，共济由各自的市管理。',
    ),
    mustBeNormal: js.says(true),
    balanceRequired: js.says(true, '个人账户要有余额，余额为零不能绑定。'),
    proof: js.ours('phone', '原文只写注册登录；本程序请主账户人用医保系统里登记的手机号验证。'),
  },
  member: {
    mustBeInsured: js.says(true),
    insutypes: js.says(['310', '390']),
    insuredWithin: js.says('province', '目前是省内参保的家庭成员，全国范围正在逐步放开。'),
    mustBeNormal: js.says(true),
  },
  limits: {
    membersPerOwner: js.says(null, '一份共济关系里可以有多位家庭成员，没有写人数上限。'),
    ownersPerMember: js.says(1, '同一时间只能在一份共济关系里，退出以后可以加入另一份。'),
    oneRelationAtATime: js.says(true, '对主账户人和家庭成员都一样。'),
  },
  consent: {
    memberAgrees: js.says(false, '由主账户人自愿授权，一方办理；本程序会告诉家庭成员。'),
    memberFaceFromAge: js.ours(null, '原文的步骤里没有家庭成员刷脸。'),
    guardianConfirmsBelowAge: law.ours(
      14,
      '江苏的步骤里没有这一步；法律要求不满14周岁孩子的信息由监护人单独同意，本程序加上。',
    ),
    invitationHours: js.ours(72, '江苏不用邀请；保留一个数，供共用的程序读取。'),
    commitment: js.says('sign', '绑定时要阅读个人承诺书并签名。'),
  },
  window: js.says(
    { startNotBeforeNow: true, endAfterStart: true, isEndRequired: false },
    '开始不早于现在，结束不能等于开始。结束要晚于开始、可以不填结束时间、允许几分钟的误差，是本程序的理解。',
  ),
  funding: js.says('balance', '用主账户人个人账户的全部余额。'),
  settlement: {
    order: js.says('singleOwner', '同一时间只能在一份共济关系里，由这一位主账户人支付。'),
    ownAccount: js.says('first', '先用家庭成员本人的个人账户，再用主账户人的；本人没有个人账户的，直接用主账户人的。'),
    ownerSpendsToo: js.ours(false, '江苏没有单独的家庭共济账户，主账户人花的就是自己的个人账户。'),
  },
  venues: {
    hospital: js.says('nation', '在外地的定点医疗机构也可以，但要先备案、先绑定，再直接结算。'),
    pharmacy: js.ours('province', '共济一节只写了医疗机构；省内定点药店在个人账户的支付范围里，本程序按可用处理。'),
    onlineSettlementOnly: js.says(true, '直接刷码刷卡结算，没有手工补办。'),
    outOfAreaFilingRequired: js.ours(true, '原文要求先办异地就医备案；没有备案就不能共济，是本程序的理解。'),
  },
  scope: {
    pays: js.says(['treatment', 'drug', 'device', 'vaccine', 'premium'], '省级可以随国家规定调整范围。'),
    never: js.says(['outsideInsurance', 'wellness', 'publicHealth']),
    words: js.says([
      '在定点医疗机构看病，由个人负担的费用；生育保险支付以后由个人负担的产前检查和生育费用',
      '在省内定点药店买药，买医疗器械和医用耗材（口罩、新冠抗原检测、血压计、血糖仪和试纸、一次性采血针、胰岛素针头、体温计、酒精和碘伏消毒用品、棉签、创可贴）',
      '在省内定点机构接种有国家医保编码的非免疫规划疫苗',
      '个人缴费：家庭成员的居民医保和长期护理保险，以及主账户人自己的几种缴费',
      '由政府指导、与基本医保衔接的商业健康保险',
      '不能付：公共卫生费用、体育健身、养生保健，以及基本医保范围以外的费用',
    ]),
  },
  premiums: js.says([
    '家庭成员的居民医保个人缴费',
    '家庭成员的长期护理保险个人缴费',
    '主账户人自己的大病保险、长期护理保险、灵活就业缴费，退休时年限不够的一次性补缴',
    '由政府指导、与基本医保衔接的商业健康保险',
  ]),
  claims: js.says({
    isPossible: false,
    words: '没有手工补办：看病以前要先绑定，到外地还要先备案，再直接结算。已经自己付了的，不能事后共济。',
  }),
  lifecycle: {
    insuranceMoves: js.says(
      '主账户人的医保关系转到别的统筹区，或者不再参加职工医保，共济关系自动结束；双方都要保持参保正常才能使用。',
    ),
    poolingRegion: js.ours('city', '原文说“统筹区”，没有写到哪一级；江苏的职工医保由各市管理，本程序按市处理。'),
    endsWhenOwnerInsuranceEnds: js.says(true, '主账户人转出统筹区或不再参加职工医保，关系自动结束。'),
    ownerDuty: js.says(
      '家庭关系有变化的（例如结婚、离婚、亲属去世），主账户人要及时修改或解除授权，没有及时办理的责任由主账户人承担。',
    ),
    ownerMayUnbind: js.says(true, '由主账户人解除绑定。'),
    memberMayLeave: js.ours(true, '原文说“退出以后可以加入另一份”，没有写谁来办；本程序允许家庭成员自己退出。'),
  },
  records: js.says('可以在“共济账户授权记录查询”里查看授权记录。', '消费记录由本程序按结算结果整理。'),
  desk: {
    bring: js.says([
      '主账户人的身份证、社保卡或医保电子凭证',
      '家庭成员的身份证、社保卡或医保电子凭证',
      '能证明关系的材料之一：户口簿、结婚证或关系承诺书',
    ]),
    where: js.ours('参保地的医保服务窗口', '原文说网上办不成或不会办的可以到窗口，没有写具体地点。'),
  },
  elsewhereOnline: js.says([
    '“江苏医保云”手机应用：我要办 → 家庭共济 → 共济账户绑定 → 添加用户（可以多次添加）→ 授权时间 → 个人承诺书，签名并提交',
    '查询：家庭共济 → 共济账户授权记录查询；解除绑定也在这里',
  ]),
  documents: { commitment: JIANGSU_COMMITMENT, guardianConsent: JIANGSU_GUARDIAN_CONSENT },
};
