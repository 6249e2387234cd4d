import type { PolicyPack } from '../pack';
import { BEIJING_GUARDIAN_CONSENT } from './beijing.documents';
import { LAW_SOURCES, leavesOf, SCOPE_SOURCE } from './common';
import { whereSilent } from './silent';

const bj = leavesOf('BJ');
const words = { owner: '共济人', member: '被共济人' };
const silent = whereSilent('BJ', words);

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
    ...words,
    sharing: '家庭共济',
    bind: '绑定',
    unbind: '解除绑定',
  },
  ...silent,
  owner: {
    ...silent.owner,
    insuredWithin: bj.says('province', '要在北京参保。'),
  },
  member: {
    mustBeInsured: bj.says(true),
    ...silent.member,
    insuredWithin: bj.says('province', '要在北京参保。'),
  },
  limits: {
    ...silent.limits,
    ownersPerMember: bj.ours(null, '材料说按备案的先后支付，可见可以有几位共济人；没有写上限。'),
    oneRelationAtATime: bj.ours(false, '可以有几位共济人，所以不是只能在一份关系里。'),
  },
  consent: {
    ...silent.consent,
    commitment: bj.ours('none', '材料没有提到承诺书。'),
  },
  settlement: {
    ...silent.settlement,
    order: bj.says('filingOrder', '由几位共济时，按备案的先后。'),
    ownAccount: bj.says('first', '先用被共济人本人的个人账户。'),
  },
  documents: { guardianConsent: BEIJING_GUARDIAN_CONSENT },
};
