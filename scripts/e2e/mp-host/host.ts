import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DriverLink } from './native/driver-link';
import { type Entry, launchOptions, SCENES } from './native/entry';
import type { PageBoot } from './native/page';
import { type Condition, type Fault, type PhoneHouse, PhoneMemory, type SentRequest } from './native/phone';
import type { BridgeCounters, Client, JsonObject, LaunchOptions, LogLine } from './protocol';
import { type ProgramServer, serveProgram } from './server';

export { type Entry, SCENES } from './native/entry';
export type { Condition, PhoneHouse, SentRequest } from './native/phone';

const STATUS_BAR = 24;
const NAVIGATION_BAR = 44;
const TAB_BAR = 50;
const FOUND_WITHIN_MS = 15_000;

/** Serves one compiled program; any number of phones, each with a house of its own. */
export interface MpHost {
  client: Client;
  server: ProgramServer;
  newPhone(options: {
    house: PhoneHouse;
    account?: string;
    viewport?: { width: number; height: number };
  }): Promise<MpPhone>;
  stop(): Promise<void>;
}

/** @param options.programDir the compiler's output, run unchanged */
export async function startMpHost(options: { client: Client; programDir: string; browser: Browser }): Promise<MpHost> {
  const { client, programDir, browser } = options;
  const server = await serveProgram(client, programDir);
  const phones: MpPhone[] = [];
  return {
    client,
    server,
    newPhone: async ({ house, account, viewport }) => {
      const phone = await MpPhone.start(
        client,
        server,
        browser,
        house,
        account,
        viewport ?? { width: 375, height: 812 },
      );
      phones.push(phone);
      return phone;
    },
    stop: async () => {
      for (const phone of phones) await phone.close();
      await server.stop();
    },
  };
}

/** One phone with the mini-program on it, in somebody's hand. */
export class MpPhone {
  /** The system's text size: 1 is normal. Takes effect at the next start. */
  fontScale = 1;
  readonly #memory: PhoneMemory;
  readonly #link: DriverLink;
  #launch: LaunchOptions;

  private constructor(
    readonly client: Client,
    readonly server: ProgramServer,
    readonly context: BrowserContext,
    readonly page: Page,
    memory: PhoneMemory,
    readonly viewport: { width: number; height: number },
  ) {
    this.#memory = memory;
    this.#link = new DriverLink(page, () => this.problems());
    this.#launch = { path: this.#home, query: {}, scene: SCENES[client].recent };
  }

