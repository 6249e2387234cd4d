import type { Page } from 'playwright-core';
import type { Stage } from '../journey';

const DESK = { width: 1280, height: 900 };

/** A hospital's till: the counter page of the insurance core's simulator, on a desk of its own. */
export class Till {
  private constructor(
    readonly stage: Stage,
    readonly page: Page,
  ) {}

  /** Opens the till for people insured in this region, the patient chosen. */
  static async open(stage: Stage, region: string, patient: string): Promise<Till> {
    const page = await stage.newPage('till', DESK);
    const till = new Till(stage, page);
    await page.goto(stage.house.coreUrl);
    await page.getByTestId(`region-${region}`).click();
    await stage.type(page.getByTestId('person-search'), patient);
    await page.getByTestId(`person-${patient}`).click();
    return till;
  }

  /** An institution by a part of its name. */
  async goTo(institution: string): Promise<void> {
    const option = this.page.getByTestId('institution').locator('option', { hasText: institution }).first();
    await this.page.getByTestId('institution').selectOption((await option.getAttribute('value')) ?? '');
  }

  /** The amount of the first item (treatment), in yuan as typed at the till. */
  async charge(yuan: string): Promise<void> {
    await this.stage.type(this.page.getByTestId('item-amount'), yuan);
  }

  async tryFirst(): Promise<string> {
    await this.page.getByTestId('trial').click();
    return this.#result('试算结果');
  }

  async settle(): Promise<string> {
    await this.page.getByTestId('settle').click();
    return this.#result('结算完成');
  }

  async cancelNewest(): Promise<void> {
    await this.page.getByTestId('cancel').first().click();
    await this.#result('已撤销');
  }

  /** Who pays, as drawn: yuan with two decimals, '' where there is no such part. */
  async paid(part: 'fund' | 'own' | 'shared' | 'cash'): Promise<string> {
    const found = this.page.getByTestId(`paid-${part}`);
    return (await found.count()) > 0 ? (await found.first().innerText()).replace(' 元', '') : '';
  }

  async look(name: string): Promise<void> {
    await this.stage.screenshot(this.page, `till ${name}`);
  }

  async #result(title: string): Promise<string> {
    const result = this.page.getByTestId('result').filter({ hasText: title });
    await result.waitFor();
    return result.innerText();
  }
}
