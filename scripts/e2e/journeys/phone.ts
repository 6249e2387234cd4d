import type { Locator, Page } from 'playwright-core';
import { auditAccess } from '../access';
import type { Client, Driver } from '../driver';
import type { Stage } from '../journey';
import { auditScreen } from './screen-audit';

const STILL_MS = 150;
const WIDTH = 375;
const HEIGHT = 812;
/** A bottom bar's room, and a little more: only what stands above it counts as seen. */
const BAR = 160;
const IN_SIGHT_WITHIN_MS = 3_000;
const LOADED_WITHIN_MS = 15_000;
const MOST_TRIES = 2;

/**
 * A phone in somebody's hand: finds things by name on the page that is seen (the earlier pages of the stack stay in the document,
 * hidden), acts as a finger does, and looks at each screen: every look is audited and kept as a picture. The driver knows
 * whether it is a browser, WeChat or Alipay; a journey need not.
 */
export class Phone {
  /** Taps on the program and on the platform's own sheets since the phone was opened; fields that are typed into are not counted. */
  taps = 0;

  private constructor(
    readonly stage: Stage,
    readonly driver: Driver,
    readonly owner: string,
  ) {}

  /** A new phone with empty storage, opened at a path of the program. */
  static async open(stage: Stage, owner: string, path = '/'): Promise<Phone> {
    const phone = new Phone(stage, await stage.newPhone(owner), owner);
    if (stage.mode === 'elder') await phone.#chooseLargeText();
    await phone.go(path);
    return phone;
  }

  /** A new phone on which nothing was opened before, on this page from the platform's search. */
  static async openFromSearch(stage: Stage, owner: string, path: string): Promise<Phone> {
    const phone = new Phone(stage, await stage.newPhone(owner), owner);
    await phone.driver.openFromSearch(path);
    return phone;
  }

  get client(): Client {
    return this.driver.client;
  }

  /** What is drawn, for what only one client can do. */
  get page(): Page {
    return this.driver.page;
  }

  /** Opens an address of the program, as from a card or a bookmark. */
  async go(path: string): Promise<void> {
    await this.driver.go(path);
  }

  /** What is seen under this name; the topmost where there are several. */
  part(id: string): Locator {
    return this.page.locator(`${this.driver.named(id)}:visible`).last();
  }

  /** What is seen and whose name begins so, in the order of the screen. */
  parts(idPrefix: string): Locator {
    return this.page.locator(`${this.driver.namedFrom(idPrefix)}:visible`);
  }

  /** The names of all that is seen and whose name begins so. */
  namesOf(idPrefix: string): Promise<string[]> {
    return this.parts(idPrefix).evaluateAll(
      (found, attribute) => found.map((each) => each.getAttribute(attribute) ?? ''),
      this.driver.nameAttribute,
    );
  }

  /** Waits until this part, or any of these words, is seen. */
  async see(what: { part: string } | { words: string | RegExp }, timeoutMs = 15_000): Promise<void> {
    const found = 'part' in what ? this.part(what.part) : this.words(what.words);
    await found.waitFor({ state: 'visible', timeout: timeoutMs });
  }

  /** Waits until one of these parts is seen, and says which. */
  async seeOneOf(...ids: string[]): Promise<string> {
    const any = this.page.locator(ids.map((id) => `${this.driver.named(id)}:visible`).join(', ')).last();
    await any.waitFor({ state: 'visible' });
    return (await any.getAttribute(this.driver.nameAttribute)) ?? '';
  }

  /** Waits until this part stands inside the window, above a bottom bar: a word below the fold is not seen by the person. */
  async seeInSight(part: string): Promise<void> {
    await this.see({ part });
    const deadline = Date.now() + IN_SIGHT_WITHIN_MS;
    for (;;) {
      const box = await this.part(part).boundingBox();
      if (box && box.y >= 0 && box.y < HEIGHT - BAR) return;
      if (Date.now() > deadline) throw new Error(`"${part}" is not in sight: its top is at ${box?.y} px of ${HEIGHT}.`);
      await this.page.waitForTimeout(100);
    }
  }

  /** Words that are seen on the screen. */
  words(text: string | RegExp): Locator {
    return this.page.getByText(text).locator('visible=true').first();
  }

  /** Back with the phone's own means. */
  async back(): Promise<void> {
    await this.driver.back();
  }

  async tap(id: string): Promise<void> {
    await this.part(id).click();
    this.taps += 1;
  }

