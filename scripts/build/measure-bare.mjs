import { runMain, say } from '../setup/progress.mjs';
import { withBareApp } from './bare.mjs';
import { measureClient } from './size.mjs';

/** Measures the bare app for scripts/build-budget.json. Run it again when Taro or React moves: node scripts/build/measure-bare.mjs */
const CLIENTS = /** @type {const} */ (['weapp', 'alipay', 'h5']);

await runMain(() =>
  withBareApp(CLIENTS, async (folderOf) => {
    for (const client of CLIENTS) {
      const size = measureClient(client, folderOf(client));
      say(`${client}: main ${size.mainBytes} bytes, in all ${size.totalBytes} bytes`);
    }
  }),
);
