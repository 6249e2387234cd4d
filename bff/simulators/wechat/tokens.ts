import { randomBytes } from 'node:crypto';
import type { SimulatedClock } from '../server/clock';

/** Published limits of `POST /cgi-bin/stable_token`. */
const LIFE_SECONDS = 7200;
const OVERLAP_MS = 5 * 60_000;
const FORCE_GAP_MS = 30_000;
const FORCE_PER_DAY = 20;

export type TokenAnswer = { access_token: string; expires_in: number } | { errcode: number; errmsg: string };

/** Issues and checks interface tokens as stable_token does: one current token, the one before it valid for 5 more minutes. */
export class StableTokens {
  private current: { value: string; expiresAtMs: number } | undefined;
  private previous: { value: string; expiresAtMs: number } | undefined;
  private forcedAtMs: number[] = [];
  private readonly spoilt = new Set<string>();
  private asked = 0;
  private made = 0;

  constructor(private readonly clock: SimulatedClock) {}

  /**
   * Normal mode gives the current token with the seconds it has left; a new one only once it has expired.
   * Forced mode makes a new one, at most 20 times in a day (45009) and not within 30 s of the last (the old one is given).
   */
  issue(isForced: boolean): TokenAnswer {
    const now = this.clock.nowMs();
    this.asked += 1;
    if (isForced && this.current) {
      this.forcedAtMs = this.forcedAtMs.filter((at) => now - at < 86_400_000);
      const last = this.forcedAtMs.at(-1);
      const isTooSoon = last !== undefined && now - last < FORCE_GAP_MS;
      if (!isTooSoon) {
        if (this.forcedAtMs.length >= FORCE_PER_DAY)
          return { errcode: 45009, errmsg: 'reach max api daily quota limit' };
        this.forcedAtMs.push(now);
        this.renew(now);
      }
    } else if (!this.current || this.current.expiresAtMs <= now) {
      this.renew(now);
    }
    const token = this.current as { value: string; expiresAtMs: number };
    return { access_token: token.value, expires_in: Math.floor((token.expiresAtMs - now) / 1000) };
  }

  /** What WeChat says of a token: undefined when it is good, else 40001 (unknown) or 42001 (expired). */
  refuse(value: string | undefined): { errcode: number; errmsg: string } | undefined {
    if (!value) return { errcode: 41001, errmsg: 'access_token missing' };
    if (this.spoilt.has(value)) return { errcode: 40001, errmsg: 'invalid credential' };
    const known = [this.current, this.previous].find((token) => token?.value === value);
    if (!known) return { errcode: 40001, errmsg: 'invalid credential, access_token is invalid or not latest' };
    if (known.expiresAtMs <= this.clock.nowMs()) return { errcode: 42001, errmsg: 'access_token expired' };
    return undefined;
  }

  /** How often a token was asked for, made, and made by force: what a test wants to know of callers. */
  counted(): { asked: number; made: number; forced: number } {
    return { asked: this.asked, made: this.made, forced: this.forcedAtMs.length };
  }

  /** Forgets every token, as when the app's secret was reset by hand in WeChat's console. */
  revokeAll(): void {
    this.current = undefined;
    this.previous = undefined;
  }

  /** The current token is refused from now on, though the normal mode goes on handing it out: only force helps. */
  spoil(): void {
    if (this.current) this.spoilt.add(this.current.value);
  }

  private renew(now: number): void {
    this.made += 1;
    if (this.current) {
      this.previous = { value: this.current.value, expiresAtMs: Math.min(this.current.expiresAtMs, now + OVERLAP_MS) };
    }
    this.current = { value: `sim_${randomBytes(48).toString('base64url')}`, expiresAtMs: now + LIFE_SECONDS * 1000 };
  }
}
