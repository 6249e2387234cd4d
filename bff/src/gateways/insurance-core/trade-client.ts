import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Exchange, ExchangeAnswer } from '../exchange';
import { jsonObjectOf } from '../exchange';
import { GatewayError } from '../gateway-error';
import type { CoreConnection } from './connections';
import { strategyOf } from './signing/index';
import type { SignedHead } from './signing/strategy';

export const GATEWAY = 'insurance-core';

/** How far a core's clock may be off before its answer is not believed. */
const CLOCK_SKEW_SECONDS = 300;

const answerSchema = z.object({
  infcode: z.coerce.number(),
  err_msg: z.string().nullish(),
  output: z.record(z.string(), z.unknown()).nullish(),
});

/** What a core answered: the output, or its refusal of the message's content. */
export type TradeAnswer =
  | { isOk: true; output: Record<string, unknown> }
  | { isOk: false; code: string; message: string };

export interface TradeClient {
  /**
   * Sends one message and waits for its signed answer; sends it again (same msgid, new nonce) after a broken or late answer.
   * @param effectId makes the msgid: the same effect is the same message to the core. Absent for reads: a new msgid.
   * @throws GatewayError
   */
  call(infno: string, input: Record<string, unknown>, effectId?: string): Promise<TradeAnswer>;
}

export interface TradeClientOptions {
  region: string;
  connection: CoreConnection;
  exchange: Exchange;
  /** Seconds of the clock, injectable so that tests can stand in another time. */
  nowMs: () => number;
  /** Who speaks, as the envelope wants it: the citizens' program by default. */
  sender?: { code: string; name: string };
}

/** Speaks the trade envelope (PLATFORM-FACTS "Provincial insurance core") with one province's core. */
export function createTradeClient(options: TradeClientOptions): TradeClient {
  const { region, connection, exchange, nowMs } = options;
  const sender = options.sender ?? { code: 'GONGJI', name: '家庭共济便民服务' };

  return {
    async call(infno, input, effectId) {
      const msgid = effectId === undefined ? randomUUID().replaceAll('-', '').slice(0, 30) : msgidOf(infno, effectId);
      const body = JSON.stringify({
        infno,
        msgid,
        mdtrtarea_admvs: region,
        insuplc_admdvs: region,
        recer_sys_code: 'GJ',
        infver: 'V1.0',
        opter_type: '3',
        opter: sender.code,
        opter_name: sender.name,
        inf_time: tradeTime(nowMs()),
        fixmedins_code: sender.code,
        fixmedins_name: sender.name,
        sign_no: '',
        input,
      });
      let nonce = '';
      const answer = await exchange.send({
        operation: infno,
        url: connection.url,
        method: 'POST',
        repeat: 'harmless', // reads, and writes that carry an idempotent msgid
        headers: () => {
          nonce = randomUUID();
          return signedHeaders(body, { keyId: connection.keyId, timestamp: secondsOf(nowMs()), nonce }, connection);
        },
        body,
      });
      checkAnswer(infno, answer, nonce, connection, nowMs());
      return readAnswer(infno, answer);
    },
  };
}

/** The msgid of an effect: 30 characters, the same for the same effect and message for ever. */
export function msgidOf(infno: string, effectId: string): string {
  return `${infno}${createHash('sha256').update(`${infno}\n${effectId}`).digest('hex').slice(0, 26)}`;
}

function signedHeaders(body: string, head: SignedHead, connection: CoreConnection): Record<string, string> {
  const { signature, contentSignature } = strategyOf(connection).sign(body, head, connection);
  return {
    'content-type': 'application/json',
    'x-tif-paasid': head.keyId,
    'x-tif-timestamp': head.timestamp,
    'x-tif-nonce': head.nonce,
    'x-tif-signature': signature,
    ...(contentSignature === undefined ? {} : { 'x-tif-content-signature': contentSignature }),
  };
}

function checkAnswer(
  infno: string,
  answer: ExchangeAnswer,
  requestNonce: string,
  connection: CoreConnection,
  nowMs: number,
): void {
  const head: SignedHead = {
    keyId: connection.keyId,
    timestamp: answer.header('x-tif-timestamp') ?? '',
    nonce: answer.header('x-tif-nonce') ?? '',
    requestNonce,
  };
  const given = {
    signature: answer.header('x-tif-signature') ?? '',
    contentSignature: answer.header('x-tif-content-signature'),
  };
  const isFresh = Math.abs(Number(head.timestamp) - nowMs / 1000) <= CLOCK_SKEW_SECONDS;
  if (!isFresh || !strategyOf(connection).verify(answer.text, head, given, connection)) {
    throw new GatewayError({ kind: 'badSignature', gateway: GATEWAY, operation: infno });
  }
}

function readAnswer(infno: string, answer: ExchangeAnswer): TradeAnswer {
  const parsed = answerSchema.safeParse(jsonObjectOf(GATEWAY, infno, answer.text));
  if (!parsed.success) throw unreadable(infno, parsed.error);
  const { infcode, err_msg, output } = parsed.data;
  const code = typeof output?.err_code === 'string' ? output.err_code : `infcode-${infcode}`;
  if (answer.status !== 200) {
    throw new GatewayError({
      kind: 'rejected',
      gateway: GATEWAY,
      operation: infno,
      vendorCode: code,
      vendorMessage: err_msg ?? undefined,
    });
  }
  if (infcode === 0) return { isOk: true, output: output ?? {} };
  return { isOk: false, code, message: err_msg ?? '' };
}

/** An answer that is signed but has another form than we know: for operators, nothing in it is used. */
export function unreadable(infno: string, cause: unknown): GatewayError {
  return new GatewayError({ kind: 'unavailable', gateway: GATEWAY, operation: infno, vendorCode: 'unreadable', cause });
}

const secondsOf = (ms: number) => String(Math.floor(ms / 1000));

/** 'yyyy-MM-dd HH:mm:ss' at UTC+8, as the trade writes times. */
function tradeTime(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
