import process from 'node:process';
import { ensureInstalled } from './setup/install.mjs';
import { during, PlainFailure, runMain, say } from './setup/progress.mjs';

/** `node scripts/build.mjs weapp|alipay|h5|console|bff|all [--if-stale]`: builds, checks and prints sizes; exits with 1 on any failure. */
const TARGETS = ['weapp', 'alipay', 'h5', 'console', 'bff'];

await runMain(async () => {
  const [asked = 'all'] = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
  if (asked !== 'all' && !TARGETS.includes(asked)) {
    throw new PlainFailure(`Unknown target "${asked}". Use one of: ${TARGETS.join(', ')}, all.`);
  }
  await ensureInstalled();
  for (const target of asked === 'all' ? TARGETS : [asked]) {
    for (const line of await buildTarget(target, process.argv.includes('--if-stale'))) say(line);
  }
});

/** @param {string} target @param {boolean} ifStale @returns {Promise<string[]>} */
async function buildTarget(target, ifStale) {
  if (target === 'bff') {
    const { buildBff } = await import('./build/bff.mjs');
    return during('Bundling the BFF', buildBff);
  }
  if (target === 'console') {
    const { buildConsole, isConsoleStale } = await import('./build/console.mjs');
    if (ifStale && !isConsoleStale()) return ['console: already built from these sources'];
    return during('Building the console', buildConsole);
  }
  const { buildClient, isStale } = await import('./build/client.mjs');
  const client = /** @type {import('./build/client.mjs').Client} */ (target);
  if (ifStale && !isStale(client)) return [`${client}: already built from these sources`];
  return during(`Building the ${client} client`, () => buildClient(client));
}
