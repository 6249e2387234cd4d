import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fingerprint } from '../setup/fingerprint.mjs';
import { inRoot } from '../setup/paths.mjs';
import { PlainFailure } from '../setup/progress.mjs';
import { runNode } from '../setup/run.mjs';
import { kib } from './size.mjs';

/** The operators' console: Vite, React and antd, built into bff/console/dist, which the BFF serves under /console. */
export const CONSOLE_DIR = inRoot('bff/console/dist');
const STAMP = inRoot('bff/console/dist/.inputs');
const INPUTS = [
  'bff/console/src',
  'bff/console/index.html',
  'bff/console/vite.config.ts',
  'bff/console/package.json',
  'shared/src/contract',
  'package-lock.json',
];
/** What a browser fetches before the sign-in page stands, in bytes on disk. React and the parts of antd that a form needs. */
const FIRST_PAGE_BUDGET = 700 * 1024;

/** Whether the console is missing or made from other sources. */
export function isConsoleStale() {
  if (!existsSync(`${CONSOLE_DIR}/index.html`) || !existsSync(STAMP)) return true;
  return readFileSync(STAMP, 'utf8') !== fingerprint(INPUTS);
}

/** Builds the console; a warning fails the build. @returns {Promise<string[]>} what to print */
export async function buildConsole() {
  const inputs = fingerprint(INPUTS);
  rmSync(STAMP, { force: true });
  const { code, output } = await runNode(inRoot('node_modules/vite/bin/vite.js'), ['build', '--logLevel', 'warn'], {
    cwd: inRoot('bff/console'),
    env: { NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  if (code !== 0 || output.trim() !== '') throw new PlainFailure(`console: the build failed or warned.\n${output}`);
  const page = existsSync(`${CONSOLE_DIR}/index.html`) ? readFileSync(`${CONSOLE_DIR}/index.html`, 'utf8') : '';
  const first = [...page.matchAll(/(?:src|href)="\/console\/(assets\/[^"]+)"/g)].map(
    ([, file]) => `${CONSOLE_DIR}/${file}`,
  );
  if (first.length === 0 || !first.every((file) => existsSync(file))) {
    throw new PlainFailure('console: the build left no page, or a page whose files are missing.');
  }
  const bytes = (/** @type {readonly string[]} */ files) => files.reduce((sum, file) => sum + statSync(file).size, 0);
  if (bytes(first) > FIRST_PAGE_BUDGET) {
    throw new PlainFailure(`console: the first page takes ${kib(bytes(first))}, more than ${kib(FIRST_PAGE_BUDGET)}.`);
  }
  mkdirSync(CONSOLE_DIR, { recursive: true });
  writeFileSync(STAMP, inputs);
  const all = readdirSync(`${CONSOLE_DIR}/assets`).map((file) => `${CONSOLE_DIR}/assets/${file}`);
  return [`console: ${kib(bytes(first))} before the sign-in page, ${kib(bytes(all))} in all`];
}
