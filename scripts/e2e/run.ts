import { rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { inRoot } from '../setup/paths.mjs';
import { CLIENTS, type Client } from './driver';
import { ARTEFACTS } from './journey';
import { runJourneys } from './runner';

/**
 * `tsx scripts/e2e/run.ts [--client h5|weapp|alipay] [--lanes n] [part of a journey's name]`: plays the journeys on the built clients. The last line is
 * the JSON summary that `npm test` reads: {"passed","failed","skipped","notes","failures"}.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { client: { type: 'string' }, lanes: { type: 'string', default: '2' } },
});
const isClient = (text: string | undefined): text is Client => CLIENTS.some((client) => client === text);
if (values.client !== undefined && !isClient(values.client)) {
  throw new Error(`--client is one of ${CLIENTS.join(', ')}, not "${values.client}".`);
}
for (const client of CLIENTS) rmSync(path.join(ARTEFACTS, 'screens', client), { recursive: true, force: true });
const summary = await runJourneys({
  folder: inRoot('scripts/e2e/journeys'),
  only: positionals[0],
  clients: isClient(values.client) ? [values.client] : CLIENTS,
  lanes: Number(values.lanes),
  say: (line) => process.stdout.write(`${line}\n`),
});
for (const note of summary.notes) process.stdout.write(`${note}\n`);
process.stdout.write(`${JSON.stringify(summary)}\n`);
process.exit(summary.failed > 0 ? 1 : 0);
