import type { Locator, Page } from 'playwright-core';
import type { Driver, FalseAnswer, SentRequest } from './driver';

/** The program in a browser: names are data-testid, the tab is the phone. */
export class BrowserDriver implements Driver {
  readonly client = 'h5';
  readonly signsInBy = 'sms';
  readonly nameAttribute = 'data-testid';
  readonly #requests: SentRequest[] = [];

  /** @param origin of the house; the face check leaves it and comes back */
  constructor(
    readonly page: Page,
    readonly origin: string,
  ) {
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.pathname.startsWith('/v1/')) {
        this.#requests.push({ method: request.method(), path: url.pathname + url.search });
      }
    });
  }

  named = (name: string): string => `[data-testid="${name}"]`;
  namedFrom = (prefix: string): string => `[data-testid^="${prefix}"]`;
  /** Taro's input is an element around the browser's own. */
  field = (part: Locator): Locator => part.locator('input');

  async go(path: string): Promise<void> {
    await this.page.goto(path);
  }

  openFromSearch = (path: string): Promise<void> => this.go(path);

  async where(): Promise<string> {
    const { pathname, search } = new URL(this.page.url());
    return pathname + search;
  }

  async back(): Promise<void> {
    await this.page.goBack();
  }

  async isLeft(): Promise<boolean> {
    return this.page.url() === 'about:blank';
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  async killAndReturn(path: string): Promise<void> {
    await this.page.evaluate(() => sessionStorage.clear());
    await this.page.goto('about:blank');
    await this.go(path);
  }

  async setOnline(isOnline: boolean): Promise<void> {
    await this.page.context().setOffline(!isOnline);
  }

  /** A browser has no share card: the address is the link. */
  sharedPath(): Promise<string> {
    return this.where();
  }

  async showFace(who: 'own' | 'other' | 'nobody', see: (what: string) => Promise<unknown>): Promise<void> {
    if (who === 'nobody') throw new Error('The certify page in a browser has no cancel: go back instead.');
    const answer = this.page.getByRole('button', { name: who === 'own' ? '是本人，识别通过' : '不是本人' });
    await answer.waitFor();
    await see('刷脸页');
    await answer.click();
    await this.page.waitForURL((url) => url.origin === this.origin);
  }

  async pickTime(part: Locator, local: string): Promise<void> {
    await part.fill(local);
  }

  async requests(): Promise<readonly SentRequest[]> {
    return this.#requests;
  }

  async answerInstead(pathPart: string, answer: FalseAnswer): Promise<() => Promise<void>> {
    const pattern = `**${pathPart}`;
    await this.page.route(pattern, (route) => route.fulfill(answer));
    return () => this.page.unroute(pattern);
  }

  stored(): Promise<string> {
    return this.page.evaluate(() => JSON.stringify(localStorage));
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
