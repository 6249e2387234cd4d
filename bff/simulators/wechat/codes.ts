import { createHash, randomBytes } from 'node:crypto';
import type { SimulatedClock } from '../server/clock';

const CODE_LIFE_MS = 5 * 60_000;
const OPENID = /^[\w-]{6,64}$/;

interface Minted {
  openid: string;
  phone?: string;
  expiresAtMs: number;
}

/** Login codes (`wx.login`) and phone codes (the phone button): each works once, within five minutes. */
export class Codes {
  private readonly logins = new Map<string, Minted>();
  private readonly phones = new Map<string, Minted>();
  /** Users whom WeChat blocks as high-risk (40226). */
  readonly blockedOpenids = new Set<string>();

  constructor(private readonly clock: SimulatedClock) {}

  /**
   * Mints what a mini-program's client would be handed.
   * @param wanted.openid absent: a WeChat user never seen before
   * @param wanted.phone the number in that WeChat account; absent: no phone code
   */
  mint(wanted: { openid?: string; phone?: string }): { code: string; openid: string; phoneCode?: string } {
    const openid = wanted.openid ?? `sim-o${randomBytes(15).toString('base64url')}`;
    const expiresAtMs = this.clock.nowMs() + CODE_LIFE_MS;
    const code = randomBytes(24).toString('hex').slice(0, 32);
    this.logins.set(code, { openid, expiresAtMs });
    if (wanted.phone === undefined) return { code, openid };
    const phoneCode = randomBytes(32).toString('hex');
    this.phones.set(phoneCode, { openid, phone: wanted.phone, expiresAtMs });
    return { code, openid, phoneCode };
  }

  /** Spends a login code; undefined when it is unknown, spent or too old. */
  spendLogin(code: string): { openid: string; unionid: string; sessionKey: string } | undefined {
    const minted = this.spend(this.logins, code);
    if (!minted) return undefined;
    const unionid = `sim-u${createHash('sha256').update(minted.openid).digest('base64url').slice(0, 24)}`;
    return { openid: minted.openid, unionid, sessionKey: randomBytes(16).toString('base64') };
  }

  /** Spends a phone code; undefined when it is unknown, spent or too old. */
  spendPhone(code: string): { openid: string; phone: string } | undefined {
    const minted = this.spend(this.phones, code);
    return minted?.phone === undefined ? undefined : { openid: minted.openid, phone: minted.phone };
  }

  private spend(codes: Map<string, Minted>, code: string): Minted | undefined {
    const minted = codes.get(code);
    codes.delete(code);
    return minted && minted.expiresAtMs > this.clock.nowMs() ? minted : undefined;
  }
}

/** True for text that can be an openid. */
export function isOpenid(text: unknown): text is string {
  return typeof text === 'string' && OPENID.test(text);
}
