import { KINSHIPS } from '@gongji/shared/domain/kinship';
import { isWithinReach } from '@gongji/shared/domain/region';
import type { PolicyPack } from '@gongji/shared/policy/pack';
import Router from '@koa/router';
import type Koa from 'koa';
import { z } from 'zod';
import { jsonOf, SimulatorRefusal } from '../server/app';
import { insuranceInUse } from './billing';
import { Draft } from './core';
import { type Cores, coreOf, personOf } from './cores';
import { insuranceChangedEvent } from './events';
import { checkLedger } from './ledger';
import { addRelation, endByRule, endRelation } from './messages/relations';
import { packOf } from './rules';
import { addPerson, setBalance } from './seed';
import type { PersonRecord } from './state';

const region = z.string().regex(/^\d{6}$/);
const fen = z.number().int().min(0);
const insurance = z.object({ insutype: z.enum(['310', '390']), status: z.enum(['1', '2', '4']), region });
/** Person number or certificate number. */
const person = z.string().min(1);

/**
 * The tests' own hands, under /sim: what happens in the world without our program. Unsigned, loopback only, never part
 * of the protocol. PROTOCOL.md lists them.
 */
export function simRoutes(cores: Cores): Koa.Middleware {
  const router = new Router({ prefix: '/sim' });

  router.post('/people', (ctx) => {
    const body = bodyOf(
      ctx,
      z.strictObject({
        region,
        name: z.string().min(1),
        certificateNumber: z.string(),
        phone: z.string().optional(),
        insurances: z.array(insurance),
        balanceFen: fen.optional(),
      }),
    );
    const core = coreOf(cores, body.region);
    const draft = newDraft();
    const added = addPerson(core, draft, body);
    core.commit(draft);
    ctx.body = { psnNo: added.psnNo };
  });

  router.post('/insurance', (ctx) => {
    const body = bodyOf(ctx, z.strictObject({ region, person, insurances: z.array(insurance) }));
    const core = coreOf(cores, body.region);
    const before = personOf(core, body.person);
    const after = { ...before, insurances: body.insurances };
    const draft = newDraft();
    const pack = packOf(core, draft.at);
    draft.put({ kind: 'person', person: after });
    draft.tell(insuranceChangedEvent(before.psnNo, movedBetween(pack, before, after)));
    endByRule(core, draft, pack, before, after);
    core.commit(draft);
    ctx.body = { psnNo: before.psnNo };
  });

  router.post('/balance', (ctx) => {
    const body = bodyOf(ctx, z.strictObject({ region, person, balanceFen: fen }));
    const core = coreOf(cores, body.region);
    const { psnNo } = personOf(core, body.person);
    const draft = newDraft();
    setBalance(core, draft, psnNo, body.balanceFen);
    core.commit(draft);
    ctx.body = { psnNo };
  });

  router.post('/relations', (ctx) => {
    const body = bodyOf(ctx, z.strictObject({ region, owner: person, member: person, kinship: z.enum(KINSHIPS) }));
    const core = coreOf(cores, body.region);
    const draft = newDraft();
    const relation = addRelation(draft, {
      ownerPsnNo: personOf(core, body.owner).psnNo,
      memberPsnNo: personOf(core, body.member).psnNo,
      kinship: body.kinship,
      boundAt: draft.at,
    });
    core.commit(draft);
    ctx.body = { coreRelationId: relation.relationId };
  });

  router.post('/relations/end', (ctx) => {
    const body = bodyOf(ctx, z.strictObject({ region, coreRelationId: z.string(), because: z.string().optional() }));
    const core = coreOf(cores, body.region);
    const relation = core.state.relations.get(body.coreRelationId);
    if (!relation || relation.endedAt !== undefined) throw new SimulatorRefusal(404, 'no such relation stands');
    const draft = newDraft();
    endRelation(core, draft, relation, body.because ?? '在其他渠道解除');
    core.commit(draft);
    ctx.body = { coreRelationId: relation.relationId };
  });

  router.get('/relations', (ctx) => {
    ctx.body = { relations: [...coreOf(cores, String(ctx.query.region)).state.relations.values()] };
  });

  router.post('/refuse-next-register', (ctx) => {
    const body = bodyOf(ctx, z.strictObject({ region, code: z.string().optional(), message: z.string().min(1) }));
    coreOf(cores, body.region).refuseNextRegister = { code: body.code ?? 'REFUSED_BY_CORE', words: body.message };
    ctx.body = {};
  });

  router.post('/deviation', (ctx) => {
    const body = bodyOf(
      ctx,
      z.strictObject({
        region,
        deviation: z
          .discriminatedUnion('kind', [
            z.strictObject({ kind: z.literal('nothingShared') }),
            z.strictObject({ kind: z.literal('relationsDenied') }),
            z.strictObject({ kind: z.literal('sharedLess'), amountFen: fen }),
          ])
          .nullable(),
      }),
    );
    coreOf(cores, body.region).deviation = body.deviation ?? undefined;
    ctx.body = {};
  });

  router.get('/ledger', (ctx) => {
    const { state } = coreOf(cores, String(ctx.query.region));
    ctx.body = { problems: checkLedger(state.entries, state.balances), balances: Object.fromEntries(state.balances) };
  });

  router.get('/dump', (ctx) => {
    const { state } = coreOf(cores, String(ctx.query.region));
    ctx.body = {
      relations: [...state.relations.values()],
      settlements: [...state.settlements.values()],
      entries: state.entries,
      events: state.events.map(({ seq, evt_type }) => ({ seq, evt_type })),
      problems: checkLedger(state.entries, state.balances),
      balances: Object.fromEntries(state.balances),
    };
  });

  return router.routes() as Koa.Middleware;
}

/** From where to where, when the insurance in use went to another pooling region. */
function movedBetween(
  pack: PolicyPack,
  before: PersonRecord,
  after: PersonRecord,
): { from: string; to: string } | undefined {
  const [from, to] = [insuranceInUse(before)?.region, insuranceInUse(after)?.region];
  if (from === undefined || to === undefined) return undefined;
  return isWithinReach(pack.lifecycle.poolingRegion.value, to, from) ? undefined : { from, to };
}

const newDraft = () => new Draft(new Date().toISOString());

function bodyOf<S extends z.ZodType>(ctx: Koa.Context, schema: S): z.infer<S> {
  const parsed = schema.safeParse(jsonOf(ctx));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new SimulatorRefusal(400, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
  }
  return parsed.data;
}
