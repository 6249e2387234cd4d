import type { PolicyPack } from '../pack';
import { LAW_SOURCES, leavesOf, SCOPE_SOURCE } from './common';
import { GUIZHOU_GUARDIAN_CONSENT } from './guizhou.documents';

const gz = leavesOf('GZ');
const law = leavesOf('PIPL');
const js = leavesOf('JS');

/** Guizhou: the owner alone binds spouse, parents and children; one owner per member, who pays from the whole balance. */
export const GUIZHOU: PolicyPack = {
  id: 'guizhou-1',
  family: 'guizhou',
  seatPrefix: 'GZ',
  region: '520000',
  version: 1,
  engine: 1,
  attestedOn: '2022',
  isOpen: gz.ours(true, '办理所需的规则都有出处，开放办理；材料较早，办理前请留意当地最新通知。'),
  sources: {
    GZ: {
      title: '贵州职工医保个人账户家庭共济办理问答',
      publisher: '贵阳当地报纸，内容来自贵阳市医疗保障局',
      publishedOn: '2022',
      note: '2022年底的材料；年份由内容推断。',
    },
    JS: SCOPE_SOURCE,
    ...LAW_SOURCES,
  },
  words: {
    region: '贵州',
    owner: '主绑人',
    member: '共济对象',
    sharing: '家庭共济',
    bind: '绑定',
    unbind: '解除绑定',
  },
  kinships: gz.says(['spouse', 'parent', 'child']),
  owner: {
    insutypes: gz.says(['310']),
    insuredWithin: gz.says('province'),
    mustBeNormal: gz.says(true),
    balanceRequired: gz.says(true, '个人账户要有余额，余额为零不能绑定。'),
    proof: gz.ours('phone', '原文没有写网上怎样验证身份；本程序请主绑人用医保系统里登记的手机号验证。'),
  },
  member: {
    mustBeInsured: gz.says(true),
    insutypes: gz.says(['310', '390']),
    insuredWithin: gz.says('province'),
    mustBeNormal: gz.says(true),
  },
  limits: {
    membersPerOwner: gz.says(null, '一位主绑人可以绑定多位共济对象，没有写人数上限。'),
    ownersPerMember: gz.says(1, '要换主绑人，先由原来的主绑人解除绑定。'),
    oneRelationAtATime: gz.ours(
      false,
      '原文只限定一位共济对象只有一位主绑人，没有写主绑人自己能不能同时是别人的共济对象；本程序按可以处理。',
    ),
  },
  consent: {
    memberAgrees: gz.says(false, '由主绑人一方完成绑定；本程序会告诉共济对象。'),
    memberFaceFromAge: gz.ours(null, '原文没有写网上要不要共济对象刷脸。'),
    guardianConfirmsBelowAge: law.ours(
      14,
      '贵州的材料里没有这一步；法律要求不满14周岁孩子的信息由监护人单独同意，本程序加上。',
    ),
    invitationHours: gz.ours(72, '贵州不用邀请；保留一个数，供共用的程序读取。'),
    commitment: gz.ours('none', '原文没有提到承诺书。'),
  },
  window: gz.ours(null, '原文没有提到共济的起止时间。'),
  funding: gz.says('balance', '用主绑人个人账户的全部余额，没有上限，用完为止。'),
  settlement: {
    order: gz.says('singleOwner', '一位共济对象只有一位主绑人，由他支付。'),
    ownAccount: gz.says('first', '先用共济对象本人的个人账户，再用主绑人的；本人没有个人账户的，直接用主绑人的。'),
    ownerSpendsToo: gz.ours(false, '贵州没有单独的家庭共济账户，主绑人花的就是自己的个人账户。'),
  },
  venues: {
    hospital: gz.says('province', '省内的定点医疗机构；省外目前不能用。'),
    pharmacy: gz.says('none', '材料说药店“暂未”开通，以后可能变化。'),
    onlineSettlementOnly: gz.says(true, '要能联网结算的定点机构。'),
    outOfAreaFilingRequired: gz.ours(false, '省外本来就不能用，所以不涉及异地就医备案。'),
  },
  scope: {
    pays: js.ours(
      ['treatment', 'drug', 'device', 'vaccine'],
      '贵州材料没有逐项列出支付范围，参考列得最全的外省问答；只在省内能联网结算的定点医疗机构可用。',
    ),
    never: js.ours(
      ['outsideInsurance', 'wellness', 'publicHealth'],
      '贵州材料没有逐项列出；基本医保范围以外的、健身养生的、公共卫生的费用都不能用。',
    ),
    words: js.ours(
      [
        '在省内能联网结算的定点医疗机构看病、取药，由个人负担的费用',
        '在这些医疗机构接种有国家医保编码的自费疫苗',
        '不能付：药店买药（暂未开通）、省外的费用、公共卫生费用、体育健身、养生保健，以及基本医保范围以外的费用',
      ],
      '贵州材料没有逐项列出支付范围，参考列得最全的外省问答。',
    ),
  },
  premiums: gz.says(['共济对象在省内参加居民医保的个人缴费'], '材料说从2023年度居民医保开始缴费起可用。'),
  claims: gz.says(
    {
      isPossible: true,
      words: '绑定了却因为系统等特殊原因没能共济的，由主绑人带上共济对象的结算单据，到参保地医保经办机构申请补办。',
      by: 'owner',
      where: '参保地医保经办机构',
      bring: ['主绑人的身份证', '共济对象的身份证或户口簿', '这一次看病的结算单据'],
    },
    '由主绑人带结算单据到参保地办理是原文的意思；身份证件是参照窗口绑定的要求加上的，网上先传照片是本程序加的。',
  ),
  lifecycle: {
    insuranceMoves: gz.says(
      '主绑人或共济对象的医保关系要转走的，请先解除绑定，否则共济不能再用；转好以后可以重新绑定。',
    ),
    poolingRegion: gz.ours('province', '原文说医保关系转移，没有写到哪一级；共济在全省可用，本程序按转出贵州处理。'),
    endsWhenOwnerInsuranceEnds: gz.ours(
      false,
      '原文说不先解除绑定就不能再用，没有说关系自动结束；本程序先暂停使用，由主绑人解除绑定。',
    ),
    ownerDuty: gz.ours(null, '原文没有写家庭关系变化以后主绑人要做什么。'),
    ownerMayUnbind: gz.says(true, '由主绑人解除绑定；要换共济对象，先解除再绑定另一位。'),
    memberMayLeave: gz.ours(false, '原文只写了主绑人可以解除绑定，没有写共济对象可以自己退出。'),
  },
  records: gz.ours('消费记录由本程序按结算结果整理，双方都能查看。', '原文没有提到怎样查看记录。'),
  desk: {
    bring: gz.says(['主绑人的身份证', '共济对象的身份证或户口簿']),
    where: gz.says('就近的医保服务窗口'),
  },
  elsewhereOnline: gz.says(['“贵州医保”手机应用', '“贵州医保”微信公众号']),
  documents: { guardianConsent: GUIZHOU_GUARDIAN_CONSENT },
};
