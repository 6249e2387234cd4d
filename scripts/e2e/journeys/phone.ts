import type { Locator, Page } from 'playwright-core';
import type { Stage } from '../journey';
import { auditScreen } from './screen-audit';

const STILL_MS = 150;

/**
 * A phone in somebody's hand: finds things by test id on the page that is seen (Taro keeps the earlier pages of the stack in the
 * document, hidden), acts as a finger does, and looks at each screen: every look is audited and kept as a picture.
 */
export class Phone {
  private constructor(
    readonly stage: Stage,
    readonly page: Page,
    readonly owner: string,
  ) {}

  /** A new phone with empty storage, opened at a path of the program. */
  static async open(stage: Stage, owner: string, path = '/'): Promise<Phone> {
    const phone = new Phone(stage, await stage.newPage(owner), owner);
    await phone.go(path);
    return phone;
  }

  /** Opens an address of the program, as from a card or a bookmark. */
  async go(path: string): Promise<void> {
    await this.page.goto(path);
  }

  /** What is seen under this test id; the topmost where there are several. */
  part(id: string): Locator {
    return this.page.locator(`[data-testid="${id}"]:visible`).last();
  }

  /** What is seen and whose test id begins so, in the order of the screen. */
  parts(idPrefix: string): Locator {
    return this.page.locator(`[data-testid^="${idPrefix}"]:visible`);
  }

  /** Waits until this part, or any of these words, is seen. */
  async see(what: { part: string } | { words: string | RegExp }, timeoutMs = 15_000): Promise<void> {
    const found = 'part' in what ? this.part(what.part) : this.words(what.words);
    await found.waitFor({ state: 'visible', timeout: timeoutMs });
  }

  /** Waits until this part stands inside the window, above a bottom bar: a word below the fold is not seen by the person. */
  async seeInSight(part: string): Promise<void> {
    await this.see({ part });
    await this.page.waitForFunction(
      (id) => {
        const found = [...document.querySelectorAll(`[data-testid="${id}"]`)]
          .filter((each) => each.checkVisibility())
          .at(-1);
        const box = found?.getBoundingClientRect();
        return box !== undefined && box.top >= 0 && box.top < window.innerHeight - 160;
      },
      part,
      { timeout: 3_000 },
    );
  }

  /** Words that are seen on the screen. */
  words(text: string | RegExp): Locator {
    return this.page.getByText(text).locator('visible=true').first();
  }

  async tap(id: string): Promise<void> {
    await this.part(id).click();
  }

  /** Types into a field key by key. */
  async type(id: string, text: string): Promise<void> {
    await this.stage.type(this.part(id).locator('input'), text);
  }

  /** What stands in a field. */
  async typed(id: string): Promise<string> {
    return this.part(id).locator('input').inputValue();
  }

  /** All words of a part, white space made single. */
  async textOf(id: string): Promise<string> {
    return (await this.part(id).innerText()).replace(/\s+/g, ' ').trim();
  }

  /** Waits until nothing loads, audits the screen (throws on a fault) and keeps a picture; `isWhole`: all of a long page. */
  async look(name: string, { isWhole = false } = {}): Promise<void> {
    await this.page.locator('[data-testid="loading"]:visible').waitFor({ state: 'detached' });
    await this.page.waitForTimeout(STILL_MS);
    if (isWhole) await this.#stretch();
    await this.stage.screenshot(this.page, `${this.owner} ${name}`);
    if (isWhole) await this.page.setViewportSize({ width: 375, height: 812 });
    const faults = await auditScreen(this.page);
    if (faults.length > 0) throw new Error(`The screen "${name}" has faults:\n${faults.join('\n')}`);
  }

  /** Makes the window as high as the content: pages scroll inside a part of their own, so a full-page picture would end at the fold. */
  async #stretch(): Promise<void> {
    const hidden = await this.page.evaluate(() =>
      Math.max(
        0,
        ...[...document.querySelectorAll('*')]
          .filter((part) => part.checkVisibility() && /auto|scroll/.test(getComputedStyle(part).overflowY))
          .map((part) => part.scrollHeight - part.clientHeight),
        document.documentElement.scrollHeight - window.innerHeight,
      ),
    );
    await this.page.setViewportSize({ width: 375, height: 812 + hidden });
    await this.page.waitForTimeout(STILL_MS);
  }
}
