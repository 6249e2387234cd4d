import type { PolicyPack } from '../pack';
import { EIGHT_KINDS, LAW_SOURCES, leavesOf, SCOPE_SOURCE } from './common';
import { GANSU_COMMITMENT, GANSU_GUARDIAN_CONSENT } from './gansu.documents';

const gs = leavesOf('GS');
const js = leavesOf('JS');

/** Gansu: invitation and the member's own face, one relation at a time, a family account that the owner fills. */
export const GANSU: PolicyPack = {
  id: 'gansu-1',
  family: 'gansu',
  seatPrefix: 'GS',
  region: '620000',
  version: 1,
  engine: 1,
  attestedOn: '2024-11',
  effectiveFrom: '2023-01-01',
  isOpen: gs.ours(true, '办理所需的规则都有出处，开放办理。'),
  sources: {
    GS: {
      title: '甘肃职工医保个人账户家庭共济办理问答',
      publisher: '兰州当地报纸，内容来自甘肃省医疗保障局',
      publishedOn: '2024-11',
      note: '共济本身自2023年1月1日起实行。',
    },
    JS: SCOPE_SOURCE,
    ...LAW_SOURCES,
  },
  words: {
    region: '甘肃',
    owner: '共济人',
    member: '被共济人',
    sharing: '家庭共济',
    bind: '绑定',
    unbind: '解绑',
    allocate: '划拨',
    returnFunds: '转回',
    familyAccount: '家庭共济账户',
    commitment: '承诺书',
  },
  kinships: gs.says(EIGHT_KINDS),
  owner: {
    insutypes: gs.says(['310']),
    insuredWithin: gs.says('province'),
    mustBeNormal: gs.says(true),
    balanceRequired: gs.ours(false, '原文没有把“有余额”列为条件：余额为零也能绑定，只是没有钱可划拨。'),
    proof: gs.says('face', '共济人要实名并且实人登录。'),
  },
  member: {
    mustBeInsured: gs.ours(false, '原文没有要求被共济人参保，只要求是近亲属。'),
    insutypes: gs.ours(['310', '390'], '原文没有限定险种；是职工医保的先用自己的个人账户。'),
    insuredWithin: gs.ours('nation', '原文没有限定被共济人在哪里参保。'),
    mustBeNormal: gs.ours(false, '原文没有要求被共济人参保状态正常。'),
  },
  limits: {
    membersPerOwner: gs.says(null, '一位共济人可以有多位被共济人，没有写人数上限。'),
    ownersPerMember: gs.says(1, '同一时间只能在一份共济关系里。'),
    oneRelationAtATime: gs.says(true, '对共济人和被共济人都一样。'),
  },
  consent: {
    memberAgrees: gs.says(true, '共济人发出邀请，被共济人确认。'),
    memberFaceFromAge: gs.ours(16, '原文说16岁以上要本人刷脸；刚满16周岁也算在内，是本程序的理解。'),
    guardianConfirmsBelowAge: gs.ours(
      16,
      '原文说16岁以下不刷脸，没有写由谁确认；本程序请监护人确认。不满14周岁要监护人单独同意，是法律的要求。',
    ),
    invitationHours: gs.ours(72, '原文没有写邀请多久失效。'),
    commitment: gs.says('read', '首次使用要阅读承诺书和问答并确认。'),
  },
  window: gs.ours(null, '原文没有提到共济的起止时间。'),
  funding: gs.says('allocation', '共济人可以多次、按任意金额划拨到家庭共济账户。'),
  settlement: {
    order: gs.says('allocatedSubAccount'),
    ownAccount: gs.ours(
      'firstIfEmployee',
      '原文说被共济人是职工医保的，先用自己的个人账户；其他人直接用家庭共济账户，是本程序的理解。',
    ),
    ownerSpendsToo: gs.says(true, '家庭共济账户里的钱，被共济人和共济人都能用。'),
  },
  venues: {
    hospital: gs.ours('province', '原文写定点医疗机构，没有写省外能不能用；本程序按省内处理。'),
    pharmacy: gs.ours(
      'province',
      '同一篇材料两处说法不同：一处说可以在定点医疗机构和定点零售药店使用；另一处只说定点医疗机构，没有提药店。本程序按“药店可用”处理，以实际结算为准。',
    ),
    onlineSettlementOnly: gs.ours(true, '原文说用本人的码或卡自动结算，所以要能联网结算。'),
    outOfAreaFilingRequired: gs.ours(false, '原文没有提到异地就医备案；省外本来就按不可用处理。'),
  },
  scope: {
    pays: js.ours(
      ['treatment', 'drug', 'device', 'vaccine'],
      '甘肃材料没有逐项列出支付范围，参考列得最全的外省问答；以实际结算为准。',
    ),
    never: js.ours(
      ['outsideInsurance', 'wellness', 'publicHealth'],
      '甘肃材料没有逐项列出；基本医保范围以外的、健身养生的、公共卫生的费用都不能用。',
    ),
    words: js.ours(
      [
        '在定点医疗机构看病，由个人负担的费用',
        '在定点零售药店买药，买医用耗材和小型医疗器械（例如血压计、血糖仪、口罩）',
        '有国家医保编码的自费疫苗',
        '不能付：公共卫生费用、体育健身、养生保健，以及基本医保范围以外的费用',
      ],
      '甘肃材料没有逐项列出支付范围，参考列得最全的外省问答。',
    ),
  },
  premiums: gs.ours([], '原文没有写能不能缴纳居民医保费，请以12393的答复为准。'),
  claims: gs.ours(
    {
      isPossible: false,
      words: '原文没有写绑定了却没能共济时怎样补办。请保留结算单据，拨打12393或到参保地医保窗口询问。',
    },
    '原文没有提到手工补办。',
  ),
  lifecycle: {
    insuranceMoves: gs.ours(
      '医保关系转到外省以后，共济就不能用了；转移以前请先解绑，并把没用完的钱转回。',
      '原文没有提到医保关系转移。',
    ),
    poolingRegion: gs.ours('province', '原文没有提到统筹区；共济人是甘肃职工医保即可，本程序按全省处理。'),
    endsWhenOwnerInsuranceEnds: gs.ours(
      false,
      '原文没有写参保结束后共济会不会自动结束；本程序先暂停使用，不自动解除，家庭共济账户里的钱可以转回。',
    ),
    ownerDuty: gs.ours(null, '原文没有写家庭关系变化以后共济人要做什么。'),
    ownerMayUnbind: gs.says(true, '由共济人解绑。'),
    memberMayLeave: gs.ours(false, '原文只写了共济人可以解绑，没有写被共济人可以自己退出。'),
  },
  records: gs.says('可以查看家庭成员列表。', '原文只提到成员列表；消费记录由本程序按结算结果整理。'),
  desk: {
    bring: gs.ours(
      ['共济人的身份证或社保卡', '被共济人的身份证或社保卡（孩子可带户口簿）'],
      '原文没有列窗口要带的材料，请先拨打12393问清楚。',
    ),
    where: gs.ours('参保地的医保服务窗口', '原文没有写窗口地点；人脸识别不能是唯一的办法，所以总是给出窗口这条路。'),
  },
  elsewhereOnline: gs.says([
    '甘肃医保的微信小程序、支付宝小程序或“甘肃医保”手机应用（安卓、苹果）',
    '依次进入：服务 → 个人医保服务 → 家庭共济功能，可以绑定、解绑、划拨',
    '首次使用：阅读承诺书和问答 → 确认 → 邀请成员 → 确认关系 → 填写被共济人信息 → 被共济人刷脸 → 回到列表继续添加下一位',
    '然后划拨；被共济人看病时出示本人的医保码',
  ]),
  documents: { commitment: GANSU_COMMITMENT, guardianConsent: GANSU_GUARDIAN_CONSENT },
};
