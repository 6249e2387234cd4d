import { withBareApp } from '../build/bare.mjs';
import { buildClient, type Client, clientFolder, isStale } from '../build/client.mjs';
import { kib, measureClient } from '../build/size.mjs';
import budget from '../build-budget.json' with { type: 'json' };
import { findChromium } from '../setup/system.mjs';
import { firstScreens } from './first-screen';

const CLIENTS: readonly Client[] = ['weapp', 'alipay', 'h5'];
/** What the issue allows over the bare app's time; the build's budget says how many times its weight. */
const TIME_FACTOR = 1.3;

/**
 * The clients beside the bare app, which is built in the same run: weight of the main package, and milliseconds to the
 * first screen in the mini-program host. Prints each ratio with what is allowed; says so where one is over.
 * @returns the ratios that are over
 */
export async function clients(): Promise<string[]> {
  for (const client of CLIENTS) if (isStale(client)) await buildClient(client);
  return withBareApp(CLIENTS, async (bareFolder) => {
    const over: string[] = [];
    const tell = (what: string, ratio: number, allowed: number, detail: string) => {
      if (ratio > allowed) over.push(what);
      console.log(`${what} / the bare app: ${ratio.toFixed(2)} (${detail}), at most ${allowed}`);
    };
    for (const client of CLIENTS) {
      const ours = measureClient(client, clientFolder(client));
      const bare = measureClient(client, bareFolder(client));
      const detail = `${kib(ours.mainBytes)} / ${kib(bare.mainBytes)}`;
      tell(`${client}: main package`, ours.mainBytes / bare.mainBytes, budget.factor, detail);
    }
    if (!findChromium()) {
      console.log('first screens: left out, no Chromium here (CHROMIUM_PATH names one)');
      return over;
    }
    const minis = (['weapp', 'alipay'] as const).map((client) => ({
      client,
      ours: clientFolder(client),
      bare: bareFolder(client),
    }));
    for (const { client, oursMs, bareMs } of await firstScreens(minis)) {
      const detail = `${oursMs.toFixed(0)} ms / ${bareMs.toFixed(0)} ms`;
      tell(`${client}: launch to search box`, oursMs / bareMs, TIME_FACTOR, detail);
    }
    return over;
  });
}
