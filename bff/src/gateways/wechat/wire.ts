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

const THING_LIMIT = 20;

/** Template data in WeChat's form; `thing…` values are cut to the 20 characters that WeChat takes. */
export function subscribeData(data: Record<string, string>): Record<string, { value: string }> {
  return Object.fromEntries(
    Object.entries(data).map(([field, text]) => {
      const characters = [...text];
      const isTooLong = field.startsWith('thing') && characters.length > THING_LIMIT;
      return [field, { value: isTooLong ? `${characters.slice(0, THING_LIMIT - 1).join('')}…` : text }];
    }),
  );
}