  /** One more tap, made by other means (a list row, the platform's sheet). */
  countTap(): void {
    this.taps += 1;
  }

  /** In elder mode a form asks one thing at a time: on to its next question. */
  async nextQuestion(): Promise<void> {
    if (this.stage.mode === 'elder') await this.tap('question-next');
  }

  /** Types into a field key by key, and looks whether it stands there: on a very busy machine a page may still be drawn anew under the fingers. */
  async type(id: string, text: string): Promise<void> {
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      await this.stage.type(this.driver.field(this.part(id)), text);
      const stands = await this.typed(id);
      if (stands === text || tries === MOST_TRIES) return;
      this.stage.note(`typed again into ${id}, where ${stands.length} of ${text.length} letters stood`);
    }
  }

  /** Types a code whose last digit sends it; typed again where a digit got lost and the field still waits. */
  async typeCode(id: string, code: string): Promise<void> {
    const field = this.driver.field(this.part(id));
    await this.stage.type(field, code);
    await this.page.waitForTimeout(STILL_MS);
    const stands = (await field.isVisible()) ? await field.inputValue({ timeout: 1_000 }).catch(() => code) : code;
    if (stands.length < code.length) await this.stage.type(field, code);
  }

  /** What stands in a field. */
  async typed(id: string): Promise<string> {
    return this.driver.field(this.part(id)).inputValue();
  }

  /** All words of a part, white space made single. */
  async textOf(id: string): Promise<string> {
    return (await this.part(id).innerText()).replace(/\s+/g, ' ').trim();
  }

  /** A button that is drawn as not yet possible. */
  async isOff(id: string): Promise<boolean> {
    return (await this.part(id).getAttribute('aria-disabled')) === 'true';
  }

  /** Requests to the server so far whose path begins so. */
  async requestsTo(pathStart: string): Promise<number> {
    return (await this.driver.requests()).filter(({ path }) => path.startsWith(pathStart)).length;
  }

  /** Stands before the camera; the tap on the platform's sheet counts. */
  async showFace(isOwn = true): Promise<void> {
    await this.driver.showFace(isOwn ? 'own' : 'other', (what) =>
      this.stage.screenshot(this.page, `${this.owner} ${what}`),
    );
    this.taps += 1;
  }

  async pickTime(id: string, local: string): Promise<void> {
    await this.driver.pickTime(this.part(id), local);
  }

  /** Waits until nothing on the page loads any more. */
  async loaded(): Promise<void> {
    const loading = this.page.locator(`${this.driver.named('loading')}:visible`);
    const deadline = Date.now() + LOADED_WITHIN_MS;
    while ((await loading.count()) > 0) {
      if (Date.now() > deadline) throw new Error(`${await this.driver.where()} did not stop loading.`);
      await this.page.waitForTimeout(100);
    }
  }

  /** Waits until nothing loads, audits the screen (the journey goes on, and fails at its end) and keeps a picture; `isWhole`: all of a long page. */
  async look(name: string, { isWhole = false } = {}): Promise<void> {
    await this.loaded();
    await this.page.waitForTimeout(STILL_MS);
    if (isWhole) await this.#stretch();
    const title = `${this.owner} ${name}`;
    this.stage.looks.push({ title, file: await this.stage.screenshot(this.page, title) });
    if (isWhole) await this.page.setViewportSize({ width: WIDTH, height: HEIGHT });
    const faults = [...(await auditScreen(this.driver)), ...(await auditAccess(this.page, this.stage.mode))];
    for (const fault of faults) this.stage.complain(`${title}: ${fault}`);
  }

  async #chooseLargeText(): Promise<void> {
    await this.go('/pages/home/index');
    await this.tap('home-elder');
    await this.page.locator('.screen--elder:visible').waitFor();
    this.taps = 0;
  }

  /** Makes the window as high as the content: pages scroll inside a part of their own, so a full-page picture would end at the fold. */
  async #stretch(): Promise<void> {
    const hidden = await this.page.evaluate(() => {
      const top = document.querySelector('.phone-page[data-top]')?.shadowRoot ?? document;
      return Math.max(
        0,
        ...[...top.querySelectorAll('*')]
          .filter((part) => part.checkVisibility() && /auto|scroll/.test(getComputedStyle(part).overflowY))
          .map((part) => part.scrollHeight - part.clientHeight),
        document.documentElement.scrollHeight - window.innerHeight,
      );
    });
    await this.page.setViewportSize({ width: WIDTH, height: HEIGHT + hidden });
    await this.page.waitForTimeout(STILL_MS);
  }
}
