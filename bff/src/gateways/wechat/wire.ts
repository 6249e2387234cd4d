import { createHash } from 'node:crypto';
import { type ExchangeAnswer, jsonObjectOf } from '../exchange';
import { GatewayError } from '../gateway-error';
import { apiSecurityRefusal } from './api-security';

/** Codes with which WeChat says "busy, later": -1 system busy, 45011 this user too often in a minute stays a refusal. */
const BUSY = -1;

/**
 * Reads WeChat's answer: HTTP 200 always, success when errcode is absent or 0.
 * @throws GatewayError unavailable (-1, unreadable), rejected with vendorCode = errcode
 */
export function readAnswer(operation: string, answer: ExchangeAnswer): Record<string, unknown> {
  const gateway = 'wechat';
  if (answer.status !== 200) {
    throw new GatewayError({ kind: 'rejected', gateway, operation, vendorCode: `http-${answer.status}` });
  }
  const body = jsonObjectOf(gateway, operation, answer.text);
  const errcode = body.errcode ?? 0;
  if (errcode === 0) return body;
  const vendorCode = String(errcode);
  const vendorMessage = apiSecurityRefusal(vendorCode) ?? (typeof body.errmsg === 'string' ? body.errmsg : undefined);
  // "Busy" is an answer: WeChat says itself that nothing was done.
  if (errcode === BUSY) {
    throw new GatewayError({
      kind: 'unavailable',
      gateway,
      operation,
      vendorCode,
      vendorMessage,
      isOutcomeUnknown: false,
    });
  }
  throw new GatewayError({ kind: 'rejected', gateway, operation, vendorCode, vendorMessage });
}

/** One text member of an answer. Throws GatewayError unavailable when it is missing: such an answer is no answer. */
export function textIn(operation: string, body: Record<string, unknown>, name: string): string {
  const value = body[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new GatewayError({ kind: 'unavailable', gateway: 'wechat', operation, vendorCode: 'unreadable' });
}

/**
 * cert_hash of face v2: lower-case hex SHA-256 over the Base64 of type, name and number, in this order
 * (developers.weixin.qq.com, face2 api_queryverifyinfo, whose example the test repeats).
 */
export function certHash(name: string, certificateNumber: string): string {
  const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
  const text = `cert_type=${base64('IDENTITY_CARD')}&cert_name=${base64(name)}&cert_no=${base64(certificateNumber)}`;
  return createHash('sha256').update(text).digest('hex');
}

/** A picture, or WeChat's JSON that says why there is none. */
export function readImage(operation: string, answer: ExchangeAnswer): { mediaType: string; bytes: Buffer } {
  const mediaType = answer.header('content-type')?.split(';')[0]?.trim() ?? '';
  if (answer.status === 200 && mediaType.startsWith('image/')) return { mediaType, bytes: answer.bytes };
  readAnswer(operation, answer);
  throw new GatewayError({ kind: 'unavailable', gateway: 'wechat', operation, vendorCode: 'unreadable' });
}

/** How many characters WeChat takes in a field of each kind; longer texts are refused whole (47003). */
const LIMITS: readonly (readonly [kind: string, characters: number])[] = [
  ['thing', 20],
  ['character_string', 32],
  ['phrase', 5],
  ['name', 10],
];

/** Template data in WeChat's form; a value too long for its kind is cut and ends with …. */
export function subscribeData(data: Record<string, string>): Record<string, { value: string }> {
  return Object.fromEntries(
    Object.entries(data).map(([field, text]) => {
      const characters = [...text];
      const limit = LIMITS.find(([kind]) => new RegExp(`^${kind}\\d+$`).test(field))?.[1] ?? Number.POSITIVE_INFINITY;
      return [field, { value: characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : text }];
    }),
  );
}
