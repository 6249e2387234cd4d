import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  sign,
  verify,
  X509Certificate,
} from 'node:crypto';
import { type ExchangeAnswer, jsonObjectOf } from '../exchange';
import { GatewayError } from '../gateway-error';

/**
 * WeChat's API security: AES256_GCM and RSAwithSHA256 (PSS) around single server calls
 * (developers.weixin.qq.com/miniprogram/dev/server/getting_started/api_signature.html).
 */
export interface ApiSecuritySettings {
  /** Number of the symmetric key in WeChat's console. */
  symKeySn: string;
  /** The symmetric key: 32 bytes as Base64. */
  symKey: string;
  /** The app's private key: PEM, or Base64 PKCS#8. */
  privateKey: string;
  /** Number of the platform certificate in WeChat's console (not the certificate's own serial number). */
  platformSn: string;
  /** The platform certificate or its public key: PEM, or Base64 SPKI. */
  platformCertificate: string;
  /** Paths that are sealed; WeChat offers it for some only, each one's page says so. */
  paths: readonly string[];
}

export interface ApiSecurity {
  /** True for a path that the settings name. */
  covers(path: string): boolean;
  /**
   * Seals and signs the parameters of one call.
   * @param url as it is called, without query
   * @param timestamp seconds since 1970
   */
  seal(url: string, parameters: object, timestamp: number): { headers: Record<string, string>; body: string };
  /**
   * Checks and opens an answer; gives it back as the API would have answered without sealing. A refusal (an errcode,
   * as 40230 to 40240 are) comes unsealed and is handed on as it is, since it grants nothing; anything else unsealed,
   * unsigned, old or altered is badSignature.
   * @param nowSeconds our clock; an answer may be five minutes off
   */
  open(operation: string, url: string, answer: ExchangeAnswer, nowSeconds: number): ExchangeAnswer;
}

const GCM = 'aes-256-gcm';
const TAG_BYTES = 16;
const IV_BYTES = 12;
const SALT_BYTES = 32;
const MAY_BE_OFF_SECONDS = 300;

/** Refusals of the layer itself → what an operator looks at; they carry no data of a person. */
const REFUSALS: Readonly<Record<string, string>> = {
  40230: 'Wechatmp-Serial is missing',
  40231: 'Wechatmp-TimeStamp is missing',
  40232: 'Wechatmp-Signature is missing',
  40233: 'Wechatmp-Appid is missing',
  40234: 'our signature is refused: WECHAT_API_PRIVATE_KEY does not fit the public key in the console',
  40235: 'our cipher text is refused: WECHAT_API_SYM_KEY or its number does not fit the console',
  40236: 'the app id is refused',
  40237: 'app id and token belong to different apps',
  40238: 'no symmetric key is set in the console',
  40239: 'no public key is set in the console',
  40240: 'the time of the call is refused: look at this machine’s clock',
};

/** What an API security refusal means to an operator; undefined for any other code. */
export const apiSecurityRefusal = (errcode: string): string | undefined => REFUSALS[errcode];

