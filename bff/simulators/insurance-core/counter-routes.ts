import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ageOn, civilDayOf } from '@gongji/shared/domain/civil-day';
import { maskCertificate, maskPhone } from '@gongji/shared/domain/masks';
import Router from '@koa/router';
import type Koa from 'koa';
import { z } from 'zod';
import { jsonOf, SimulatorRefusal } from '../server/app';
import { insuranceInUse } from './billing';
import type { Core } from './core';
import { type Cores, coreOf, personOf } from './cores';
import { provinceName } from './demo-routes';
import { handleMessage, ProtocolError } from './handle';
import { INSTITUTIONS, institutionOf } from './institutions';
import { familyAccount, personalAccount } from './ledger';
import { fenOf, yuanOf } from './money-wire';
import { ITEM_PRESETS } from './presets';
import { hasPersonalAccount, type PersonRecord, type SettlementRecord } from './state';
import { tradeTime } from './wire';

const billSchema = z.strictObject({
  region: z.string(),
  /** Person number or certificate number: whose credential is shown at the till. */
  person: z.string().min(1),
  institutionCode: z.string(),
  /** False: somebody else's card was used. */
  ownCredential: z.boolean().default(true),
  outOfAreaFiled: z.boolean().default(false),
  items: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        scope: z.string(),
        amountFen: z.number().int().min(0),
        fundFen: z.number().int().min(0).optional(),
      }),
    )
    .min(1),
});

const FILES = [
  ['/', 'counter.html', 'text/html; charset=utf-8'],
  ['/counter/counter.css', 'counter.css', 'text/css; charset=utf-8'],
  ['/counter/counter.js', 'counter.js', 'text/javascript; charset=utf-8'],
] as const;

/** The counter page and its JSON API: an institution's till that speaks 2206, 2207 and 2208 with the cores of this server. */
export function counterRoutes(cores: Cores): Koa.Middleware {
  const router = new Router();
  for (const [path, file, type] of FILES) {
    const content = readFileSync(new URL(`./counter/${file}`, import.meta.url), 'utf8');
    router.get(path, (ctx) => {
      ctx.type = type;
      ctx.set('cache-control', 'no-cache');
      ctx.body = content;
    });
  }

  router.get('/counter/setup', (ctx) => {
    const regions = [...cores.keys()].map((region) => ({ region, name: provinceName(region) }));
    ctx.body = { regions, institutions: INSTITUTIONS, presets: ITEM_PRESETS };
  });

  router.get('/counter/people', (ctx) => {
    const core = coreOf(cores, String(ctx.query.region));
    const wanted = String(ctx.query.q ?? '')
      .trim()
      .toUpperCase();
    const found = [...core.state.people.values()].filter((person) => isWanted(person, wanted)).slice(0, 60);
    ctx.body = { people: found.map((person) => presentPerson(core, person)) };
  });

  router.get('/counter/settlements', (ctx) => {
    const core = coreOf(cores, String(ctx.query.region));
    const last = [...core.state.settlements.values()].slice(-20).reverse();
    ctx.body = { settlements: last.map((record) => presentSettlement(core, record)) };
  });

  router.get('/counter/events', (ctx) => {
    const { events } = coreOf(cores, String(ctx.query.region)).state;
    ctx.body = { events: events.slice(-30).reverse() };
  });

  router.post('/counter/trial', (ctx) => {
    ctx.body = { settlement: bill(ctx, cores, '2206') };
  });

  router.post('/counter/settle', (ctx) => {
    ctx.body = { settlement: bill(ctx, cores, '2207') };
  });

  router.post('/counter/cancel', (ctx) => {
    const { region, settlementId } = bodyOf(ctx, z.strictObject({ region: z.string(), settlementId: z.string() }));
    const core = coreOf(cores, region);
    const record = core.state.settlements.get(settlementId);
    if (!record) throw new SimulatorRefusal(404, '没有查到该笔结算');
    send(core, '2208', record.institutionCode, { data: { setl_id: settlementId, psn_no: record.memberPsnNo } });
    ctx.body = { settlement: presentSettlement(core, core.state.settlements.get(settlementId) ?? record) };
  });

  return router.routes() as Koa.Middleware;
}

function bill(ctx: Koa.Context, cores: Cores, infno: '2206' | '2207') {
  const body = bodyOf(ctx, billSchema);
  const core = coreOf(cores, body.region);
  const input = {
    data: {
      psn_no: personOf(core, body.person).psnNo,
      own_cert_flag: body.ownCredential ? '1' : '0',
      out_area_filed: body.outOfAreaFiled ? '1' : '0',
    },
    feedetail: body.items.map((item) => ({
      item_name: item.name,
      item_scope: item.scope,
      det_item_fee_sumamt: yuanOf(item.amountFen),
      ...(item.fundFen === undefined ? {} : { fund_pay_sumamt: yuanOf(item.fundFen) }),
    })),
  };
  const output = send(core, infno, body.institutionCode, input);
  return presentAnswer(core, output.setlinfo as Record<string, unknown>);
}

