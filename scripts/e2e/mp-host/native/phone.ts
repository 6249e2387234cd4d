import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, Json, JsonObject, LogLine } from '../protocol';
import { sendOnWire, type WireRequest } from './network';

/** The servers that a phone talks to. */
export interface PhoneHouse {
  url: string;
  wechatUrl: string;
  alipayUrl: string;
}

/** The API's address that is built into the mini-programs; the phone's network leads it to the journey's house. */
export const BUILT_IN_ORIGIN = 'http://127.0.0.1:8080';
const SLOW_MS = 1200;

export interface SentRequest {
  method: string;
  /** Path and query below the house. */
  path: string;
  /** 0 when no answer came. */
  status: number;
  atMs: number;
  ms: number;
}

/** A tired gateway between phone and house: what it answers to the next requests that fit. */
export interface Fault {
  pattern: RegExp;
  answer: { status: number; contentType: string; body: string };
  times: number;
}

export type Condition = 'online' | 'none' | 'slow';
export type Told = { result?: Json; errMsg?: string; problem?: JsonObject };

/** What a phone remembers between two starts of the mini-program, and its answers to the calls that leave both threads. */
export class PhoneMemory {
  readonly storage = new Map<string, string>();
  readonly lines: LogLine[] = [];
  readonly requests: SentRequest[] = [];
  readonly faults: Fault[] = [];
  readonly dialled: string[] = [];
  readonly packages = new Map<string, number>();
  readonly subscribePresets: Record<string, 'accept' | 'reject'> = {};
  /** Every question for one-time messages: template → answer. */
  readonly subscribed: Record<string, string>[] = [];
  readonly scans: string[] = [];
  readonly shares: { title?: string; path?: string; refused?: string }[] = [];
  clipboard = '';
  condition: Condition = 'online';
  isPrivacyAgreed = false;
  /** The number in the vendor's account, for the phone-number button. */
  phoneNumber = '13800000000';
  contacts = 0;
  isLeft = false;

  constructor(
    readonly client: Client,
    readonly house: PhoneHouse,
    /** openid or open_id: the same person at every start of this phone. */
    readonly account: string,
    readonly bytesOfPackage: (root: string) => number,
  ) {}

  readonly calls: Record<string, (args: JsonObject) => Told | Promise<Told>> = {
    log: (args) => {
      this.lines.push(args as unknown as LogLine);
      return {};
    },
    request: (args) => this.#request(args as unknown as WireRequest),
    login: async () => {
      const isWechat = this.client === 'weapp';
      const { code } = isWechat
        ? await this.#door(this.house.wechatUrl, '/sim/codes', { openid: this.account })
        : await this.#door(this.house.alipayUrl, '/sim/codes', { openId: this.account });
      return { result: { code: String(code) } };
    },
    phoneCode: async () => {
      const body = { openid: this.account, phone: this.phoneNumber };
      const { phoneCode } = await this.#door(this.house.wechatUrl, '/sim/codes', body);
      return { result: { code: String(phoneCode) } };
    },
    sealedPhone: async () => {
      const sealed = await this.#door(this.house.alipayUrl, '/sim/phones', { phone: this.phoneNumber });
      return { result: { response: JSON.stringify(sealed) } };
    },
    faceOutcome: async ({ id, outcome }) => {
      const url = this.client === 'weapp' ? this.house.wechatUrl : this.house.alipayUrl;
      // Alipay hears nothing of a check that was closed.
      if (this.client === 'weapp' || outcome !== 'cancel') {
        await this.#door(url, `/sim/faces/${encodeURIComponent(String(id))}`, { result: outcome ?? 'cancel' });
      }
      return { result: { outcome: outcome ?? 'cancel' } };
    },
    subscribePresets: () => ({ result: { ...this.subscribePresets } }),
    subscribed: async ({ answers }) => {
      const given = answers as Record<string, string>;
      this.subscribed.push(given);
      for (const [templateId, answer] of Object.entries(given)) {
        if (answer !== 'accept') continue;
        if (this.client === 'weapp') {
          await this.#door(this.house.wechatUrl, '/sim/subscriptions', { openid: this.account, templateId });
        } else await this.#door(this.house.alipayUrl, '/sim/subscriptions', { openId: this.account, templateId });
      }
      return { result: { answers: answers ?? {} } };
    },
    loadSubpackage: ({ root }) => {
      const name = String(root);
      if (this.packages.has(name)) return {};
      if (this.condition === 'none') return { errMsg: 'net::ERR_INTERNET_DISCONNECTED' };
      this.packages.set(name, this.bytesOfPackage(name));
      return {};
    },
    storageWrite: ({ key, value }) => {
      if (typeof value === 'string') this.storage.set(String(key), value);
      else this.storage.delete(String(key));
      return {};
    },
    dial: ({ number }) => {
      this.dialled.push(String(number));
      return {};
    },
    clipboardWrite: ({ text }) => {
      this.clipboard = String(text);
      return {};
    },
    clipboardRead: () => ({ result: { text: this.clipboard } }),
    scanPreset: () => ({ result: { text: this.scans.shift() ?? '' } }),
    privacyAgreed: () => {
      this.isPrivacyAgreed = true;
      return {};
    },
    shared: (args) => {
      this.shares.push(args as { title?: string; path?: string; refused?: string });
      return {};
    },
    contact: () => {
      this.contacts += 1;
      return {};
    },
    exit: () => {
      this.isLeft = true;
      return {};
    },
  };

  /** Answers one call of the page; a call that no phone knows is a fault of the host and says so. */
  async answer(api: string, args: JsonObject): Promise<Told> {
    const call = this.calls[api];
    if (!call) return { errMsg: `this phone does not know the call ${api}` };
    try {
      return await call(args);
    } catch (error) {
      return { errMsg: error instanceof Error ? error.message : String(error) };
    }
  }

  async #request(request: WireRequest): Promise<Told> {
    const url = new URL(request.url.replace(BUILT_IN_ORIGIN, this.house.url));
    const begun = performance.now();
    const note = (status: number) =>
      this.requests.push({
        method: request.method,
        path: url.pathname + url.search,
        status,
        atMs: Date.now(),
        ms: Math.round(performance.now() - begun),
      });
    if (this.condition === 'slow') await sleep(Math.min(SLOW_MS, request.timeoutMs));
    if (this.condition === 'none') {
      note(0);
      return { errMsg: this.client === 'weapp' ? 'net::ERR_INTERNET_DISCONNECTED' : 'offline' };
    }
    const fault = this.faults.find(({ pattern, times }) => times > 0 && pattern.test(url.pathname + url.search));
    if (fault) {
      fault.times -= 1;
      note(fault.answer.status);
      const { status, contentType, body } = fault.answer;
      return { result: { status, headers: [['Content-Type', contentType]], body } };
    }
    try {
      const answer = await sendOnWire({ ...request, url: url.href });
      note(answer.status);
      // Lost while it was on its way: the server worked, the phone never heard.
      if ((this.condition as Condition) === 'none') return { errMsg: 'net::ERR_NETWORK_CHANGED offline' };
      return { result: answer as unknown as Json };
    } catch (error) {
      note(0);
      const because = error instanceof Error ? error.message : String(error);
      return { errMsg: because === 'timeout' ? 'timeout' : `net::ERR_CONNECTION ${because} offline` };
    }
  }

  async #door(url: string, path: string, body: object): Promise<Record<string, unknown>> {
    const answer = await fetch(url + path, { method: 'POST', body: JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  }
}
