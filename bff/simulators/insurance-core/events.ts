import { yuanOf } from './money-wire';
import type { PersonRecord, RelationRecord, SettlementRecord } from './state';

/** One line of the feed as it goes over the wire (PROTOCOL.md, GJ07). `seq` is given at commit, without gaps. */
export interface WireEvent {
  seq: number;
  evt_time: string;
  evt_type: string;
  [field: string]: unknown;
}

export type EventBody = Omit<WireEvent, 'seq' | 'evt_time'> & { evt_type: string };

/** The eight kinds as GJ02 and GJ01 carry them; ours, because GB/T 4761 has no single code for "grandchild by a daughter". */
export const KINSHIP_CODES = {
  spouse: '01',
  parent: '02',
  child: '03',
  sibling: '04',
  paternalGrandparent: '05',
  maternalGrandparent: '06',
  sonsChild: '07',
  daughtersChild: '08',
} as const;

/** A relation as GJ01, GJ02 and the feed carry it. */
export function wireRelation(relation: RelationRecord): Record<string, unknown> {
  return {
    rlt_id: relation.relationId,
    ow_psn_no: relation.ownerPsnNo,
    mem_psn_no: relation.memberPsnNo,
    rlt_type: KINSHIP_CODES[relation.kinship],
    bind_time: relation.boundAt,
    rlt_stas: relation.frozenAt === undefined ? '1' : '2',
    ...(relation.window === undefined ? {} : { begn_time: relation.window.startAt }),
    ...(relation.window?.endAt === undefined ? {} : { expi_time: relation.window.endAt }),
    ...(relation.effectId === undefined ? {} : { biz_sn: relation.effectId }),
  };
}

/** A settlement as 2206, 2207, 5203 and the feed carry it; yuan with two decimals. */
export function wireSettlement(record: SettlementRecord, member: PersonRecord): Record<string, unknown> {
  return {
    setl_id: record.settlementId,
    setl_stas: record.state,
    psn_no: record.memberPsnNo,
    psn_name: member.name,
    fixmedins_code: record.institutionCode,
    fixmedins_name: record.institutionName,
    fixmedins_type: record.institutionKind === 'hospital' ? '1' : '2',
    fixmedins_admdvs: record.institutionRegion,
    setl_time: record.settledAt,
    medfee_sumamt: yuanOf(record.totalFen),
    fund_pay_sumamt: yuanOf(record.fundFen),
    psn_part_amt: yuanOf(record.totalFen - record.fundFen),
    acct_pay: yuanOf(record.ownAccountFen),
    acct_mulaid_pay: yuanOf(record.sharedFen),
    psn_cash_pay: yuanOf(record.cashFen),
    out_scope_amt: yuanOf(record.outOfScopeFen),
    mulaid_detail: record.sharedBy.map((part) => ({
      rlt_id: part.relationId,
      ow_psn_no: part.ownerPsnNo,
      amt: yuanOf(part.amountFen),
    })),
    rsn: record.because.map(({ code, words }) => ({ rsn_code: code, rsn_words: words })),
    feedetail: record.items.map((item) => ({ item_name: item.name, det_item_fee_sumamt: yuanOf(item.amountFen) })),
  };
}

export const settledEvent = (record: SettlementRecord, member: PersonRecord): EventBody => ({
  evt_type: 'SETTLED',
  setlinfo: wireSettlement(record, member),
});

export const sharingFailedEvent = (record: SettlementRecord, member: PersonRecord): EventBody => ({
  evt_type: 'SHARING_FAILED',
  setlinfo: wireSettlement(record, member),
});

export const undoneEvent = (record: SettlementRecord, how: 'CANCELLED' | 'REVERSED'): EventBody => ({
  evt_type: how,
  setl_id: record.settlementId,
  psn_no: record.memberPsnNo,
});

export const relationRegisteredEvent = (relation: RelationRecord): EventBody => ({
  evt_type: 'RELATION_REGISTERED',
  rlt: wireRelation(relation),
});

/** Frozen, freed again, or another window: the relation as it stands now. */
export const relationChangedEvent = (relation: RelationRecord): EventBody => ({
  evt_type: 'RELATION_CHANGED',
  rlt: wireRelation(relation),
});

export const relationEndedEvent = (relation: RelationRecord): EventBody => ({
  evt_type: 'RELATION_ENDED',
  rlt_id: relation.relationId,
  ow_psn_no: relation.ownerPsnNo,
  mem_psn_no: relation.memberPsnNo,
  end_rsn: relation.endedBecause ?? '',
});

/** `moved`: the person's insurance went from one pooling region (city) to another; six digits each. */
export const insuranceChangedEvent = (psnNo: string, moved?: { from: string; to: string }): EventBody => ({
  evt_type: 'INSURANCE_CHANGED',
  psn_no: psnNo,
  ...(moved === undefined ? {} : { from_admdvs: moved.from, to_admdvs: moved.to }),
});
