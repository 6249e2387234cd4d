import type { Page } from 'playwright-core';
import type { PageHands } from './page';

const DRAWN_WITHIN_MS = 15_000;
type Asked = 'top' | 'times' | 'counters' | 'resetCounters';
type WithHands = { phoneHands: PageHands };

/** The driver's way into a phone's page (PageHands of native/page.ts). */
export class DriverLink {
  constructor(
    readonly page: Page,
    readonly problems: () => string[],
  ) {}

  tell(message: Parameters<PageHands['toLogic']>[0]): Promise<void> {
    return this.page.evaluate(
      (sent) => (globalThis as unknown as WithHands).phoneHands.toLogic(sent as { type: 'back' }),
      message as { type: 'back' },
    );
  }

  ask<Name extends Asked>(name: Name): Promise<ReturnType<PageHands[Name]>> {
    const answer = this.page.evaluate(
      (asked) => (globalThis as unknown as WithHands).phoneHands[asked as 'top'](),
      name as 'top',
    );
    return answer as Promise<unknown> as Promise<ReturnType<PageHands[Name]>>;
  }

  /** Waits for a page newer than this one to be drawn; says what the log holds when it never is. */
  async drawn(after: number): Promise<void> {
    const isThere = (last: number) => {
      const top = (globalThis as unknown as Partial<WithHands>).phoneHands?.top();
      return top !== undefined && top.pageId > last && top.isDrawn;
    };
    await this.page.waitForFunction(isThere, after, { timeout: DRAWN_WITHIN_MS }).catch((error: unknown) => {
      throw new Error(`The mini-program drew no page.\n${this.problems().join('\n')}\n${String(error)}`);
    });
  }
}
