import type { Page } from 'playwright-core';
import { openBrowser } from '../e2e/browser';
import { type House, startHouse } from '../e2e/house';
import { type MpHost, type MpPhone, startMpHost } from '../e2e/mp-host/host';
import type { Client as MiniClient } from '../e2e/mp-host/protocol';
import { middle } from './middle';

/** Where ours and the bare program of one client lie, compiled. */
export interface Programs {
  client: MiniClient;
  ours: string;
  bare: string;
}

export interface FirstScreen {
  client: MiniClient;
  oursMs: number;
  bareMs: number;
}

const ROUNDS = 15;
const FOUND_WITHIN_MS = 20_000;
/** What stands on the screen when it can be used: the home page's search box; the bare page's one line. */
const OURS = '[id="home-search"]';
const BARE = 'text, span, .taro-text, taro-text';

/**
 * Milliseconds from the launch to a first screen that can be used, in the host: for ours until the search box of the home
 * page stands on the screen, for the bare app until its one line of text does. By turns in one browser on one machine,
 * each with its downloaded packages and storage of the last time; the middle of fifteen.
 */
export async function firstScreens(programs: readonly Programs[]): Promise<FirstScreen[]> {
  const house = await startHouse();
  const browser = await openBrowser();
  try {
    const measured: FirstScreen[] = [];
    for (const { client, ours, bare } of programs) {
      const mine = await startMpHost({ client, programDir: ours, browser });
      const plain = await startMpHost({ client, programDir: bare, browser });
      measured.push({ client, ...(await byTurns(mine, plain, house)) });
      await Promise.all([mine.stop(), plain.stop()]);
    }
    return measured;
  } finally {
    await browser.close();
    await house.stop();
  }
}

async function byTurns(mine: MpHost, plain: MpHost, house: House): Promise<{ oursMs: number; bareMs: number }> {
  const ours = await watched(await mine.newPhone({ house }), OURS);
  const bare = await watched(await plain.newPhone({ house }), BARE);
  const times = { ours: [] as number[], bare: [] as number[] };
  // One launch of each does not count: the browser compiles, the program keeps what it fetched.
  for (let round = -1; round < ROUNDS; round += 1) {
    const [oursMs, bareMs] = [await launch(ours), await launch(bare)];
    if (round < 0) continue;
    times.ours.push(oursMs);
    times.bare.push(bareMs);
  }
  const problems = [ours, bare].flatMap((phone) => phone.problems());
  if (problems.length > 0) throw new Error(`a launch was not clean: ${problems.join('\n')}`);
  return { oursMs: middle(times.ours), bareMs: middle(times.bare) };
}

/** As text: what tsx adds to named functions is not there in the page. */
const LOOK = `(sign) => {
  const look = () => {
    const isThere = [...document.querySelectorAll('.phone-pages > *')].some((page) => {
      const box = page.shadowRoot?.querySelector(sign)?.getBoundingClientRect();
      return box !== undefined && box.height > 0 && box.top < innerHeight;
    });
    if (isThere) globalThis.seenAtMs = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}`;

/**
 * The page itself notes, frame by frame, when the sign stands on the screen: asking from outside would add the way there
 * and back to every time.
 */
async function watched(phone: MpPhone, sign: string): Promise<MpPhone> {
  await phone.page.addInitScript({ content: `(${LOOK})(${JSON.stringify(sign)})` });
  return phone;
}

/** Kills the program and starts it; the page's clock counts from the launch. */
async function launch(phone: MpPhone): Promise<number> {
  await phone.kill();
  await phone.open();
  return seenAtMs(phone.page);
}

async function seenAtMs(page: Page): Promise<number> {
  const seen = await page.waitForFunction(() => (globalThis as { seenAtMs?: number }).seenAtMs, undefined, {
    timeout: FOUND_WITHIN_MS,
  });
  return Number(await seen.jsonValue());
}
