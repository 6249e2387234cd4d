import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import type Koa from 'koa';
import { textOf } from '../server/app';
import { signatureToSend } from '../server/faults';
import { keysFrom } from '../server/keys';

/**
 * WeChat's side of the API security: opens and checks sealed calls, seals and signs their answers. AES256_GCM with
 * RSAwithSHA256; the refusals are the published ones, 40231 to 40240.
 */

interface Pair {
  /** PKCS#8 PEM. */
  privateKey: string;
  /** SPKI PEM. */
  publicKey: string;
}

interface PlatformPair extends Pair {
  sn: string;
}

export interface ApiSecurityKeys {
  symKeySn: string;
  /** Base64, 32 bytes. */
  symKey: string;
  /** The app's pair: WeChat's console keeps the public half only. */
  app: Pair;
  platform: PlatformPair;
}

/** Reads the keys of the last start, or makes them. The numbers carry the simulator's mark. */
export function apiSecurityKeys(keysDir: string | undefined): Promise<ApiSecurityKeys> {
  return keysFrom<ApiSecurityKeys>(keysDir, 'wechat-api-security', () => ({
    symKeySn: `sim-sym${randomBytes(8).toString('hex')}`,
    symKey: randomBytes(32).toString('base64'),
    app: rsaPair(),
    platform: platformPair(),
  }));
}

function rsaPair(): Pair {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

const platformPair = (): PlatformPair => ({ sn: `sim-cert${randomBytes(8).toString('hex')}`, ...rsaPair() });

type Refusal = { errcode: number; errmsg: string };
type Opened = { refusal: Refusal } | { body: Record<string, unknown> };

const MAY_BE_OFF_SECONDS = 300;
const HEADERS = ['wechatmp-appid', 'wechatmp-timestamp', 'wechatmp-signature'] as const;
const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };

export class SealedCalls {
  private previous: PlatformPair | undefined;

  constructor(
    private readonly appid: string,
    private readonly keys: ApiSecurityKeys,
  ) {}

  /** True when the caller sealed this call: a header of the scheme, or the three members of a sealed body. */
  isSealed(ctx: Koa.Context): boolean {
    return HEADERS.some((name) => ctx.get(name) !== '') || /"authtag"\s*:/.test(textOf(ctx));
  }

  /** The parameters inside, or WeChat's refusal. The age is taken from the machine's clock, not from the one that tests move. */
  open(ctx: Koa.Context): Opened {
    const [appid, timestamp, signature] = HEADERS.map((name) => ctx.get(name)) as [string, string, string];
    if (appid === '') return refusal(40233, 'API_Missing_Wechatmp_Appid');
    if (timestamp === '') return refusal(40231, 'API_Missing_Wechatmp_Timestamp');
    if (signature === '') return refusal(40232, 'API_Missing_Wechatmp_Signature');
    if (appid !== this.appid) return refusal(40236, 'API_Invalid_Wechatmp_Appid');
    if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= MAY_BE_OFF_SECONDS)) {
      return refusal(40240, 'API_Expired_Wechatmp_Timestamp');
    }
    const text = Buffer.from([urlOf(ctx), appid, timestamp, textOf(ctx)].join('\n'));
    const key = { key: createPublicKey(this.keys.app.publicKey), ...pss };
    if (!verify('sha256', text, key, Buffer.from(signature, 'base64'))) {
      return refusal(40234, 'API_Invalid_Signature');
    }
    const inside = this.decrypt(ctx, timestamp);
    if (!inside || inside._appid !== appid || String(inside._timestamp) !== timestamp || !inside._n) {
      return refusal(40235, 'API_Invalid_Encrypt');
    }
    const { _n, _appid, _timestamp, ...body } = inside;
    return { body };
  }

  /** Writes an answer, sealed and signed; while certificates change, with both signatures. */
  answer(ctx: Koa.Context, body: object): void {
    const timestamp = Math.floor(Date.now() / 1000);
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', Buffer.from(this.keys.symKey, 'base64'), iv);
    cipher.setAAD(this.aad(ctx, String(timestamp)));
    const plain = { _n: randomBytes(16).toString('base64'), _appid: this.appid, _timestamp: timestamp, ...body };
    const data = Buffer.concat([cipher.update(JSON.stringify(plain)), cipher.final()]).toString('base64');
    const authtag = cipher.getAuthTag().toString('base64');
    const text = JSON.stringify({ iv: iv.toString('base64'), data, authtag });
    const signed = Buffer.from([urlOf(ctx), this.appid, timestamp, text].join('\n'));
    const signedBy = ({ privateKey }: Pair) => sign('sha256', signed, { key: privateKey, ...pss }).toString('base64');
    ctx.set('Wechatmp-Appid', this.appid);
    ctx.set('Wechatmp-TimeStamp', String(timestamp));
    ctx.set('Wechatmp-Serial', this.keys.platform.sn);
    ctx.set('Wechatmp-Signature', signatureToSend(ctx, signedBy(this.keys.platform)));
    if (this.previous) {
      ctx.set('Wechatmp-Serial-Deprecated', this.previous.sn);
      ctx.set('Wechatmp-Signature-Deprecated', signatureToSend(ctx, signedBy(this.previous)));
    }
    ctx.type = 'application/json';
    ctx.body = text;
  }

  /** A new platform certificate; until the next one the old one signs too. */
  changeCertificate(): { sn: string; publicKey: string } {
    this.previous = this.keys.platform;
    this.keys.platform = platformPair();
    const { sn, publicKey } = this.keys.platform;
    return { sn, publicKey };
  }

  private decrypt(ctx: Koa.Context, timestamp: string): Record<string, unknown> | undefined {
    try {
      const { iv, data, authtag } = JSON.parse(textOf(ctx)) as Record<'iv' | 'data' | 'authtag', string>;
      const key = Buffer.from(this.keys.symKey, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64'), { authTagLength: 16 });
      decipher.setAAD(this.aad(ctx, timestamp));
      decipher.setAuthTag(Buffer.from(authtag, 'base64'));
      return JSON.parse(decipher.update(data, 'base64', 'utf8') + decipher.final('utf8'));
    } catch {
      return undefined;
    }
  }

  private aad(ctx: Koa.Context, timestamp: string): Buffer {
    return Buffer.from([urlOf(ctx), this.appid, timestamp, this.keys.symKeySn].join('|'));
  }
}

/** The called address as both sides write it: with protocol, without query. */
const urlOf = (ctx: Koa.Context) => `${ctx.protocol}://${ctx.host}${ctx.path}`;

const refusal = (errcode: number, errmsg: string): Opened => ({ refusal: { errcode, errmsg } });
