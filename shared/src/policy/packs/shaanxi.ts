import type { PolicyPack } from '../pack';
import { LAW_SOURCES, leavesOf, SCOPE_SOURCE } from './common';
import { SHAANXI_COMMITMENT, SHAANXI_GUARDIAN_CONSENT } from './shaanxi.documents';
import { whereSilent } from './silent';

const sn = leavesOf('SN');
const words = { owner: '授权人', member: '家庭成员' };
const silent = whereSilent('SN', words);

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
    ...words,
    sharing: '家庭共济',
    bind: '绑定',
    unbind: '解除绑定',
    commitment: '承诺书',
  },
  ...silent,
  owner: {
    ...silent.owner,
    insuredWithin: sn.ours('province', '材料没有写；按全国2024年底全省共济的要求处理。'),
  },
  member: {
    mustBeInsured: sn.ours(true, '材料没有写；按多数地方处理。'),
    ...silent.member,
    insuredWithin: sn.ours('province', '材料没有写；按全国2024年底全省共济的要求处理。'),
  },
  limits: {
    ...silent.limits,
    ownersPerMember: sn.says(2, '一位家庭成员最多由两位授权人共济；可信度低。'),
    oneRelationAtATime: sn.ours(false, '可以有两位授权人，所以不是只能在一份关系里。'),
  },
  consent: {
    ...silent.consent,
    commitment: sn.says('sign', '要电子签名；可信度低。'),
  },
  window: sn.says(
    { startNotBeforeNow: true, endAfterStart: true, isEndRequired: true },
    '有开始和结束时间；可信度低。开始不早于现在、结束晚于开始，是本程序的理解。',
  ),
  settlement: {
    ...silent.settlement,
    order: sn.says('memberPriority', '由几位共济时，按家庭成员自己排的先后；可信度低。没有排的，按绑定先后。'),
    ownAccount: sn.ours('first', '材料没有写；按多数地方先用本人的个人账户。'),
  },
  documents: { commitment: SHAANXI_COMMITMENT, guardianConsent: SHAANXI_GUARDIAN_CONSENT },
};
