import { formatFen } from '@gongji/shared/domain/money';
import type { z } from 'zod';
import { createExchange } from '../exchange';
import { GatewayError } from '../gateway-error';
import {
  CODE_OF_KINSHIP,
  changedAnswer,
  contactPhoneAnswer,
  eventsAnswer,
  fundsAnswer,
  personAnswer,
  registerAnswer,
  relationsAnswer,
} from './answers';
import type { CoreConnections } from './connections';
import type { CorePerson, CoreRefusal, InsuranceCore, RelationWindow } from './port';
import { createTradeClient, GATEWAY, type TradeAnswer, type TradeClient, unreadable } from './trade-client';

/** Every insurance core that this deployment is connected to. */
export interface InsuranceCores {
  /** The core of the province that a region lies in (its first two digits); undefined: not connected. */
  coreFor(region: string): InsuranceCore | undefined;
  /** Provinces that are connected, six digits each. */
  regions(): string[];
  close(): Promise<void>;
}

export interface InsuranceCoresOptions {
  /** For one try; a message is tried up to three times. */
  timeoutMs?: number;
  /** Told of every failed call: codes only, no personal data. */
  log?: { warn(details: Record<string, unknown>, message: string): void };
  nowMs?: () => number;
}

const DEFAULT_TIMEOUT_MS = 5000;

