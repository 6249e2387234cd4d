import type { ScopeItem } from '@gongji/shared/policy/pack';

/** What the counter offers to put on a bill; amounts can be changed there. */
export const ITEM_PRESETS: readonly { name: string; scope: ScopeItem; scopeWords: string; amountFen: number }[] = [
  { name: '门诊诊查费', scope: 'treatment', scopeWords: '诊疗', amountFen: 12_000 },
  { name: '常用药品', scope: 'drug', scopeWords: '药品', amountFen: 8_650 },
  { name: '家用血压计', scope: 'device', scopeWords: '器械、耗材', amountFen: 19_800 },
  { name: '流感疫苗（自费）', scope: 'vaccine', scopeWords: '疫苗', amountFen: 12_800 },
  { name: '美容护理', scope: 'outsideInsurance', scopeWords: '医保范围以外', amountFen: 20_000 },
  { name: '健身卡', scope: 'wellness', scopeWords: '健身养生', amountFen: 30_000 },
];