/** @throws Error naming the setting, at once, when a key cannot be read: a call must never go out unsealed by accident */
export function apiSecurity(appId: string, settings: ApiSecuritySettings): ApiSecurity {
  const symKey = Buffer.from(settings.symKey, 'base64');
  if (symKey.length !== 32) throw new Error('WECHAT_API_SYM_KEY must be 32 bytes as Base64');
  const ownKey = readKey('WECHAT_API_PRIVATE_KEY', () => privateKeyOf(settings.privateKey));
  const platformKey = readKey('WECHAT_API_PLATFORM_CERT', () => platformKeyOf(settings.platformCertificate));
  const paths = new Set(settings.paths);

  const aad = (url: string, timestamp: string) => Buffer.from([url, appId, timestamp, settings.symKeySn].join('|'));
  const signed = (url: string, timestamp: string, body: string) =>
    Buffer.from([url, appId, timestamp, body].join('\n'));

  return {
    covers: (path) => paths.has(path),

    seal(url, parameters, timestamp) {
      const nonce = randomBytes(16).toString('base64').replaceAll('=', '');
      const plain = { _n: nonce, _appid: appId, _timestamp: timestamp, ...parameters };
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(GCM, symKey, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(aad(url, String(timestamp)));
      const data = Buffer.concat([cipher.update(JSON.stringify(plain), 'utf8'), cipher.final()]);
      const body = JSON.stringify({
        iv: iv.toString('base64'),
        data: data.toString('base64'),
        authtag: cipher.getAuthTag().toString('base64'),
      });
      const signature = sign('sha256', signed(url, String(timestamp), body), pssOf(ownKey, SALT_BYTES)).toString(
        'base64',
      );
      const headers = {
        'Wechatmp-Appid': appId,
        'Wechatmp-TimeStamp': String(timestamp),
        'Wechatmp-Signature': signature,
      };
      return { headers, body };
    },

    open(operation, url, answer, nowSeconds) {
      const broken = (vendorCode: string, cause?: unknown) =>
        new GatewayError({ kind: 'badSignature', gateway: 'wechat', operation, vendorCode, cause });
      if (answer.status !== 200) return answer;
      const outer = jsonObjectOf('wechat', operation, answer.text);
      if (outer.data === undefined && typeof outer.errcode === 'number' && outer.errcode !== 0) return answer;

      const timestamp = answer.header('wechatmp-timestamp') ?? '';
      const signature = signatureFor(settings.platformSn, answer);
      if (answer.header('wechatmp-appid') !== appId || signature === undefined) throw broken('unsigned');
      if (!verify('sha256', signed(url, timestamp, answer.text), pssOf(platformKey), signature))
        throw broken('signature');
      // Verified from here on: what follows was sent by WeChat, and only its age and its content are in question.
      if (!(Math.abs(nowSeconds - Number(timestamp)) <= MAY_BE_OFF_SECONDS)) throw broken('old');
      let text: string;
      try {
        const iv = bytesOf(outer.iv, IV_BYTES);
        const decipher = createDecipheriv(GCM, symKey, iv, { authTagLength: TAG_BYTES });
        decipher.setAAD(aad(url, timestamp));
        decipher.setAuthTag(bytesOf(outer.authtag, TAG_BYTES));
        text = decipher.update(bytesOf(outer.data), undefined, 'utf8') + decipher.final('utf8');
      } catch (error) {
        throw broken('sealed', error);
      }
      const { _n, _appid, _timestamp, ...body } = jsonObjectOf('wechat', operation, text);
      if (_appid !== appId || String(_timestamp) !== timestamp) throw broken('other-call');
      const opened = JSON.stringify(body);
      return { ...answer, text: opened, bytes: Buffer.from(opened) };
    },
  };
}

/**
 * The signature made with the certificate that we hold. While WeChat changes certificates, two stand in the answer:
 * the new one's and the old one's.
 */
function signatureFor(platformSn: string, answer: ExchangeAnswer): Buffer | undefined {
  for (const suffix of ['', '-deprecated']) {
    if (answer.header(`wechatmp-serial${suffix}`) !== platformSn) continue;
    const signature = answer.header(`wechatmp-signature${suffix}`);
    if (signature) return Buffer.from(signature, 'base64');
  }
  return undefined;
}

/** We sign with the salt that WeChat asks for; of its own signatures it says that the length need not be given. */
const pssOf = (key: KeyObject, saltLength: number = constants.RSA_PSS_SALTLEN_AUTO) => ({
  key,
  padding: constants.RSA_PKCS1_PSS_PADDING,
  saltLength,
});

function privateKeyOf(text: string): KeyObject {
  if (text.includes('-----BEGIN')) return createPrivateKey(text);
  return createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
}

function platformKeyOf(text: string): KeyObject {
  if (text.includes('-----BEGIN CERTIFICATE')) return new X509Certificate(text).publicKey;
  if (text.includes('-----BEGIN')) return createPublicKey(text);
  return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
}

function readKey(name: string, read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch {
    // The cause could quote the key.
    throw new Error(`${name} cannot be read: it must be PEM or one line of Base64`);
  }
}

/** @throws when it is no Base64 text, or not of that length */
function bytesOf(value: unknown, length?: number): Buffer {
  if (typeof value !== 'string') throw new Error('not a text');
  const bytes = Buffer.from(value, 'base64');
  if (length !== undefined && bytes.length !== length) throw new Error(`not ${length} bytes`);
  return bytes;
}