/** Sends one message as an institution of this core's network. Throws SimulatorRefusal with the core's words when it says no. */
function send(
  core: Core,
  infno: string,
  institutionCode: string,
  input: Record<string, unknown>,
): Record<string, unknown> {
  const institution = institutionOf(institutionCode);
  if (!institution) throw new SimulatorRefusal(400, '没有该定点机构');
  const now = new Date().toISOString();
  const envelope = {
    infno,
    msgid: randomUUID().replaceAll('-', '').slice(0, 30),
    mdtrtarea_admvs: institution.region,
    insuplc_admdvs: core.region,
    recer_sys_code: 'GJ',
    infver: 'V1.0',
    opter_type: '1',
    opter: 'counter',
    opter_name: '收费员',
    inf_time: tradeTime(now),
    fixmedins_code: institution.code,
    fixmedins_name: institution.name,
    sign_no: '',
    input,
  };
  try {
    const answer = handleMessage(core, envelope, 'institution', now);
    if (answer.infcode !== 0) throw new SimulatorRefusal(422, answer.err_msg);
    return answer.output;
  } catch (error) {
    if (error instanceof ProtocolError) throw new SimulatorRefusal(error.status, error.words);
    throw error;
  }
}

function bodyOf<S extends z.ZodType>(ctx: Koa.Context, schema: S): z.infer<S> {
  const parsed = schema.safeParse(jsonOf(ctx));
  if (parsed.success) return parsed.data;
  throw new SimulatorRefusal(400, `填写有误：${parsed.error.issues[0]?.path.join('.') ?? ''}`);
}

function isWanted(person: PersonRecord, wanted: string): boolean {
  return (
    wanted === '' ||
    person.name.includes(wanted) ||
    person.phone?.includes(wanted) === true ||
    person.certificateNumber.includes(wanted) ||
    person.psnNo === wanted
  );
}

const STATUS_WORDS = { '1': '正常', '2': '暂停', '4': '终止' } as const;

function presentPerson(core: Core, person: PersonRecord) {
  const insurance = insuranceInUse(person);
  const relations = core.relationsOf(person.psnNo);
  const owners = relations.filter((relation) => relation.memberPsnNo === person.psnNo);
  const isOwner = relations.length > owners.length;
  return {
    psnNo: person.psnNo,
    name: person.name,
    age: ageOn(person.birthOn, civilDayOf(new Date().toISOString())),
    certificate: maskCertificate(person.certificateNumber),
    phone: person.phone === undefined ? '' : maskPhone(person.phone),
    insuranceWords: insurance
      ? `${insurance.insutype === '310' ? '职工医保' : '居民医保'} · ${STATUS_WORDS[insurance.status]}`
      : '未参保',
    ...(hasPersonalAccount(person) ? { balanceFen: core.balanceFen(personalAccount(person.psnNo)) } : {}),
    ...(isOwner ? { familyAccountFen: core.balanceFen(familyAccount(person.psnNo)) } : {}),
    isOwner,
    ownerNames: owners.map((relation) => core.person(relation.ownerPsnNo).name),
  };
}

function presentSettlement(core: Core, record: SettlementRecord) {
  return {
    settlementId: record.settlementId,
    state: record.state,
    memberName: core.person(record.memberPsnNo).name,
    institutionName: record.institutionName,
    settledAt: record.settledAt,
    totalFen: record.totalFen,
    fundFen: record.fundFen,
    ownAccountFen: record.ownAccountFen,
    sharedFen: record.sharedFen,
    cashFen: record.cashFen,
    sharedBy: record.sharedBy.map((part) => ({
      ownerName: core.person(part.ownerPsnNo).name,
      amountFen: part.amountFen,
    })),
    because: record.because,
    items: record.items,
  };
}

/** What 2206 and 2207 answered, in fen, for the page. */
function presentAnswer(core: Core, setlinfo: Record<string, unknown>) {
  const fen = (name: string) => fenOf(setlinfo[name]) ?? 0;
  const parts = setlinfo.mulaid_detail as { ow_psn_no: string; amt: string }[];
  const reasons = setlinfo.rsn as { rsn_code: string; rsn_words: string }[];
  return {
    settlementId: setlinfo.setl_id,
    memberName: setlinfo.psn_name,
    institutionName: setlinfo.fixmedins_name,
    totalFen: fen('medfee_sumamt'),
    fundFen: fen('fund_pay_sumamt'),
    ownAccountFen: fen('acct_pay'),
    sharedFen: fen('acct_mulaid_pay'),
    cashFen: fen('psn_cash_pay'),
    sharedBy: parts.map((part) => ({
      ownerName: core.person(part.ow_psn_no).name,
      amountFen: fenOf(part.amt) ?? 0,
    })),
    because: reasons.map(({ rsn_code: code, rsn_words: words }) => ({ code, words })),
  };
}
