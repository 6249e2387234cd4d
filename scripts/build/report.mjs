import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { inRoot } from '../setup/paths.mjs';
import { during, runMain, say } from '../setup/progress.mjs';
import { readAppJson } from './app-json.mjs';
import { attribute, readChunks } from './attribution.mjs';
import { buildClient, clientFolder, isStale, statsFile } from './client.mjs';
import { kib, namedByPage } from './size.mjs';

/**
 * `npm run build:report`: what each client weighs, by package and by dependency, beside the table of the last commit
 * (scripts/build/sizes.json). Writes the new table there, to be committed with the change that made it.
 * @typedef {import('./client.mjs').Client} Client
 * @typedef {import('./attribution.mjs').PackageTable} PackageTable
 */
const TABLE = 'scripts/build/sizes.json';
/** @type {readonly Client[]} */
const CLIENTS = ['weapp', 'alipay', 'h5'];
/** Smaller parts stand together in one line. */
const SMALL_BYTES = 1024;

/** @param {Client} client @returns {PackageTable[]} */
export function tablesOf(client) {
  const folder = clientFolder(client);
  const chunks = readChunks(statsFile(client));
  if (client === 'h5') {
    const named = namedByPage(folder);
    return attribute(folder, chunks, [], (file) => named.has(file));
  }
  return attribute(folder, chunks, readAppJson(folder).roots);
}

/** @returns {Partial<Record<Client, PackageTable[]>>} the table as it stands in the last commit; empty before the first */
function lastTable() {
  try {
    const text = execFileSync('git', ['show', `HEAD:${TABLE}`], {
      cwd: inRoot('.'),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return JSON.parse(text.toString());
  } catch {
    return {};
  }
}

/** @param {number} bytes @param {number | undefined} before */
function change(bytes, before) {
  if (before === undefined) return '      new';
  const delta = bytes - before;
  return Math.abs(delta) < 52
    ? '        ='
    : `${delta > 0 ? '+' : '-'}${(Math.abs(delta) / 1024).toFixed(1)} KiB`.padStart(9);
}

/** The lines of one client. @param {Client} client @param {PackageTable[]} now @param {PackageTable[] | undefined} before */
export function linesOf(client, now, before) {
  return now.flatMap((table) => {
    const old = before?.find((each) => each.package === table.package);
    const big = table.parts.filter(({ bytes }) => bytes >= SMALL_BYTES);
    const rest = table.parts.filter(({ bytes }) => bytes < SMALL_BYTES);
    const restBytes = rest.reduce((sum, { bytes }) => sum + bytes, 0);
    const line = (/** @type {string} */ what, /** @type {number} */ bytes, /** @type {number | undefined} */ was) =>
      `${kib(bytes).padStart(9)} ${change(bytes, was)}  ${what}`;
    return [
      line(`${client} ${table.package}`, table.bytes, old?.bytes),
      ...big.map(({ part, bytes }) => line(`  ${part}`, bytes, old?.parts.find((each) => each.part === part)?.bytes)),
      ...(rest.length > 0 ? [`${kib(restBytes).padStart(9)}            (${rest.length} smaller)`] : []),
    ];
  });
}

if (process.argv[1] === inRoot('scripts/build/report.mjs'))
  await runMain(async () => {
    const before = lastTable();
    /** @type {Partial<Record<Client, PackageTable[]>>} */
    const now = {};
    for (const client of CLIENTS) {
      if (isStale(client)) await during(`Building the ${client} client`, () => buildClient(client));
      now[client] = tablesOf(client);
      for (const line of linesOf(client, now[client] ?? [], before[client])) say(line);
    }
    writeFileSync(inRoot(TABLE), `${JSON.stringify(now, null, 2)}\n`);
    say(`The table is in ${TABLE}; commit it with the change that made it.`);
  });
