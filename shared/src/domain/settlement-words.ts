import type { PolicyPack } from '../policy/pack';
import { HOTLINE } from './refusals';
import type { SettlementReason } from './settlement.types';

type Say = (pack: PolicyPack) => string;

const WORDS: Record<SettlementReason, Say> = {
  OWN_ACCOUNT_USED: () => '先用了看病人本人的个人账户。',
  OWN_ACCOUNT_EMPTY: () => '看病人本人的个人账户余额为零。',
  NO_OWN_ACCOUNT: (p) => `看病人没有可先用的个人账户，直接用${p.words.sharing}的钱。`,
  SHARED_USED: (p) => `用了${p.words.owner}${p.words.sharing}的钱。`,
  SHARED_NOT_NEEDED: (p) => `没有还要由${p.words.sharing}支付的部分，所以没有动用。`,
  NO_RELATION: (p) => `没有查到有效的${p.words.sharing}。请${p.words.owner}先${p.words.bind}；只开通“亲情账户”不算。`,
  NOTHING_ALLOCATED: (p) =>
    `已经绑定，但${p.words.familyAccount ?? '共济额度'}里还没有钱。请${p.words.owner}先${p.words.allocate ?? '设定额度'}。`,
  ALLOCATION_USED_UP: (p) =>
    `${p.words.familyAccount ?? '共济额度'}里的钱已经用完。请${p.words.owner}再${p.words.allocate ?? '设定额度'}。`,
  ALLOCATION_PARTLY_COVERED: (p) =>
    `${p.words.familyAccount ?? '共济额度'}里的钱不够，付了一部分，其余请用现金或别的方式支付。`,
  BALANCE_ZERO: (p) => `${p.words.owner}的个人账户余额为零，付不了钱。请等入账以后再用。`,
  BALANCE_PARTLY_COVERED: (p) => `${p.words.owner}的余额不够，付了一部分，其余请用现金或别的方式支付。`,
  LARGEST_BALANCE_TOO_SMALL: (p) =>
    `${p.words.region}规定由余额最多的一位${p.words.owner}一次付清；他的余额不够，这次不能共济，请用别的方式支付。`,
  OWNER_INSURANCE_NOT_NORMAL: (p) => `${p.words.owner}的职工医保现在不是正常状态，不能付钱。请先恢复参保。`,
  PATIENT_INSURANCE_NOT_NORMAL: () => '看病人的医保现在不是正常状态，不能用共济的钱。请先缴费或恢复参保。',
  VENUE_NOT_DESIGNATED: () => '这家机构不是医保定点，不能用个人账户，也不能共济。请到定点机构。',
  VENUE_NOT_NETWORKED: () => '这家机构还不能医保联网结算，不能用共济的钱。请选能联网结算的定点机构。',
  VENUE_OUT_OF_REACH: (p) => `这家机构不在${p.words.region}${p.words.sharing}可用的地区范围内。`,
  PHARMACY_NOT_OPEN: (p) => `${p.words.region}的${p.words.sharing}目前不能在药店使用，可以到定点医院。`,
  OUT_OF_AREA_NOT_FILED: () => '在外地看病没有办异地就医备案，不能共济。请先备案再结算。',
  RELATION_SUSPENDED: (p) => `这份${p.words.sharing}现在暂停使用。请${p.words.owner}打开详情查看原因和办法。`,
  WINDOW_NOT_BEGUN: () => '共济的起始时间还没有到。',
  WINDOW_OVER: (p) => `共济的时间已经结束。请${p.words.owner}重新设定。`,
  ITEM_OUT_OF_SCOPE: () => '有些项目不在个人账户可以支付的范围内，要自己付现金。',
  NOT_OWN_CREDENTIAL: () =>
    `结算用的不是看病人本人的医保码或社保卡，不能共济。冒用他人凭证是违规行为，有疑问可拨打${HOTLINE}。`,
};

/** One settlement reason in plain Chinese, in the pack's own words. */
export function settlementWords(code: SettlementReason, pack: PolicyPack): string {
  return WORDS[code](pack);
}

/** Every settlement reason, for tests and for pages that list them. */
export const SETTLEMENT_REASONS = Object.keys(WORDS) as SettlementReason[];
