import type { Locator, Page } from 'playwright-core';
import type { Driver, FalseAnswer, SentRequest } from './driver';
import { type MpPhone, SCENES } from './mp-host/host';
import type { Client as MiniClient } from './mp-host/protocol';

/** Paused in the middle of a gateway's tiredness, a phone may ask any number of times. */
const ANY_TIMES = 1_000_000;
const BUTTON = { own: 'pass', other: 'fail', nobody: 'cancel' } as const;

/** A compiled mini-program in the host: names are ids, the platform's own things are drawn as #native-…. */
export class MiniDriver implements Driver {
  readonly signsInBy = 'platform';
  readonly nameAttribute = 'id';
  #isRunning = false;

  constructor(readonly phone: MpPhone) {}

  get client(): MiniClient {
    return this.phone.client;
  }

  get page(): Page {
    return this.phone.page;
  }

  named = (name: string): string => `[id="${name}"]`;
  namedFrom = (prefix: string): string => `[id^="${prefix}"]`;
  /** The input is the element of the name itself. */
  field = (part: Locator): Locator => part;

  /** The first time a cold start; later as from a friend's card. '/' is the program without an address. */
  async go(path: string): Promise<void> {
    if (path === '/') await this.phone.open({ scene: SCENES[this.client].recent });
    else if (this.#isRunning) await this.phone.openPath(path);
    else await this.phone.open({ path, scene: SCENES[this.client].card });
    this.#isRunning = true;
  }

  async openFromSearch(path: string): Promise<void> {
    await this.phone.open({ path, scene: SCENES[this.client].search });
    this.#isRunning = true;
  }

  where(): Promise<string> {
    return this.phone.where();
  }

  back(): Promise<void> {
    return this.phone.back();
  }

  async isLeft(): Promise<boolean> {
    return this.phone.isLeft();
  }

  async reload(): Promise<void> {
    await this.killAndReturn(await this.where());
  }

  async killAndReturn(path: string): Promise<void> {
    // A thumb needs longer than this from the last key to swiping the program away; the key's event is on its way meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await this.phone.kill();
    await this.phone.open({ path, scene: SCENES[this.client].recent });
  }

  setOnline(isOnline: boolean): Promise<void> {
    return this.phone.network(isOnline ? 'online' : 'none');
  }

  async sharedPath(): Promise<string> {
    const { path } = await this.phone.share();
    return path.startsWith('/') ? path : `/${path}`;
  }

  async showFace(who: 'own' | 'other' | 'nobody', see: (what: string) => Promise<unknown>): Promise<void> {
    const button = this.page.locator(`#native-ask-${BUTTON[who]}`);
    await button.waitFor();
    await see('刷脸页');
    await button.click();
    await button.waitFor({ state: 'detached' });
  }

  /** WeChat has wheels for the day and wheels for the clock time, in two fields; Alipay one call for both. */
  async pickTime(part: Locator, local: string): Promise<void> {
    const [day = '', time = ''] = local.split('T');
    if (this.client === 'alipay') {
      await this.#turnWheels(part, `${day} ${time}`);
    } else {
      await this.#turnWheels(part, day);
      await this.#turnWheels(part.locator('xpath=following-sibling::*[1]'), time);
    }
  }

  async requests(): Promise<readonly SentRequest[]> {
    return this.phone.requests();
  }

  async answerInstead(pathPart: string, answer: FalseAnswer): Promise<() => Promise<void>> {
    const pattern = new RegExp(pathPart.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    this.phone.failNext(pattern, answer, ANY_TIMES);
    return async () => this.phone.healFaults();
  }

  async stored(): Promise<string> {
    return JSON.stringify([...this.phone.storage()]);
  }

  async close(): Promise<void> {
    await this.phone.close();
  }

  async #turnWheels(field: Locator, value: string): Promise<void> {
    await field.click();
    await this.page.locator('#picker-input').fill(value);
    await this.page.locator('#picker-sheet-confirm').click();
    await this.page.locator('#picker-sheet').waitFor({ state: 'detached' });
  }
}
