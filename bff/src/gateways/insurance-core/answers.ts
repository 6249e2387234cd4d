import type { Kinship } from '@gongji/shared/domain/kinship';
import { parseYuan } from '@gongji/shared/domain/money';
import { z } from 'zod';
import type { CoreEvent, CoreRelation, CoreSettlement } from './port';

/** Yuan on the wire (text or JSON number, at most two decimals) → fen. Works on the text, never on a float. */
export const fenFromYuan = z.union([z.string(), z.number()]).transform((yuan, context) => {
  const text = String(yuan);
  const fen = /^\d+(?:\.\d{1,2})?$/.test(text) ? parseYuan(text) : undefined;
  if (fen === undefined) {
    context.addIssue({ code: 'custom', message: 'not an amount in yuan' });
    return z.NEVER;
  }
  return fen;
});

/** Kinship on the wire: ours (GJ01, GJ02). */
export const CODE_OF_KINSHIP: Readonly<Record<Kinship, string>> = {
  spouse: '01',
  parent: '02',
  child: '03',
  sibling: '04',
  paternalGrandparent: '05',
  maternalGrandparent: '06',
  sonsChild: '07',
  daughtersChild: '08',
};
const KINSHIP_OF_CODE = new Map(Object.entries(CODE_OF_KINSHIP).map(([kinship, code]) => [code, kinship as Kinship]));

const kinship = z.string().transform((code, context): Kinship => {
  const found = KINSHIP_OF_CODE.get(code);
  if (found) return found;
  context.addIssue({ code: 'custom', message: 'unknown kinship code' });
  return z.NEVER;
});

/** 1101. */
export const personAnswer = z.object({
  baseinfo: z.object({
    psn_no: z.string().min(1),
    certno: z.string(),
    psn_name: z.string(),
    gend: z.enum(['1', '2']),
    brdy: z.string(),
  }),
  insuinfo: z.array(
    z.object({
      balc: fenFromYuan.optional(),
      insutype: z.string(),
      psn_insu_stas: z.enum(['1', '2', '4']),
      insuplc_admdvs: z.string(),
    }),
  ),
});

const relation = z
  .object({
    rlt_id: z.string().min(1),
    ow_psn_no: z.string(),
    mem_psn_no: z.string(),
    rlt_type: kinship,
    bind_time: z.string(),
    biz_sn: z.string().optional(),
    /** 1 pays, 2 frozen; events from before there were freezes have none. */
    rlt_stas: z.enum(['1', '2']).default('1'),
    begn_time: z.string().optional(),
    expi_time: z.string().optional(),
  })
  .transform(
    (wire): CoreRelation => ({
      coreRelationId: wire.rlt_id,
      ownerPsnNo: wire.ow_psn_no,
      memberPsnNo: wire.mem_psn_no,
      kinship: wire.rlt_type,
      boundAt: wire.bind_time,
      isFrozen: wire.rlt_stas === '2',
      ...(wire.biz_sn === undefined ? {} : { effectId: wire.biz_sn }),
      ...(wire.begn_time === undefined
        ? {}
        : {
            window: { startAt: wire.begn_time, ...(wire.expi_time === undefined ? {} : { endAt: wire.expi_time }) },
          }),
    }),
  );

/** GJ01. */
export const relationsAnswer = z.object({ rlts: z.array(relation) });
/** GJ02. */
export const registerAnswer = z.object({ rlt: relation });
/** GJ08, GJ09, GJ10: the relation as it stands after the work. */
export const changedAnswer = z.object({ rlt: relation });
/** GJ05. */
export const fundsAnswer = z.object({ balc: fenFromYuan, fam_balc: fenFromYuan, query_time: z.string() });
/** GJ06. */
export const contactPhoneAnswer = z.object({ tel: z.string().optional() });

