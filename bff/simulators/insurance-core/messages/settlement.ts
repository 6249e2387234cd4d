import type { Settlement } from '@gongji/shared/domain/settlement.types';
import { SCOPE_ITEMS } from '@gongji/shared/policy/pack';
import { z } from 'zod';
import { type BillRequest, hasSources, settleBill, sharedAccount } from '../billing';
import { type Core, type Draft, newId } from '../core';
import { settledEvent, sharingFailedEvent, undoneEvent, wireSettlement } from '../events';
import { institutionOf } from '../institutions';
import { CASH, FUND, familyAccount, institutionAccount, oppositeLines, personalAccount } from '../ledger';
import { fenOf } from '../money-wire';
import { CoreRefusal } from '../refusal';
import { packOf } from '../rules';
import type { SettlementRecord } from '../state';
import { defineMessage, type Message, type MessageContext } from './message';
import { isOwnerNow, returnFamilyRest } from './relations';

const yuan = z.union([z.string(), z.number()]).transform((value, context) => {
  const fen = fenOf(value);
  if (fen === undefined) context.addIssue({ code: 'custom', message: 'not an amount in yuan' });
  return fen ?? z.NEVER;
});
const flag = z.enum(['0', '1']);

const billInput = z.object({
  data: z.object({ psn_no: z.string(), own_cert_flag: flag, out_area_filed: flag }),
  feedetail: z
    .array(
      z.object({
        item_name: z.string().min(1).max(100),
        item_scope: z.enum(SCOPE_ITEMS),
        det_item_fee_sumamt: yuan,
        /** What pooled funds pay, where the institution states it. */
        fund_pay_sumamt: yuan.optional(),
      }),
    )
    .min(1)
    .max(200),
});

/** 2206: what 2207 would answer now; nothing is kept. */
const trialMessage = defineMessage({
  infno: '2206',
  callers: ['institution'],
  isWrite: false,
  input: billInput,
  work(input, context) {
    const { record, request } = priced(input, context);
    return { setlinfo: wireSettlement({ ...record, settlementId: '' }, request.patient) };
  },
});

/** 2207: settles a bill and posts it. */
const settleMessage = defineMessage({
  infno: '2207',
  callers: ['institution'],
  isWrite: true,
  input: billInput,
  work(input, context) {
    const { core, draft } = context;
    const { record, request, settlement } = priced(input, context);
    const pack = packOf(core, draft.at);
    const entryId = draft.post(`settle:${record.settlementId}`, [
      { account: FUND, amountFen: -record.fundFen },
      { account: personalAccount(record.memberPsnNo), amountFen: -record.ownAccountFen },
      ...record.sharedBy.map((part) => ({
        account: sharedAccount(pack, part.ownerPsnNo),
        amountFen: -part.amountFen,
      })),
      { account: CASH, amountFen: -record.cashFen },
      { account: institutionAccount(record.institutionCode), amountFen: record.totalFen },
    ]);
    const kept: SettlementRecord = { ...record, entryId: entryId ?? '' };
    draft.put({ kind: 'settlement', settlement: kept });
    draft.tell(settledEvent(kept, request.patient));
    const isLeftToPay = settlement.cashFen > settlement.outOfScopeFen;
    if (settlement.sharedFen === 0 && isLeftToPay && hasSources(core, request.patient.psnNo, draft.at)) {
      draft.tell(sharingFailedEvent(kept, request.patient));
    }
    return { setlinfo: wireSettlement(kept, request.patient) };
  },
});

/** 2208: cancels a settlement by an equal opposite entry. */
const cancelMessage = defineMessage({
  infno: '2208',
  callers: ['institution'],
  isWrite: true,
  input: z.object({ data: z.object({ setl_id: z.string(), psn_no: z.string() }) }),
  work({ data }, { core, draft }) {
    const record = core.state.settlements.get(data.setl_id);
    if (record?.memberPsnNo !== data.psn_no) throw new CoreRefusal('SETTLEMENT_NOT_FOUND', '没有查到该笔结算');
    if (record.state !== 'settled') throw new CoreRefusal('SETTLEMENT_UNDONE', '该笔结算已撤销或冲正，不能再次撤销');
    undo(core, draft, record, 'cancelled');
    return { setl_id: record.settlementId, cnl_time: draft.at };
  },
});

/** 2601: undoes a 2207 whose outcome the sender never learned; one that never arrived may not be done later. */
const reverseMessage = defineMessage({
  infno: '2601',
  callers: ['institution'],
  isWrite: true,
  input: z.object({ data: z.object({ psn_no: z.string(), omsgid: z.string().min(1), oinfno: z.literal('2207') }) }),
  work({ data }, { core, draft }) {
    const record = core.state.settlements.get(core.state.settlementIdByMsgid.get(data.omsgid) ?? '');
    if (record && record.memberPsnNo !== data.psn_no)
      throw new CoreRefusal('SETTLEMENT_NOT_FOUND', '原报文不是该人员的结算');
    if (record?.state === 'cancelled') throw new CoreRefusal('SETTLEMENT_UNDONE', '该笔结算已撤销，不能冲正');
    if (record?.state === 'settled') undo(core, draft, record, 'reversed');
    draft.put({ kind: 'voided', msgid: data.omsgid });
    return { omsgid: data.omsgid, setl_id: record?.settlementId ?? '' };
  },
});

