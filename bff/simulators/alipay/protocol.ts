import { createCipheriv, type KeyObject, sign, verify } from 'node:crypto';
import type Koa from 'koa';
import { textOf } from '../server/app';
import { signatureToSend } from '../server/faults';

/** Alipay's gateway protocol, version 1.0 with RSA2 (opendocs.alipay.com/common/02kf5q), the vendor's side. */

export type GatewayParams = Record<string, string>;

/** All parameters of a gateway call: some stand in the URL, the rest in a form body. */
export function paramsOf(ctx: Koa.Context): GatewayParams {
  const params: GatewayParams = {};
  const form = ctx.method === 'POST' ? new URLSearchParams(textOf(ctx)) : [];
  for (const [name, value] of [...new URLSearchParams(ctx.querystring), ...form]) params[name] = value;
  return params;
}

/** True when `sign` is RSA2 over every other parameter that is not empty, sorted by name, joined as name=value with &. */
export function isSignedBy(key: KeyObject, params: GatewayParams): boolean {
  const { sign: signature, ...signed } = params;
  if (!signature) return false;
  const text = Object.keys(signed)
    .filter((name) => signed[name] !== '')
    .sort()
    .map((name) => `${name}=${signed[name]}`)
    .join('&');
  return verify('RSA-SHA256', Buffer.from(text), key, Buffer.from(signature, 'base64'));
}

/** Writes `{"<name>":<answer>,"sign":"…"}`; the signature is over the answer's exact text. */
export function answerSigned(ctx: Koa.Context, key: KeyObject, name: string, answer: object): void {
  const text = JSON.stringify(answer);
  const signature = sign('RSA-SHA256', Buffer.from(text), key).toString('base64');
  ctx.type = 'application/json';
  ctx.body = `{"${name}":${text},"sign":"${signatureToSend(ctx, signature)}"}`;
}

/**
 * What `my.getPhoneNumber` hands to a mini-program: AES-CBC with a zero IV, Base64, signed with the double quotes around it.
 * @param encryptKey the app's Base64 AES-128 key
 */
export function sealedPhone(phone: string, encryptKey: string, key: KeyObject) {
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(encryptKey, 'base64'), Buffer.alloc(16));
  const plain = JSON.stringify({ code: '10000', msg: 'Success', mobile: phone });
  const response = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]).toString('base64');
  const signature = sign('RSA-SHA256', Buffer.from(`"${response}"`), key).toString('base64');
  return { response, sign: signature, sign_type: 'RSA2', encrypt_type: 'AES', charset: 'UTF-8' };
}
