import { type EntrySeed, verifiedOn } from './entry';

/** Provinces that this program does not serve yet: how people do it there today. */
export const elsewhere: readonly EntrySeed[] = [
  {
    id: 'guizhou-how',
    title: '贵州怎么办理家庭共济？',
    region: '520000',
    answer:
      '本程序还没开通贵州。请在“贵州医保”App 或它的微信公众号里办，也可以到就近的医保窗口。由出钱的人（主绑人）绑定就行。',
    steps: [
      '准备双方的身份信息。',
      '在贵州医保 App 或公众号里找到家庭共济，绑定家人。',
      '去窗口办：带主绑人身份证，家人身份证或户口簿。',
    ],
    notes: ['贵州的来源是 2022 年底的，可能已有变化，请以当地最新规定为准。'],
    aliases: [
      '贵阳家庭共济怎么绑',
      '贵州医保共济入口',
      '贵州窗口办共济带什么',
      '贵州医保app怎么添加家人',
      '遵义能办共济吗',
      '主绑人怎么绑定',
    ],
    sources: ['GZ'],
    verifiedOn,
    related: ['guizhou-rules', 'not-yet-open'],
  },
  {
    id: 'guizhou-rules',
    title: '贵州能绑哪些家人？药店和省外能用吗？',
    region: '520000',
    answer:
      '能绑配偶、父母、子女，都要在贵州正常参保。一位家人只能有一位主绑人。用在省内能联网结算的定点医疗机构；按 2022 年底的说法，药店和省外还不能用。',
    notes: ['来源较早，药店和省外现在可能已经开放，请问 12393。', '主绑人的医保要正常，账户要有余额。'],
    aliases: [
      '贵州共济范围',
      '贵州兄弟姐妹能绑吗',
      '贵州药店能用共济吗',
      '贵州共济省外能用不',
      '共济对象条件贵州',
      '贵州一个人能有几个主绑人',
    ],
    sources: ['GZ'],
    verifiedOn,
    related: ['guizhou-how', 'who-is-a-near-relative'],
  },
  {
    id: 'jiangsu-how',
    title: '江苏怎么办理家庭共济？',
    region: '320000',
    answer:
      '本程序还没开通江苏。请在“江苏医保云”App 里办：我要办 → 家庭共济 → 共济账户绑定。要设授权时间，并签个人承诺书。',
    steps: [
      '打开江苏医保云 App，点“我要办” → “家庭共济” → “共济账户绑定”。',
      '添加使用人，要加几位就添几次。',
      '选授权时间：开始不能早于现在，结束不能等于开始。',
      '看个人承诺书，签名提交。',
    ],
    notes: [
      '查询和解绑也在“家庭共济”里：共济账户授权记录查询。',
      '线上办不了可以去窗口，带双方身份证或社保卡，加户口簿、结婚证或亲属关系承诺书。',
    ],
    aliases: [
      '江苏医保云怎么绑定家人',
      '南京家庭共济怎么办',
      '江苏共济授权时间怎么选',
      '江苏共济要签承诺书吗',
      '苏州医保共济',
      '江苏怎么解除共济',
    ],
    sources: ['JS'],
    verifiedOn,
    related: ['jiangsu-rules', 'not-yet-open'],
  },
  {
    id: 'jiangsu-rules',
    title: '江苏的共济能用在哪里？异地能用吗？',
    region: '320000',
    answer:
      '能用在定点医院，也能用在省内定点药店。异地看病要先做异地就医备案、先绑好，再直接结算。没绑好就自己付了的，不能回来手工报销。',
    notes: [
      '每个人同一时间只能在一份共济里；双方医保都要正常。',
      '没有备案就用不了，是我们的理解。',
      '来源是江苏一个区的问答，2025 年 7 月。',
    ],
    aliases: [
      '江苏共济异地就医',
      '江苏药店可以共济吗',
      '江苏共济能手工报销吗',
      '江苏去上海看病能用家人账户吗',
      '江苏一个人能参加几个共济',
      '江苏异地备案共济',
    ],
    sources: ['JS'],
    verifiedOn,
    isOurReading: true,
    related: ['jiangsu-how', 'what-it-pays'],
  },
];
