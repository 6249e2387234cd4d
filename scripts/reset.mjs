import { existsSync, rmSync } from 'node:fs';
import process from 'node:process';
import { isFree, portFromEnv } from './process/ports.mjs';
import { inRoot } from './setup/paths.mjs';
import { PlainFailure, runMain, say } from './setup/progress.mjs';

/** Clears the demo's data: what the BFF and the simulators have stored, and the keys made for them. */
await runMain(async () => {
  const port = portFromEnv('PORT', 8080);
  if (!(await isFree('127.0.0.1', port)) && !process.argv.includes('--force')) {
    throw new PlainFailure(
      `Something still runs on port ${port}. Stop it first (Ctrl-C where \`npm start\` runs), then clear the data.`,
    );
  }
  const folder = inRoot('.data');
  if (!existsSync(folder)) return say('There was no data to clear.');
  rmSync(folder, { recursive: true });
  say('Cleared .data. The next `npm start` begins with fresh demo data.');
  if (process.env.MONGODB_URI)
    say('The database at MONGODB_URI was left alone; drop it there if you want it empty, too.');
});
