/** Where an entry's statements come from. Newspaper texts are named by what they are; we quote none of them. */
export const sources = {
  GS: {
    title: '甘肃职工医保个人账户家庭共济办理问答',
    publisher: '兰州当地报纸（采访甘肃省医疗保障局）',
    publishedOn: '2024-11',
  },
  HE: { title: '个人账户家庭共济热点问答（以河北为例）', publisher: '国家医疗保障局', publishedOn: '2024-10' },
  NAT: { title: '关于职工医保个人账户家庭共济的解答', publisher: '国家医疗保障局', publishedOn: '2024-10' },
  GZ: { title: '贵州省职工医保个人账户家庭共济解读', publisher: '贵阳报纸与贵阳市医疗保障局', publishedOn: '2022' },
  JS: { title: '个人账户家庭共济政策问答', publisher: '江苏省一个区级医疗保障部门', publishedOn: '2025-07-23' },
  '2026N': {
    title: '关于职工医保个人账户跨省共济的通知',
    publisher: '国家医疗保障局、财政部',
    publishedOn: '2026-01-09',
  },
  WALLET: { title: '医保钱包使用说明', publisher: '甘肃省某县医疗保障局', publishedOn: '2025-09' },
  BULLETIN: { title: '2025 年全国医疗保障统计快报', publisher: '国家医疗保障局', publishedOn: '2026' },
  FRAUD: { title: '医疗保障基金使用监督管理条例实施细则', publisher: '国家医疗保障局', publishedOn: '2026-04-01' },
  FACE: { title: '人脸识别技术应用安全管理办法', publisher: '国家互联网信息办公室、公安部', publishedOn: '2025-03' },
  CARD: { title: '社会保障卡使用问答', publisher: '兰州报纸', publishedOn: '2024-11' },
  ROAD: { title: '道路标线缺失交通违法的撤销办法', publisher: '贵阳报纸的服务版', publishedOn: '2022' },
  SURVEY: { title: '各地家庭共济做法的转述', publisher: '二手材料，未见原文', publishedOn: '2026-11' },
  OURS: { title: '本程序的使用说明', publisher: '本程序', publishedOn: '2026-11-23' },
  JOBLESS: { title: '失业保险金网上申领问答', publisher: '地方报纸的服务版', publishedOn: '日期未注明' },
} as const satisfies Record<string, { title: string; publisher: string; publishedOn: string }>;

export type SourceKey = keyof typeof sources;
