import type { PolicyPack } from '../pack';
import { EIGHT_KINDS, LAW_SOURCES, leavesOf, SCOPE_SOURCE } from './common';
import { HEBEI_GUARDIAN_CONSENT } from './hebei.documents';

const he = leavesOf('HE');
const law = leavesOf('PIPL');
const js = leavesOf('JS');

/** Hebei: the owner alone binds up to eight relatives; several owners, the largest balance pays all or nothing. */
export const HEBEI: PolicyPack = {
  id: 'hebei-1',
  family: 'hebei',
  seatPrefix: 'HE',
  region: '130000',
  version: 1,
  engine: 1,
  attestedOn: '2024-10',
  isOpen: he.ours(true, '办理所需的规则都有出处，开放办理。'),
  sources: {
    HE: {
      title: '个人账户家庭共济热点问答（以河北为例）',
      publisher: '国家医疗保障局',
      publishedOn: '2024-10',
      note: '页面上印的日期更晚，内容是2024年10月的答复。',
    },
    JS: SCOPE_SOURCE,
    ...LAW_SOURCES,
  },
  words: {
    region: '河北',
    owner: '共济人',
    member: '亲属',
    sharing: '个人账户共济',
    bind: '添加亲属',
    unbind: '解绑',
  },
  kinships: he.ours(
    EIGHT_KINDS,
    '原文说的是近亲属（父母、配偶、子女等），没有列全；本程序按全国通行的八类近亲属处理。',
  ),
  owner: {
    insutypes: he.says(['310']),
    insuredWithin: he.says('province'),
    mustBeNormal: he.ours(
      false,
      '原文只要求参加河北职工医保。参保暂停时可以绑定，但要恢复正常才能付钱；参保已终止的不能绑定。',
    ),
    balanceRequired: he.says(false, '余额为零也能绑定，但付不了钱。'),
    proof: he.says('phone', '用账号登录或手机号快捷登录。'),
  },
  member: {
    mustBeInsured: he.says(true),
    insutypes: he.says(['310', '390']),
    insuredWithin: he.says('province'),
    mustBeNormal: he.says(true),
  },
  limits: {
    membersPerOwner: he.says(8),
    ownersPerMember: he.says(null, '一位亲属可以由多位共济人绑定，没有写上限。'),
    oneRelationAtATime: he.says(false, '同一位亲属可以有多位共济人。'),
  },
  consent: {
    memberAgrees: he.says(false, '由共济人一方添加；本程序会告诉亲属。'),
    memberFaceFromAge: he.says(null),
    guardianConfirmsBelowAge: law.ours(
      14,
      '河北的步骤里没有这一步；法律要求不满14周岁孩子的信息由监护人单独同意，本程序加上。',
    ),
    invitationHours: he.ours(72, '河北不用邀请；保留一个数，供共用的程序读取。'),
    commitment: he.ours('none', '原文的步骤里没有承诺书。'),
  },
  window: he.ours(null, '原文没有提到共济的起止时间。'),
  funding: he.says('balance', '用共济人个人账户的全部余额。'),
  settlement: {
    order: he.says(
      'largestAllOrNothing',
      '由余额最多的一位共济人支付；他的余额不够付清时，这一次就不能共济，不会由几位共济人拼着付。“付清”指统筹基金和亲属本人账户付过以后剩下的部分。',
    ),
    ownAccount: he.ours('first', '原文没有写先后；按多数地方的做法，先用亲属本人的个人账户。'),
    ownerSpendsToo: he.ours(false, '河北没有单独的家庭共济账户，共济人花的就是自己的个人账户。'),
  },
  venues: {
    hospital: he.says('nation', '全国的定点医疗机构都可以。'),
    pharmacy: he.ours('province', '原文说到买药，没有单独说药店；本程序按省内定点药店可用处理，以实际结算为准。'),
    onlineSettlementOnly: he.ours(true, '原文说结算时自动完成，不用找人办，所以要能联网结算。'),
    outOfAreaFilingRequired: he.ours(false, '原文没有把异地就医备案写成共济的条件。'),
  },
  scope: {
    pays: js.ours(
      ['treatment', 'drug', 'device', 'vaccine'],
      '原文说到看病和买药，没有逐项列出；其余参考列得最全的外省问答，以实际结算为准。',
    ),
    never: js.ours(
      ['outsideInsurance', 'wellness', 'publicHealth'],
      '原文没有逐项列出；基本医保范围以外的、健身养生的、公共卫生的费用都不能用。',
    ),
    words: js.ours(
      [
        '在定点医疗机构看病，由个人负担的费用',
        '买药，买医用耗材和小型医疗器械（例如血压计、血糖仪、口罩）',
        '有国家医保编码的自费疫苗',
        '不能付：公共卫生费用、体育健身、养生保健，以及基本医保范围以外的费用',
      ],
      '原文没有逐项列出支付范围，参考列得最全的外省问答。',
    ),
  },
  premiums: he.ours([], '原文没有写能不能缴纳居民医保费，请以12393的答复为准。'),
  claims: he.ours(
    {
      isPossible: false,
      words: '原文没有写绑定了却没能共济时怎样补办。请保留结算单据，拨打12393或到医保办事大厅询问。',
    },
    '原文没有提到手工补办。',
  ),
  lifecycle: {
    insuranceMoves: he.ours('医保关系转到外省以后，共济就不能用了；转移以前请先解绑。', '原文没有提到医保关系转移。'),
    poolingRegion: he.ours('province', '原文没有提到统筹区；共济人是河北职工医保即可，本程序按全省处理。'),
    endsWhenOwnerInsuranceEnds: he.ours(
      false,
      '原文没有写参保结束后共济会不会自动结束；本程序先暂停使用，不自动解除。',
    ),
    ownerDuty: he.ours(null, '原文没有写家庭关系变化以后共济人要做什么。'),
    ownerMayUnbind: he.says(true, '由共济人在“个人账户共济管理”里解绑。'),
    memberMayLeave: he.ours(false, '原文只写了共济人可以解绑，没有写亲属可以自己退出。'),
  },
  records: he.says('共济人可以查看亲属的共济消费记录。'),
  desk: {
    bring: he.ours(
      ['共济人的身份证或社保卡', '亲属的身份证或社保卡（孩子可带户口簿）'],
      '原文没有列窗口要带的材料，请先拨打12393问清楚。',
    ),
    where: he.says('当地医保办事大厅', '用手机不方便的人可以到办事大厅办理。'),
  },
  elsewhereOnline: he.says([
    '在微信或支付宝里搜索“河北智慧医保”小程序',
    '注册，或用手机号快捷登录',
    '业务办理 → 个人账户共济 → 添加我的亲属，填写姓名、证件号码和关系',
    '个人账户共济管理：查看亲属、共济消费记录，解绑',
  ]),
  documents: { guardianConsent: HEBEI_GUARDIAN_CONSENT },
};
