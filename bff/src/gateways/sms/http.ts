import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createExchange, type ExchangeAnswer, jsonObjectOf } from '../exchange';
import { GatewayError } from '../gateway-error';
import { withRepeats } from '../repeats';
import type { SmsGateway } from './port';

export interface SmsConfig {
  url: string;
  keyId: string;
  secret: string;
  /** Time for one try. */
  timeoutMs?: number;
  nowMs?: () => number;
}

const gateway = 'sms';
const operation = 'send';
const PATH = '/v1/messages';

/** Speaks our own small HMAC-signed protocol (its page: the README beside the SMS simulator). */
export function smsOverHttp(config: SmsConfig): SmsGateway {
  const url = config.url.replace(/\/+$/, '') + PATH;
  const exchange = createExchange(gateway, config.timeoutMs ?? 5000);
  const nowMs = config.nowMs ?? Date.now;

  const once = async (body: string) => {
    // A nonce is good for one request, so that each try is signed anew.
    const nonce = randomBytes(16).toString('hex');
    const timestamp = String(Math.floor(nowMs() / 1000));
    const answer = await exchange.send({
      operation,
      url,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-sms-key-id': config.keyId,
        'x-sms-timestamp': timestamp,
        'x-sms-nonce': nonce,
        'x-sms-signature': signed(config.secret, ['POST', PATH, timestamp, nonce], body),
      },
      body,
      repeat: 'never',
    });
    readAnswer(config.secret, nonce, answer);
  };

  return {
    send({ messageId, phone, template, params }) {
      const body = JSON.stringify({ messageId, phone, template, params });
      return withRepeats('harmless', () => once(body));
    },
    close: () => exchange.close(),
  };
}

/** Returns when the provider says, provably, that it took the message. */
function readAnswer(secret: string, nonce: string, answer: ExchangeAnswer): void {
  const timestamp = answer.header('x-sms-timestamp') ?? '';
  const expected = signed(secret, [String(answer.status), timestamp, nonce], answer.text);
  const given = answer.header('x-sms-signature') ?? '';
  const isAuthentic = isSame(expected, given);
  if (answer.status === 200 && isAuthentic) return;
  const error = answer.status === 200 ? {} : errorIn(answer.text);
  // An unknown key cannot be answered with that key's signature; every other unsigned answer is not to be believed.
  if (!isAuthentic && error.code !== 'UNKNOWN_KEY')
    throw new GatewayError({ kind: 'badSignature', gateway, operation });
  const vendorCode = error.code ?? `http-${answer.status}`;
  throw new GatewayError({ kind: 'rejected', gateway, operation, vendorCode, vendorMessage: error.message });
}

function errorIn(text: string): { code?: string; message?: string } {
  const error = Object(jsonObjectOf(gateway, operation, text).error) as Record<string, unknown>;
  return {
    code: typeof error.code === 'string' ? error.code : undefined,
    message: typeof error.message === 'string' ? error.message : undefined,
  };
}

function signed(secret: string, parts: string[], body: string): string {
  const bodyHash = createHash('sha256').update(body, 'utf8').digest('hex');
  return createHmac('sha256', secret)
    .update([...parts, bodyHash].join('\n'), 'utf8')
    .digest('hex');
}

function isSame(expected: string, given: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(given);
  return left.length === right.length && timingSafeEqual(left, right);
}
