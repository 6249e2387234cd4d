import assert from 'node:assert/strict';
import { CLIENTS } from '../driver';
import { MiniDriver } from '../driver.mini';
import type { Journey } from '../journey';
import type { BridgeCounters } from '../mp-host/protocol';
import { Phone } from './phone';

/** Long enough for a second request to be on its way, were there one. */
const QUIET_MS = 1_500;
/** A key, its answer and the drawing of both. */
const MOST_BYTES_PER_KEY = 4 * 1024;
const QUESTION = '绑了还是刷不了';

export const journeys: Journey[] = [
  {
    name: 'cold start: an answer from the platform’s search, without signing in, the server asked once',
    clients: CLIENTS,
    isReadOnly: true,
    async run(stage) {
      const phone = await Phone.openFromSearch(stage, '搜到答案的人', '/pages/answer/index?id=bound-but-not-paid');
      await phone.see({ part: 'answer-text' });
      assert.match(await phone.textOf('answer-title'), /绑定了，为什么还是刷不了/);
      await phone.look('answer from search', { isWhole: true });
      await phone.page.waitForTimeout(QUIET_MS);
      const asked = (await phone.driver.requests()).map(({ method, path }) => `${method} ${path}`);
      assert.deepEqual(asked, ['GET /v1/faq/entries/bound-but-not-paid'], 'a cold answer asks the server once');
      stage.note(`the server was asked ${asked.length} time for a cold answer`);
      if (!(phone.driver instanceof MiniDriver)) return;
      assert.deepEqual([...phone.driver.phone.packages().keys()], [], 'a cold answer needs the main package only');
      const { firstPageMs = 0, firstContentMs = 0 } = await phone.driver.phone.launchTimes();
      stage.note(`first page after ${Math.round(firstPageMs)} ms, content after ${Math.round(firstContentMs)} ms`);
    },
  },
  {
    name: 'search as you type: what crosses the bridge for each key',
    clients: ['weapp', 'alipay'],
    isReadOnly: true,
    async run(stage) {
      const phone = await Phone.open(stage, '打字的人', '/pages/search/index');
      const { driver } = phone;
      if (!(driver instanceof MiniDriver)) throw new Error('Only a mini-program has a bridge.');
      await phone.see({ part: 'hot-bound-but-not-paid' });
      const bytes: number[] = [];
      for (const key of QUESTION) {
        await driver.phone.resetCounters();
        await phone.part('search-input').pressSequentially(key);
        const soFar = QUESTION.slice(0, bytes.length + 1);
        await phone.page.locator(`${driver.named('search-results')}[aria-label="「${soFar}」的答案"]`).waitFor();
        await phone.page.waitForTimeout(300);
        bytes.push(drawnBytes(await driver.phone.counters()));
      }
      const most = Math.max(...bytes);
      stage.note(`bytes across the bridge per key: ${bytes.join(', ')}; at most ${most} of ${MOST_BYTES_PER_KEY}`);
      assert.ok(most <= MOST_BYTES_PER_KEY, `a key moved ${most} bytes across the bridge: ${bytes.join(', ')}`);
      assert.ok(most > 0, 'the bridge must be counted');
    },
  },
];

/** Bytes between logic and view in both directions; calls to the phone itself (network, storage) do not cross to the view. */
function drawnBytes({ toView, toLogic }: BridgeCounters): number {
  return [...Object.entries(toView), ...Object.entries(toLogic)]
    .filter(([kind]) => !/^(call|answer):(request|storageWrite|login)$/.test(kind))
    .reduce((sum, [, { bytes }]) => sum + bytes, 0);
}
