import { createDecipheriv, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type ExchangeAnswer, jsonObjectOf } from '../exchange';
import { GatewayError } from '../gateway-error';

const gateway = 'alipay';
const SUCCESS = '10000';
/** Alipay's own "try later" codes (opendocs.alipay.com/common/02km9f). */
const BUSY_CODES = new Set(['20000']);
const BUSY_SUB_CODES = new Set(['isp.unknow-error', 'aop.unknow-error', 'ACQ.SYSTEM_ERROR', 'SYSTEM_ERROR']);

/** Base64 SPKI (one line, as Alipay's console shows it) or PEM → a key to verify with. Throws when it is neither. */
export function publicKeyOf(text: string): KeyObject {
  if (text.includes('-----BEGIN')) return createPublicKey(text);
  return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
}

function isSigned(key: KeyObject, text: string, signature: unknown): boolean {
  if (typeof signature !== 'string' || signature === '') return false;
  return verify('RSA-SHA256', Buffer.from(text), key, Buffer.from(signature, 'base64'));
}

/**
 * Reads `{"<method>_response":{…},"sign":"…"}` or `{"error_response":{…},"sign":"…"}`. The signature covers the exact
 * text of the member, so that this text is cut out, verified, and only then parsed: what is read is what was signed.
 * (The vendor's SDK verifies one cut-out and reads another parse of the whole text; a repeated member slips through it.)
 * @throws GatewayError badSignature, rejected with vendorCode = sub_code or code, unavailable
 */
export function readAnswer(method: string, answer: ExchangeAnswer, key: KeyObject): Record<string, unknown> {
  const operation = method;
  if (answer.status !== 200) {
    throw new GatewayError({ kind: 'rejected', gateway, operation, vendorCode: `http-${answer.status}` });
  }
  const whole = jsonObjectOf(gateway, operation, answer.text);
  const ownName = `${method.replaceAll('.', '_')}_response`;
  const name = Object.hasOwn(whole, ownName) ? ownName : 'error_response';
  const signedText = memberText(answer.text, name);
  if (signedText === undefined || !isSigned(key, signedText, whole.sign)) {
    throw new GatewayError({ kind: 'badSignature', gateway, operation });
  }
  const body = jsonObjectOf(gateway, operation, signedText);
  const code = String(body.code ?? SUCCESS);
  if (code === SUCCESS && name === ownName) return body;
  const vendorCode = String(body.sub_code ?? code);
  const vendorMessage = String(body.sub_msg ?? body.msg ?? '');
  const isBusy = BUSY_CODES.has(code) || BUSY_SUB_CODES.has(vendorCode);
  throw new GatewayError({ kind: isBusy ? 'unavailable' : 'rejected', gateway, operation, vendorCode, vendorMessage });
}

/** The exact text of a top-level object member, braces included; undefined when there is none. */
function memberText(text: string, name: string): string | undefined {
  const nameAt = text.indexOf(`"${name}"`);
  const start = nameAt < 0 ? -1 : text.indexOf('{', nameAt + name.length + 2);
  if (start < 0) return undefined;
  let depth = 0;
  let isInString = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (isInString) {
      if (character === '\\') at += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '{') depth += 1;
    else if (character === '}' && --depth === 0) return text.slice(start, at + 1);
  }
  return undefined;
}

/**
 * Opens the phone number of `my.getPhoneNumber`: RSA2 over the cipher text with its double quotes, AES-128-CBC with a
 * zero IV (opendocs.alipay.com/common/02mse3).
 */
export function openPhone(sealed: { response: string; sign: string }, key: KeyObject, encryptKey: string): string {
  const operation = 'getPhoneNumber';
  if (!isSigned(key, `"${sealed.response}"`, sealed.sign)) {
    throw new GatewayError({ kind: 'badSignature', gateway, operation, isOutcomeUnknown: false });
  }
  let plain: string;
  try {
    const decipher = createDecipheriv('aes-128-cbc', Buffer.from(encryptKey, 'base64'), Buffer.alloc(16));
    plain = decipher.update(sealed.response, 'base64', 'utf8') + decipher.final('utf8');
  } catch {
    // Signed by Alipay, yet our key does not fit: the app's encryption key in the configuration is not the current one.
    throw new GatewayError({ kind: 'rejected', gateway, operation, vendorCode: 'decrypt' });
  }
  const body = jsonObjectOf(gateway, operation, plain);
  if (body.code === SUCCESS && typeof body.mobile === 'string') return body.mobile;
  throw new GatewayError({ kind: 'rejected', gateway, operation, vendorCode: String(body.subCode ?? body.code) });
}