  static async start(
    client: Client,
    server: ProgramServer,
    browser: Browser,
    house: PhoneHouse,
    account: string | undefined,
    viewport: { width: number; height: number },
  ): Promise<MpPhone> {
    const known = account ?? `sim-${client === 'weapp' ? 'o' : 'a'}${randomBytes(15).toString('base64url')}`;
    const bytesOf = (root: string) =>
      [...server.program.sizes].reduce((sum, [file, bytes]) => sum + (file.startsWith(root) ? bytes : 0), 0);
    const memory = new PhoneMemory(client, house, known, bytesOf);
    const context = await browser.newContext({
      viewport,
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
    context.setDefaultTimeout(FOUND_WITHIN_MS);
    const page = await context.newPage();
    const phone = new MpPhone(client, server, context, page, memory, viewport);
    const fault = (text: string) => memory.lines.push({ kind: 'fault', level: 'error', text });
    await page.exposeBinding('__native', async (_source, text: string) => {
      const { api, args } = JSON.parse(text) as { api: string; args: JsonObject };
      if (api === 'boot') return JSON.stringify({ result: phone.#boot() });
      return JSON.stringify(await memory.answer(api, args));
    });
    page.on('pageerror', (error) => fault(`view: ${error.stack ?? error.message}`));
    page.on('crash', () => fault('the page crashed'));
    page.on('console', (message) => {
      if (message.type() === 'error') fault(`view console: ${message.text()} (${message.location().url})`);
    });
    return phone;
  }

  get #home(): string {
    return this.server.program.appJson.pages[0] ?? '';
  }

  /** A cold start: the program is not running; storage, login and downloaded packages are those of the last time. Ends when the page is drawn. */
  async open(entry: Entry = {}): Promise<void> {
    const { path = this.#home, query = {}, scene = SCENES[this.client].recent } = entry;
    this.#launch = launchOptions(this.client, { path, query, scene });
    this.#memory.isLeft = false;
    await this.page.goto(this.server.url);
    await this.#link.drawn(0);
  }

  /** The system ends the program without a word to it. */
  async kill(): Promise<void> {
    await this.page.goto('about:blank');
  }

  /** Killed, then started once more from the list of recent programs, on its first page. */
  async relaunch(): Promise<void> {
    await this.kill();
    await this.open();
  }

  /** A card or a code is tapped while the program lives (the same page stack is left); a cold start where it does not. */
  async openPath(pathWithQuery: string, scene?: number | string): Promise<void> {
    const entry = { path: pathWithQuery, scene: scene ?? SCENES[this.client].card };
    if (this.page.url() === 'about:blank') return this.open(entry);
    const { pageId } = await this.#link.ask('top');
    await this.#link.tell({ type: 'openPath', options: launchOptions(this.client, entry) });
    await this.#link.drawn(pageId);
  }

  background(): Promise<void> {
    return this.#link.tell({ type: 'appHide' });
  }
  foreground(): Promise<void> {
    this.#memory.isLeft = false;
    return this.#link.tell({ type: 'appShow', options: { ...this.#launch, scene: SCENES[this.client].recent } });
  }
  /** The phone's own back. On the first page it leaves the program: see isLeft(). */
  back(): Promise<void> {
    return this.#link.tell({ type: 'back' });
  }
  isLeft(): boolean {
    return this.#memory.isLeft;
  }

  /** The page on top with its query, with leading slash. */
  async where(): Promise<string> {
    return (await this.#link.ask('top')).url;
  }

  async network(condition: Condition): Promise<void> {
    this.#memory.condition = condition;
    if (this.page.url() === 'about:blank') return;
    await this.#link.tell({
      type: 'network',
      networkType: condition === 'none' ? 'none' : condition === 'slow' ? '2g' : 'wifi',
    });
  }

  /** Shares from the menu of the page on top; throws where the page cannot be shared. */
  async share(): Promise<{ title: string; path: string }> {
    const before = this.#memory.shares.length;
    await this.#link.tell({ type: 'share', from: 'menu' });
    return this.lastShare(before);
  }

  /** The card that a share button made (waits for it). @param after how many cards there were before */
  async lastShare(after = 0): Promise<{ title: string; path: string }> {
    for (let left = 100; left > 0 && this.#memory.shares.length <= after; left -= 1) await sleep(20);
    const shared = this.#memory.shares.at(-1);
    if (!shared || this.#memory.shares.length <= after) throw new Error('No card was shared.');
    if (shared.refused !== undefined) throw new Error(shared.refused);
    return { title: shared.title ?? '', path: shared.path ?? '' };
  }

  /** What the next scans read; without one the scanner asks for the text on a sheet. */
  setScanAnswer(text: string): void {
    this.#memory.scans.push(text);
  }
  /** The answer to a question for one-time messages of this template; without one a sheet asks. */
  setSubscribeAnswer(templateId: string, answer: 'accept' | 'reject'): void {
    this.#memory.subscribePresets[templateId] = answer;
  }
  /** The number in the vendor's account, for the phone-number button. */
  setPhoneNumber(phone: string): void {
    this.#memory.phoneNumber = phone;
  }
  /** A tired gateway: the next `times` requests whose path and query fit are answered by it, not by the house. */
  failNext(pattern: RegExp, answer: Fault['answer'], times = 1): void {
    this.#memory.faults.push({ pattern, answer, times });
  }

  /** The gateway works again. */
  healFaults(): void {
    this.#memory.faults.length = 0;
  }

  requests(): SentRequest[] {
    return this.#memory.requests;
  }
  dialled(): string[] {
    return this.#memory.dialled;
  }
  clipboard(): string {
    return this.#memory.clipboard;
  }
  contacts(): number {
    return this.#memory.contacts;
  }
  /** Template → answer, one row for each time that the program asked. */
  subscriptions(): Record<string, string>[] {
    return this.#memory.subscribed;
  }
  /** What lies in the phone's storage, as text. */
  storage(): Map<string, string> {
    return this.#memory.storage;
  }
  /** Downloaded subpackages and their bytes. */
  packages(): Map<string, number> {
    return this.#memory.packages;
  }
  isPrivacyAgreed(): boolean {
    return this.#memory.isPrivacyAgreed;
  }
  /** The vendor's identity of this phone's owner (openid, open_id). */
  get account(): string {
    return this.#memory.account;
  }

  log(): LogLine[] {
    return this.#memory.lines;
  }
  /** The lines of the log that fail a journey: everything but the program's own console words below `error`. */
  problems(): string[] {
    return this.#memory.lines
      .filter(({ kind, level }) => kind !== 'console' || level === 'error')
      .map(({ kind, text }) => `${kind}: ${text}`);
  }

  counters(): Promise<BridgeCounters> {
    return this.#link.ask('counters');
  }
  resetCounters(): Promise<void> {
    return this.#link.ask('resetCounters');
  }
  /** Milliseconds from the worker's start to the first page drawn and to its first content. */
  launchTimes(): Promise<{ firstPageMs?: number; firstContentMs?: number }> {
    return this.#link.ask('times');
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  #boot(): PageBoot {
    const { appJson, pageJson } = this.server.program;
    const { storage, condition, isPrivacyAgreed } = this.#memory;
    return {
      view: { client: this.client, programUrl: '/program/', appJson, pageJson, statusBarHeight: STATUS_BAR },
      logic: {
        client: this.client,
        appJson,
        pageJson,
        launch: this.#launch,
        storage: Object.fromEntries(storage),
        networkType: condition === 'none' ? 'none' : 'wifi',
        fontScale: this.fontScale,
        screen: {
          ...this.viewport,
          statusBarHeight: STATUS_BAR,
          navigationBarHeight: NAVIGATION_BAR,
          tabBarHeight: TAB_BAR,
          pixelRatio: 2,
        },
        programScripts: `${this.server.url}/scripts/`,
        privacyAgreed: isPrivacyAgreed,
      },
    };
  }
}
