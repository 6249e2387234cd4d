import { rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { inRoot } from '../setup/paths.mjs';
import { ARTEFACTS } from './journey';
import { runJourneys } from './runner';

/**
 * `tsx scripts/e2e/run.ts [part of a journey's name]`: plays the browser journeys. Needs the built browser client. The last line is the JSON
 * summary that `npm test` reads: {"passed","failed","skipped","notes","failures"}.
 */
rmSync(path.join(ARTEFACTS, 'screens'), { recursive: true, force: true });
const summary = await runJourneys({
  folder: inRoot('scripts/e2e/journeys'),
  only: process.argv[2],
  say: (line) => process.stdout.write(`${line}\n`),
});
process.stdout.write(`${JSON.stringify(summary)}\n`);
process.exit(summary.failed > 0 ? 1 : 0);
