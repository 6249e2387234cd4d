import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Router from '@koa/router';
import type Koa from 'koa';
import { createApp, jsonOf, type Listening, listen, SimulatorRefusal, textOf } from '../server/app';
import { simulatedClock } from '../server/clock';
import { faultSwitch, signatureToSend } from '../server/faults';
import { keysFrom } from '../server/keys';
import { Inbox } from './inbox';
import { inboxPage } from './page';
import { isSameSignature, signature } from './signing';
import { paramNames, render, TEMPLATES } from './templates';

export interface SmsOptions {
  /** 0 takes a free port. */
  port: number;
  host?: string;
  /** Where the inbox is kept between starts; absent: memory only. */
  dataDir?: string;
  /** Where the key is kept between starts; absent: a new one at each start. */
  keysDir?: string;
}

/** A refusal in the protocol's form. */
class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const SKEW_SECONDS = 300;
const TOKEN = /^[A-Za-z0-9_-]+$/;
const PHONE = /^1[3-9]\d{9}$/;
const PARAM_LIMIT = 60;

type Delivery = 'ok' | 'refused' | 'lost';

/** Starts the SMS gateway and the phones behind it; protocol in README.md beside this file. */
export async function startSms(options: SmsOptions): Promise<Listening & { bffEnv: Record<string, string> }> {
  const keys = await keysFrom(options.keysDir, 'sms', () => ({
    keyId: `simulator-${randomBytes(6).toString('hex')}`,
    secret: `simulator-${randomBytes(24).toString('hex')}`,
  }));
  const clock = simulatedClock();
  const inbox = await Inbox.open(options.dataDir === undefined ? undefined : join(options.dataDir, 'sms-inbox.jsonl'));
  const deliveries = new Map<string, Delivery>();
  const nonces = new Map<string, number>();

  /** Throws Refused unless the caller holds the secret, now, for exactly this body, for the first time. */
  const checkCaller = (ctx: Koa.Context) => {
    const timestamp = ctx.get('x-sms-timestamp');
    const nonce = ctx.get('x-sms-nonce');
    if (ctx.get('x-sms-key-id') !== keys.keyId) throw new Refused(401, 'UNKNOWN_KEY', 'unknown key id');
    const expected = signature(keys.secret, [ctx.method, ctx.path, timestamp, nonce], textOf(ctx));
    if (!isSameSignature(expected, ctx.get('x-sms-signature'))) {
      throw new Refused(401, 'BAD_SIGNATURE', 'the signature does not fit');
    }
    const nowSeconds = clock.nowMs() / 1000;
    if (!/^\d+$/.test(timestamp) || Math.abs(nowSeconds - Number(timestamp)) > SKEW_SECONDS) {
      throw new Refused(401, 'STALE_TIMESTAMP', 'the timestamp is too far away');
    }
    for (const [old, atSeconds] of nonces) if (nowSeconds - atSeconds > 2 * SKEW_SECONDS) nonces.delete(old);
    if (!TOKEN.test(nonce) || nonce.length < 16 || nonce.length > 64) {
      throw new Refused(400, 'BAD_REQUEST', 'nonce: 16 to 64 of [A-Za-z0-9_-]');
    }
    if (nonces.has(nonce)) throw new Refused(401, 'NONCE_REUSED', 'this nonce was used before');
    nonces.set(nonce, nowSeconds);
  };

  const accept = async (text: string): Promise<object> => {
    const { messageId, phone, template, params } = readMessage(text);
    const known = inbox.find(messageId);
    if (known) {
      const isSame =
        JSON.stringify([known.phone, known.template, known.params]) === JSON.stringify([phone, template, params]);
      if (!isSame) throw new Refused(409, 'MESSAGE_ID_REUSED', 'this messageId belongs to another message');
      return { status: 'accepted', messageId, isRepeat: true };
    }
    const delivery = deliveries.get(phone) ?? 'ok';
    if (delivery === 'refused') throw new Refused(422, 'NUMBER_UNREACHABLE', 'the operator refuses this number');
    const sentAt = new Date(clock.nowMs()).toISOString();
    const words = render(TEMPLATES[template] as string, params);
    await inbox.add({ messageId, phone, template, params, text: words, sentAt, hasArrived: delivery === 'ok' });
    return { status: 'accepted', messageId, isRepeat: false };
  };

  const answer = (ctx: Koa.Context, status: number, body: object, isSigned: boolean) => {
    const text = JSON.stringify(body);
    ctx.status = status;
    ctx.type = 'application/json';
    ctx.body = text;
    if (!isSigned) return;
    const timestamp = String(Math.floor(clock.nowMs() / 1000));
    ctx.set('X-Sms-Timestamp', timestamp);
    const computed = signature(keys.secret, [String(status), timestamp, ctx.get('x-sms-nonce')], text);
    ctx.set('X-Sms-Signature', signatureToSend(ctx, computed));
  };

  const router = new Router();
  router.post('/v1/messages', async (ctx) => {
    try {
      checkCaller(ctx);
      answer(ctx, 200, await accept(textOf(ctx)), true);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { status, code, message } = error;
      answer(ctx, status, { error: { code, message } }, code !== 'UNKNOWN_KEY');
    }
  });

  const phoneIn = (ctx: Koa.Context) => (typeof ctx.query.phone === 'string' && ctx.query.phone.trim()) || undefined;
  router.get('/', (ctx) => {
    ctx.type = 'html';
    ctx.body = inboxPage(inbox.arrived(phoneIn(ctx)), phoneIn(ctx));
  });
  router.get('/inbox', (ctx) => {
    ctx.body = { messages: inbox.arrived(phoneIn(ctx)) };
  });
  router.post('/sim/phones', (ctx) => {
    const { phone, delivery } = jsonOf(ctx);
    if (typeof phone !== 'string' || !PHONE.test(phone)) throw new SimulatorRefusal(400, 'phone: 11 digits');
    if (delivery !== 'ok' && delivery !== 'refused' && delivery !== 'lost') {
      throw new SimulatorRefusal(400, 'delivery must be ok, refused or lost');
    }
    deliveries.set(phone, delivery);
    ctx.body = { phone, delivery };
  });

  const app = createApp();
  app.use(faultSwitch());
  app.use(clock.middleware);
  app.use(router.routes());
  const listening = await listen(app, options.port, options.host);
  return { ...listening, bffEnv: { SMS_URL: listening.url, SMS_KEY_ID: keys.keyId, SMS_SECRET: keys.secret } };
}