/** 5203: a settlement by its id, or by the message that made it. */
const queryMessage = defineMessage({
  infno: '5203',
  callers: ['institution'],
  isWrite: false,
  input: z.object({
    data: z.object({ psn_no: z.string(), setl_id: z.string().optional(), omsgid: z.string().optional() }),
  }),
  work({ data }, { core }) {
    const id = data.setl_id ?? core.state.settlementIdByMsgid.get(data.omsgid ?? '') ?? '';
    const record = core.state.settlements.get(id);
    if (record?.memberPsnNo !== data.psn_no) throw new CoreRefusal('SETTLEMENT_NOT_FOUND', '没有查到该笔结算');
    return { setlinfo: wireSettlement(record, core.person(record.memberPsnNo)) };
  },
});

/** The messages that institutions send. */
export const SETTLEMENT_MESSAGES: readonly Message[] = [
  trialMessage,
  settleMessage,
  cancelMessage,
  reverseMessage,
  queryMessage,
];

interface Priced {
  request: BillRequest;
  settlement: Settlement;
  record: SettlementRecord;
}

function priced({ data, feedetail }: z.infer<typeof billInput>, { core, draft, envelope }: MessageContext): Priced {
  const institution = institutionOf(envelope.fixmedins_code);
  if (!institution) throw new CoreRefusal('INSTITUTION_UNKNOWN', '没有该定点机构');
  const request: BillRequest = {
    patient: core.person(data.psn_no),
    institution,
    usesOwnCredential: data.own_cert_flag === '1',
    hasOutOfAreaFiling: data.out_area_filed === '1',
    items: feedetail.map((item) => {
      const { det_item_fee_sumamt: amountFen, fund_pay_sumamt: fundFen } = item;
      if (fundFen !== undefined && fundFen > amountFen) throw new CoreRefusal('AMOUNT_INVALID', '统筹支付超过项目金额');
      return { name: item.item_name, scope: item.item_scope, amountFen, ...(fundFen === undefined ? {} : { fundFen }) };
    }),
  };
  if (request.items.every((item) => item.amountFen === 0)) throw new CoreRefusal('AMOUNT_INVALID', '费用总额应大于零');
  const settlement = settleBill(core, request, draft.at);
  return { request, settlement, record: recordOf(request, settlement, envelope.msgid, draft.at) };
}

function recordOf(
  { patient, institution, items }: BillRequest,
  settlement: Settlement,
  msgid: string,
  at: string,
): SettlementRecord {
  return {
    settlementId: newId('S'),
    msgid,
    state: 'settled',
    memberPsnNo: patient.psnNo,
    institutionCode: institution.code,
    institutionName: institution.name,
    institutionKind: institution.kind,
    institutionRegion: institution.region,
    settledAt: at,
    totalFen: settlement.totalFen,
    fundFen: settlement.fundFen,
    ownAccountFen: settlement.ownAccountFen,
    sharedFen: settlement.sharedFen,
    cashFen: settlement.cashFen,
    outOfScopeFen: settlement.outOfScopeFen,
    sharedBy: settlement.sharedBy.map(({ relationId, ownerPersonId, amountFen }) => ({
      relationId,
      ownerPsnNo: ownerPersonId,
      amountFen,
    })),
    because: settlement.because.map(({ code, words }) => ({ code, words })),
    items: items.map(({ name, amountFen }) => ({ name, amountFen })),
    entryId: '',
  };
}

function undo(core: Core, draft: Draft, record: SettlementRecord, how: 'cancelled' | 'reversed'): void {
  const entry = core.state.entryById.get(record.entryId);
  if (!entry) throw new Error(`settlement ${record.settlementId} has no entry`);
  draft.post(`${how}:${record.settlementId}`, oppositeLines(entry));
  draft.put({ kind: 'settlement', settlement: { ...record, state: how } });
  draft.tell(undoneEvent(record, how === 'cancelled' ? 'CANCELLED' : 'REVERSED'));
  // Money that comes back to a family account whose owner has no relation any more goes on to the owner.
  for (const { account, amountFen } of entry.lines) {
    const owner = record.sharedBy.find((part) => familyAccount(part.ownerPsnNo) === account)?.ownerPsnNo;
    if (owner && !isOwnerNow(core, owner)) returnFamilyRest(draft, owner, core.balanceFen(account) - amountFen);
  }
}
