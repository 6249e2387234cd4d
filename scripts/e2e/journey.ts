import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, ConsoleMessage, Locator, Page } from 'playwright-core';
import { inRoot } from '../setup/paths.mjs';
import type { TextMode } from './access';
import type { Client, Driver } from './driver';
import { BrowserDriver } from './driver.h5';
import { MiniDriver } from './driver.mini';
import type { House } from './house';
import type { MpPhone } from './mp-host/host';
import type { Programs } from './programs';

/** One thing that a person does from beginning to end, in files named scripts/e2e/journeys/*.journey.ts: `export const journeys: Journey[]`. */
export interface Journey {
  name: string;
  /** The programs that it is played on; a browser only where nothing is said. */
  clients?: readonly Client[];
  /** It changes nothing that another journey could see (it signs nobody in), so it may be played in a house that was used. */
  isReadOnly?: boolean;
  /** How every phone of it draws text; normal where nothing is said. */
  mode?: TextMode;
  run(stage: Stage): Promise<void>;
}

/** What a stage is made of. */
export interface StageParts {
  house: House;
  browser: Browser;
  programs: Programs;
  /** Of the journey; the pictures lie under it. */
  name: string;
  client: Client;
  mode?: TextMode | undefined;
  programDir?: string;
}

/** A picture that was kept, and what it shows. */
export interface Shot {
  title: string;
  file: string;
}

/** Fast typing into controlled inputs loses characters; a person is slower than this anyway. */
const KEY_DELAY_MS = 35;
const PHONE = { width: 375, height: 812 };
/** The same journey once more in large text; its name says so. */
export const inElderMode = (journey: Journey): Journey => ({
  ...journey,
  name: `${journey.name} (elder mode)`,
  mode: 'elder',
});

export const ARTEFACTS = inRoot('.artefacts');

/** Where a journey is played: a house with data of its own, and phones (browser contexts) that share nothing with each other. */
export class Stage {
  readonly #contexts: BrowserContext[] = [];
  readonly #pages: { owner: string; page: Page }[] = [];
  readonly #phones: { owner: string; phone: MpPhone }[] = [];
  readonly #problems: string[] = [];
  /** Lines for the report: what was counted or measured on the way. */
  readonly notes: string[] = [];
  readonly #allowed: RegExp[] = [];
  /** What was looked at, in order. */
  readonly looks: Shot[] = [];
  #shots = 0;

  readonly house: House;
  readonly browser: Browser;
  readonly programs: Programs;
  readonly name: string;
  readonly client: Client;
  readonly mode: TextMode;
  /** Where the compiled mini-program of this stage lies, where it is not the built one. */
  readonly programDir: string | undefined;

  constructor(parts: StageParts) {
    this.house = parts.house;
    this.browser = parts.browser;
    this.programs = parts.programs;
    this.name = parts.name;
    this.client = parts.client;
    this.mode = parts.mode ?? 'normal';
    this.programDir = parts.programDir;
  }

  /** A new phone with the program of this stage's client, empty storage, nothing opened yet. */
  async newPhone(owner = 'person'): Promise<Driver> {
    if (this.client === 'h5') return new BrowserDriver(await this.newPage(owner), new URL(this.house.url).origin);
    const host = await this.programs.hostOf(this.client, this.programDir);
    const phone = await host.newPhone({ house: this.house });
    this.#phones.push({ owner, phone });
    this.#pages.push({ owner, page: phone.page });
    return new MiniDriver(phone);
  }

  /** Says something worth reading in the run's report. */
  note(line: string): void {
    this.notes.push(line);
  }

  /** A new phone in somebody's hand: 375×812, Chinese, empty storage. With a size: a computer on a desk. */
  async newPage(owner = 'person', desk?: { width: number; height: number }): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: desk ?? PHONE,
      deviceScaleFactor: desk ? 1 : 2,
      isMobile: !desk,
      hasTouch: !desk,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      baseURL: this.house.url,
    });
    context.setDefaultTimeout(15_000);
    this.#contexts.push(context);
    context.on('page', (page) => this.#watch(owner, page));
    return context.newPage();
  }

  /** Types as a person does, key by key, after emptying the field. */
  async type(field: Locator, text: string): Promise<void> {
    await field.click();
    await field.fill('');
    await field.pressSequentially(text, { delay: KEY_DELAY_MS });
  }

  /** Keeps a picture as .artefacts/screens/<client>/<journey>/<nn>-<name>.png and hands back its path. */
  async screenshot(page: Page, name: string, options: { fullPage?: boolean } = {}): Promise<string> {
    this.#shots += 1;
    const folder = path.join(ARTEFACTS, 'screens', this.client, fileName(this.name));
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `${String(this.#shots).padStart(2, '0')}-${fileName(name)}.png`);
    await page.screenshot({ path: file, fullPage: options.fullPage ?? false, animations: 'disabled' });
    return file;
  }

  /** Says that an error message in the browser's console is part of this journey. */
  allowProblem(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  /** A fault of a screen: the journey goes on and fails at its end, so that one run tells all of them. */
  complain(fault: string): void {
    this.#problems.push(fault);
  }

  /** Faults of screens, errors that pages threw or wrote to the console, and server errors (5xx), so far. */
  async problems(): Promise<string[]> {
    const onPhones = this.#phones.flatMap(({ owner, phone }) =>
      [...phone.problems(), ...serverErrors(phone)].map((problem) => `${owner}: ${problem}`),
    );
    return [...this.#problems, ...onPhones].filter(
      (problem) => !this.#allowed.some((pattern) => pattern.test(problem)),
    );
  }

  /** A picture of each open page, for the report of a failure. */
  async shootAll(): Promise<string[]> {
    const shots: string[] = [];
    for (const { owner, page } of this.#pages) {
      if (!page.isClosed())
        shots.push(await this.screenshot(page, `failed-${owner}`).catch(() => `no picture of ${owner}`));
    }
    return shots;
  }

  async close(): Promise<void> {
    for (const context of this.#contexts) await context.close();
    for (const { phone } of this.#phones) await phone.close();
  }

  #watch(owner: string, page: Page): void {
    this.#pages.push({ owner, page });
    page.on('pageerror', (error) => this.#problems.push(`${owner}: ${error.stack ?? error.message}`));
    page.on('crash', () => this.#problems.push(`${owner}: the page crashed`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !isRefusedCall(message)) {
        this.#problems.push(`${owner}: console: ${message.text()} (${message.location().url})`);
      }
    });
    page.on('response', (response) => {
      if (response.status() >= 500) this.#problems.push(`${owner}: ${response.status()} from ${response.url()}`);
    });
  }
}

/** Answers of 5xx that a mini-program got, worded as those of a browser. */
function serverErrors(phone: MpPhone): string[] {
  return phone
    .requests()
    .filter(({ status }) => status >= 500)
    .map(({ status, path: asked }) => `${status} from ${asked}`);
}

/** Chromium writes each 4xx answer of the API to the console; a refusal is an answer, not a fault of the page. 5xx are counted by their response. */
function isRefusedCall(message: ConsoleMessage): boolean {
  return (
    /Failed to load resource: .*status of [45]\d\d/.test(message.text()) && message.location().url.includes('/v1/')
  );
}

/** A name as it stands in the names of folders and pictures. */
export const fileName = (text: string): string => text.replace(/[\\/:*?"<>|\s]+/g, '-');