/** setlinfo of the feed; an account of every fen, which is checked here. */
const settlement = z
  .object({
    setl_id: z.string().min(1),
    psn_no: z.string(),
    psn_name: z.string(),
    fixmedins_name: z.string(),
    fixmedins_type: z.enum(['1', '2']),
    fixmedins_admdvs: z.string(),
    setl_time: z.string(),
    medfee_sumamt: fenFromYuan,
    fund_pay_sumamt: fenFromYuan,
    acct_pay: fenFromYuan,
    acct_mulaid_pay: fenFromYuan,
    psn_cash_pay: fenFromYuan,
    out_scope_amt: fenFromYuan,
    mulaid_detail: z.array(z.object({ rlt_id: z.string(), ow_psn_no: z.string(), amt: fenFromYuan })),
    rsn: z.array(z.object({ rsn_code: z.string() })),
    feedetail: z.array(z.object({ item_name: z.string(), det_item_fee_sumamt: fenFromYuan })),
  })
  .transform(
    (wire): CoreSettlement => ({
      settlementId: wire.setl_id,
      memberPsnNo: wire.psn_no,
      memberName: wire.psn_name,
      institutionName: wire.fixmedins_name,
      institutionKind: wire.fixmedins_type === '1' ? 'hospital' : 'pharmacy',
      institutionRegion: wire.fixmedins_admdvs,
      settledAt: wire.setl_time,
      totalFen: wire.medfee_sumamt,
      fundFen: wire.fund_pay_sumamt,
      ownAccountFen: wire.acct_pay,
      sharedFen: wire.acct_mulaid_pay,
      cashFen: wire.psn_cash_pay,
      outOfScopeFen: wire.out_scope_amt,
      sharedBy: wire.mulaid_detail.map((part) => ({
        coreRelationId: part.rlt_id,
        ownerPsnNo: part.ow_psn_no,
        amountFen: part.amt,
      })),
      because: wire.rsn.map((reason) => reason.rsn_code),
      items: wire.feedetail.map((item) => ({ name: item.item_name, amountFen: item.det_item_fee_sumamt })),
    }),
  )
  .refine(
    ({ totalFen, fundFen, ownAccountFen, sharedFen, cashFen }) =>
      fundFen + ownAccountFen + sharedFen + cashFen === totalFen,
    'the parts of a settlement do not add up to its total',
  );

const head = { seq: z.number().int().min(1), evt_time: z.string() };
const undone = { setl_id: z.string(), psn_no: z.string() };

const event = z
  .discriminatedUnion('evt_type', [
    z.object({ ...head, evt_type: z.literal('SETTLED'), setlinfo: settlement }),
    z.object({ ...head, evt_type: z.literal('SHARING_FAILED'), setlinfo: settlement }),
    z.object({ ...head, evt_type: z.literal('CANCELLED'), ...undone }),
    z.object({ ...head, evt_type: z.literal('REVERSED'), ...undone }),
    z.object({ ...head, evt_type: z.literal('RELATION_REGISTERED'), rlt: relation }),
    z.object({ ...head, evt_type: z.literal('RELATION_CHANGED'), rlt: relation }),
    z.object({
      ...head,
      evt_type: z.literal('RELATION_ENDED'),
      rlt_id: z.string(),
      ow_psn_no: z.string(),
      mem_psn_no: z.string(),
      end_rsn: z.string(),
    }),
    z.object({
      ...head,
      evt_type: z.literal('INSURANCE_CHANGED'),
      psn_no: z.string(),
      from_admdvs: z.string().optional(),
      to_admdvs: z.string().optional(),
    }),
  ])
  .transform((wire): CoreEvent => {
    const { seq, evt_time: at } = wire;
    switch (wire.evt_type) {
      case 'SETTLED':
        return { seq, at, type: 'settled', settlement: wire.setlinfo };
      case 'SHARING_FAILED':
        return { seq, at, type: 'sharingFailed', settlement: wire.setlinfo };
      case 'CANCELLED':
        return { seq, at, type: 'cancelled', settlementId: wire.setl_id, memberPsnNo: wire.psn_no };
      case 'REVERSED':
        return { seq, at, type: 'reversed', settlementId: wire.setl_id, memberPsnNo: wire.psn_no };
      case 'RELATION_REGISTERED':
        return { seq, at, type: 'relationRegistered', relation: wire.rlt };
      case 'RELATION_CHANGED':
        return { seq, at, type: 'relationChanged', relation: wire.rlt };
      case 'RELATION_ENDED':
        return {
          seq,
          at,
          type: 'relationEnded',
          coreRelationId: wire.rlt_id,
          ownerPsnNo: wire.ow_psn_no,
          memberPsnNo: wire.mem_psn_no,
          because: wire.end_rsn,
        };
      case 'INSURANCE_CHANGED':
        return {
          seq,
          at,
          type: 'insuranceChanged',
          psnNo: wire.psn_no,
          ...(wire.from_admdvs !== undefined && wire.to_admdvs !== undefined
            ? { moved: { from: wire.from_admdvs, to: wire.to_admdvs } }
            : {}),
        };
    }
  });

/** GJ07. An event type that we do not know fails the whole page: a feed of money is never skipped in silence. */
export const eventsAnswer = z.object({ events: z.array(event) });
