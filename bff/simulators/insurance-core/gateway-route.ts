import { randomUUID } from 'node:crypto';
import type Koa from 'koa';
import { textOf } from '../server/app';
import { signatureToSend } from '../server/faults';
import type { Core } from './core';
import { handleMessage, ProtocolError } from './handle';
import type { Caller } from './keys';
import { signingOf } from './regions';
import { SIGNINGS } from './signing/index';
import { answerEnvelope, envelopeSchema } from './wire';

/** How far a caller's clock may be off, and how long a nonce is remembered on each side of now. */
const CLOCK_SKEW_SECONDS = 300;

/** One core behind its gateway address, with the callers it knows. */
export interface Gate {
  core: Core;
  callers: readonly Caller[];
  /** Nonces seen, with the second at which each may be forgotten. */
  nonces: Map<string, number>;
}

/** Answers one signed request to a core. Everything that is answered is signed, except where the caller is unknown. */
export function answerGateway(ctx: Koa.Context, gate: Gate): void {
  const body = textOf(ctx);
  const caller = gate.callers.find(({ keyId }) => keyId === ctx.get('x-tif-paasid'));
  const now = new Date().toISOString();
  let msgid = '';
  try {
    if (!caller) throw new ProtocolError(401, 'CALLER_UNKNOWN', '接入方编号不正确');
    checkRequest(ctx, gate, caller, body);
    const envelope = envelopeSchema.safeParse(JSON.parse(body));
    if (!envelope.success) throw new ProtocolError(400, 'ENVELOPE_INVALID', '报文格式不正确');
    msgid = envelope.data.msgid;
    if (envelope.data.insuplc_admdvs !== gate.core.region)
      throw new ProtocolError(400, 'REGION_WRONG', '参保地与接入地址不符');
    send(ctx, caller, gate, 200, handleMessage(gate.core, envelope.data, caller.role, now));
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    const answer = { infcode: -1 as const, errMsg: error.words, output: { err_code: error.code } };
    send(ctx, caller, gate, error.status, answerEnvelope(msgid, now, now, answer));
  }
}

function checkRequest(ctx: Koa.Context, gate: Gate, caller: Caller, body: string): void {
  const head = { keyId: caller.keyId, timestamp: ctx.get('x-tif-timestamp'), nonce: ctx.get('x-tif-nonce') };
  const given = { signature: ctx.get('x-tif-signature'), contentSignature: ctx.get('x-tif-content-signature') };
  if (!/^\d{10}$/.test(head.timestamp) || !/^[A-Za-z0-9-]{16,64}$/.test(head.nonce)) {
    throw new ProtocolError(401, 'HEAD_INVALID', '报文头不完整');
  }
  if (!SIGNINGS[signingOf(gate.core.region)].verify(body, head, given, caller.coreSide)) {
    throw new ProtocolError(401, 'SIGNATURE_WRONG', '验签不通过');
  }
  const nowSeconds = Math.floor(Date.now() / 1000);
  if (Math.abs(nowSeconds - Number(head.timestamp)) > CLOCK_SKEW_SECONDS) {
    throw new ProtocolError(401, 'CLOCK_SKEW', '报文时间与中心时间相差过大');
  }
  for (const [nonce, forgetAt] of gate.nonces) if (forgetAt < nowSeconds) gate.nonces.delete(nonce);
  if (gate.nonces.has(head.nonce)) throw new ProtocolError(401, 'NONCE_REPLAYED', '报文重放');
  gate.nonces.set(head.nonce, nowSeconds + 2 * CLOCK_SKEW_SECONDS);
}

function send(ctx: Koa.Context, caller: Caller | undefined, gate: Gate, status: number, answer: object): void {
  const body = JSON.stringify(answer);
  ctx.status = status;
  ctx.type = 'application/json';
  ctx.body = body;
  if (!caller) return;
  const head = {
    keyId: caller.keyId,
    timestamp: String(Math.floor(Date.now() / 1000)),
    nonce: randomUUID(),
    requestNonce: ctx.get('x-tif-nonce'),
  };
  const { signature, contentSignature } = SIGNINGS[signingOf(gate.core.region)].sign(body, head, caller.coreSide);
  ctx.set('x-tif-paasid', head.keyId);
  ctx.set('x-tif-timestamp', head.timestamp);
  ctx.set('x-tif-nonce', head.nonce);
  ctx.set('x-tif-signature', signatureToSend(ctx, signature));
  if (contentSignature !== undefined) ctx.set('x-tif-content-signature', contentSignature);
}