/** Reads and checks the body of a message; throws Refused saying which part is wrong. */
function readMessage(text: string) {
  let body: Record<string, unknown>;
  try {
    body = Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    throw new Refused(400, 'BAD_REQUEST', 'the body is not JSON');
  }
  const { messageId, phone, template, params } = body;
  if (typeof messageId !== 'string' || !TOKEN.test(messageId) || messageId.length < 8 || messageId.length > 64) {
    throw new Refused(400, 'BAD_REQUEST', 'messageId: 8 to 64 of [A-Za-z0-9_-]');
  }
  if (typeof phone !== 'string' || !PHONE.test(phone))
    throw new Refused(400, 'BAD_PHONE', 'not a mainland mobile number');
  const words = typeof template === 'string' && Object.hasOwn(TEMPLATES, template) ? TEMPLATES[template] : undefined;
  if (typeof template !== 'string' || words === undefined)
    throw new Refused(400, 'UNKNOWN_TEMPLATE', 'no such template');
  const given = Object(params ?? {}) as Record<string, unknown>;
  const wanted = paramNames(words);
  const read: Record<string, string> = {};
  for (const name of wanted) {
    const value = given[name];
    if (typeof value !== 'string' || value === '' || [...value].length > PARAM_LIMIT) {
      throw new Refused(400, 'BAD_PARAMS', `params.${name}: text of 1 to ${PARAM_LIMIT} characters`);
    }
    read[name] = value;
  }
  const extra = Object.keys(given).find((name) => !wanted.includes(name));
  if (extra !== undefined) throw new Refused(400, 'BAD_PARAMS', `params.${extra} is not in the template`);
  return { messageId, phone, template, params: read };
}
