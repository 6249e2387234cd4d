import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { root } from './paths.mjs';
import { during, PlainFailure } from './progress.mjs';
import { run } from './run.mjs';

const OLDEST_NODE = [20, 19];

/** Refuses a Node that is too old, naming the version that is needed. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new PlainFailure(
      `Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}. See https://nodejs.org.`,
    );
  }
}

/**
 * Why node_modules has to be installed, or undefined when it is exactly what package-lock.json says. npm writes
 * node_modules/.package-lock.json at the end of an installation; packages for other systems are optional and may be absent.
 * @param {string} [folder]
 * @returns {string | undefined}
 */
export function whyInstall(folder = root) {
  const installedFile = path.join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return 'nothing is installed yet';
  const wanted = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  for (const [key, entry] of Object.entries(wanted)) {
    // Packages inside a workspace's own folder are npm's affair: it does not always write them when workspaces are nested.
    if (!key.startsWith('node_modules/')) continue;
    if (entry.optional && !installed[key]) continue;
    if (!installed[key]) return `${key} is missing`;
    if (entry.version !== installed[key].version) return `${key} is not at version ${entry.version}`;
    if (!existsSync(path.join(folder, key))) return `${key} is missing`;
  }
  return undefined;
}

/** Installs what package-lock.json says, only when something is missing or at another version. */
export async function ensureInstalled() {
  checkNode();
  const reason = whyInstall();
  if (!reason) return;
  const { code, output } = await during(`Installing packages (npm ci), because ${reason}`, () =>
    run('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline'], { shell: process.platform === 'win32' }),
  );
  if (code !== 0) throw new PlainFailure(`npm ci failed:\n${output}`);
}