/** Connects to each province's core by the protocol in the provincial agreement; see `port.ts` for what each call means. */
export function createInsuranceCores(
  connections: CoreConnections,
  options: InsuranceCoresOptions = {},
): InsuranceCores {
  const exchange = createExchange(GATEWAY, options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const nowMs = options.nowMs ?? Date.now;
  const cores = new Map<string, InsuranceCore>();
  for (const [region, connection] of Object.entries(connections)) {
    const client = logging(createTradeClient({ region, connection, exchange, nowMs }), region, options.log);
    cores.set(region.slice(0, 2), createCore(region, client, nowMs));
  }
  return {
    coreFor: (region) => cores.get(region.slice(0, 2)),
    regions: () => [...cores.values()].map((core) => core.region),
    close: () => exchange.close(),
  };
}

function createCore(region: string, client: TradeClient, nowMs: () => number): InsuranceCore {
  const read = async <S extends z.ZodType>(
    infno: string,
    input: Record<string, unknown>,
    schema: S,
  ): Promise<z.infer<S>> => parse(infno, schema, accepted(infno, await client.call(infno, input)));

  /** Sends a message that changes a relation; undefined: done. */
  const change = async (
    infno: string,
    input: Record<string, unknown>,
    effectId: string,
  ): Promise<CoreRefusal | undefined> => {
    const answer = await client.call(infno, input, effectId);
    if (!answer.isOk) return toRefusal(answer);
    parse(infno, changedAnswer, answer.output);
    return undefined;
  };

  return {
    region,

    async person({ certificateNumber, name }) {
      const data = {
        psn_cert_type: '01',
        certno: certificateNumber,
        ...(name === undefined ? {} : { psn_name: name }),
      };
      const answer = await client.call('1101', { data });
      if (isNotFound(answer)) return undefined;
      return toPerson(parse('1101', personAnswer, accepted('1101', answer)), new Date(nowMs()).toISOString());
    },

    async contactPhone({ certificateNumber, name }) {
      const answer = await client.call('GJ06', { certno: certificateNumber, psn_name: name });
      if (isNotFound(answer)) return undefined;
      return parse('GJ06', contactPhoneAnswer, accepted('GJ06', answer)).tel;
    },

    relations: async (psnNo) => (await read('GJ01', { psn_no: psnNo }, relationsAnswer)).rlts,

    async register({ effectId, ownerPsnNo, memberPsnNo, kinship, window }) {
      const input = {
        ow_psn_no: ownerPsnNo,
        mem_psn_no: memberPsnNo,
        rlt_type: CODE_OF_KINSHIP[kinship],
        ...(window ? windowFields(window) : {}),
        biz_sn: effectId,
      };
      const answer = await client.call('GJ02', input, effectId);
      if (!answer.isOk) return toRefusal(answer);
      return { outcome: 'registered', coreRelationId: parse('GJ02', registerAnswer, answer.output).rlt.coreRelationId };
    },

    async end({ effectId, coreRelationId }) {
      const answer = await client.call('GJ03', { rlt_id: coreRelationId, biz_sn: effectId }, effectId);
      return answer.isOk ? { outcome: 'ended' } : toRefusal(answer);
    },

    async changeWindow({ effectId, coreRelationId, ...window }) {
      const input = { rlt_id: coreRelationId, ...windowFields(window), biz_sn: effectId };
      return (await change('GJ10', input, effectId)) ?? { outcome: 'changed' };
    },

    async freeze({ effectId, coreRelationId }) {
      const input = { rlt_id: coreRelationId, biz_sn: effectId };
      return (await change('GJ08', input, effectId)) ?? { outcome: 'frozen' };
    },

    async unfreeze({ effectId, coreRelationId }) {
      const input = { rlt_id: coreRelationId, biz_sn: effectId };
      return (await change('GJ09', input, effectId)) ?? { outcome: 'unfrozen' };
    },

    async moveFunds({ effectId, ownerPsnNo, direction, amountFen }) {
      const input = {
        ow_psn_no: ownerPsnNo,
        drtn: direction === 'allocate' ? '1' : '2',
        amt: formatFen(amountFen),
        biz_sn: effectId,
      };
      const answer = await client.call('GJ04', input, effectId);
      return answer.isOk ? { outcome: 'done' } : toRefusal(answer);
    },

    async funds(ownerPsnNo) {
      const answer = await read('GJ05', { ow_psn_no: ownerPsnNo }, fundsAnswer);
      return { ownerBalanceFen: answer.balc, familyAccountFen: answer.fam_balc, asOf: answer.query_time };
    },

    events: async (afterSeq, limit) => (await read('GJ07', { after_seq: afterSeq, limit }, eventsAnswer)).events,
  };
}

function toPerson({ baseinfo, insuinfo }: z.infer<typeof personAnswer>, asOf: string): CorePerson {
  return {
    psnNo: baseinfo.psn_no,
    name: baseinfo.psn_name,
    certificateNumber: baseinfo.certno,
    birthOn: baseinfo.brdy,
    sex: baseinfo.gend === '1' ? 'male' : 'female',
    insurances: insuinfo.flatMap(({ insutype, psn_insu_stas: status, insuplc_admdvs, balc }) =>
      // Other insurances (maternity and so on) have no part in sharing.
      insutype === '310' || insutype === '390'
        ? [{ insutype, status, region: insuplc_admdvs, ...(balc === undefined ? {} : { balanceFen: balc }) }]
        : [],
    ),
    asOf,
  };
}

const windowFields = ({ startAt, endAt }: RelationWindow) => ({
  begn_time: startAt,
  ...(endAt === undefined ? {} : { expi_time: endAt }),
});

const isNotFound = (answer: TradeAnswer) => !answer.isOk && answer.code === 'PERSON_NOT_FOUND';

const toRefusal = (answer: Extract<TradeAnswer, { isOk: false }>): CoreRefusal => ({
  outcome: 'refused',
  code: answer.code,
  message: answer.message,
});

/** The output; a refusal of a read is nothing that our port has a value for. */
function accepted(infno: string, answer: TradeAnswer): Record<string, unknown> {
  if (answer.isOk) return answer.output;
  const { code, message } = answer;
  throw new GatewayError({
    kind: 'rejected',
    gateway: GATEWAY,
    operation: infno,
    vendorCode: code,
    vendorMessage: message,
  });
}

function parse<S extends z.ZodType>(infno: string, schema: S, output: Record<string, unknown>): z.infer<S> {
  const parsed = schema.safeParse(output);
  if (!parsed.success) throw unreadable(infno, parsed.error);
  return parsed.data;
}

function logging(client: TradeClient, region: string, log: InsuranceCoresOptions['log']): TradeClient {
  if (!log) return client;
  return {
    async call(infno, input, effectId) {
      try {
        return await client.call(infno, input, effectId);
      } catch (error) {
        if (error instanceof GatewayError) {
          log.warn(
            { gateway: GATEWAY, region, infno, kind: error.kind, vendorCode: error.vendorCode },
            'insurance core call failed',
          );
        }
        throw error;
      }
    },
  };
}
