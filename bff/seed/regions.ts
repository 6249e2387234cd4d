/** GB/T 2260 codes of provinces with the names that people say; the first name is the one shown. */
export const regions: readonly { code: string; names: readonly string[] }[] = [
  { code: '000000', names: ['全国'] },
  { code: '110000', names: ['北京'] },
  { code: '120000', names: ['天津'] },
  { code: '130000', names: ['河北', '石家庄', '保定', '唐山', '邯郸'] },
  { code: '140000', names: ['山西', '太原'] },
  { code: '150000', names: ['内蒙古', '呼和浩特'] },
  { code: '210000', names: ['辽宁', '沈阳', '大连'] },
  { code: '220000', names: ['吉林', '长春'] },
  { code: '230000', names: ['黑龙江', '哈尔滨'] },
  { code: '310000', names: ['上海'] },
  { code: '320000', names: ['江苏', '南京', '苏州', '无锡', '南通'] },
  { code: '330000', names: ['浙江', '杭州', '宁波'] },
  { code: '340000', names: ['安徽', '合肥'] },
  { code: '350000', names: ['福建', '福州', '厦门'] },
  { code: '360000', names: ['江西', '南昌'] },
  { code: '370000', names: ['山东', '济南', '青岛'] },
  { code: '410000', names: ['河南', '郑州'] },
  { code: '420000', names: ['湖北', '武汉'] },
  { code: '430000', names: ['湖南', '长沙'] },
  { code: '440000', names: ['广东', '广州', '深圳'] },
  { code: '450000', names: ['广西', '南宁'] },
  { code: '460000', names: ['海南', '海口'] },
  { code: '500000', names: ['重庆'] },
  { code: '510000', names: ['四川', '成都'] },
  { code: '520000', names: ['贵州', '贵阳', '遵义'] },
  { code: '530000', names: ['云南', '昆明'] },
  { code: '540000', names: ['西藏', '拉萨'] },
  { code: '610000', names: ['陕西', '西安'] },
  { code: '620000', names: ['甘肃', '兰州', '天水', '酒泉'] },
  { code: '630000', names: ['青海', '西宁'] },
  { code: '640000', names: ['宁夏', '银川'] },
  { code: '650000', names: ['新疆', '乌鲁木齐'] },
];

/** Every name → code, for questions that name a region. */
export const regionNames: ReadonlyMap<string, string> = new Map(
  regions.flatMap(({ code, names }) => names.map((name) => [name, code] as const)),
);

/** The name shown for a code: its own, else that of the province around it, else the code. */
export function regionWord(code: string): string {
  const own =
    regions.find((region) => region.code === code) ??
    regions.find((region) => region.code === `${code.slice(0, 2)}0000`);
  return own?.names[0] ?? code;
}
