import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { during, say } from './progress.mjs';
import { run } from './run.mjs';

/**
 * Programs that the tests need and npm does not bring.
 * @typedef {{ name: string, packages: readonly string[], isThere: () => Promise<boolean> }} Need
 */

const OLDEST_JAVA = 17;
const CHROMIUM_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Where a Chromium is: CHROMIUM_PATH, else the usual places. @returns {string | undefined} */
export function findChromium() {
  const asked = process.env.CHROMIUM_PATH;
  return asked ? (existsSync(asked) ? asked : undefined) : CHROMIUM_PLACES.find((place) => existsSync(place));
}

/** @param {string} program */
function onPath(program) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .some((folder) => folder !== '' && existsSync(path.join(folder, program)));
}

async function hasJava() {
  const { code, output } = await run('java', ['-version']);
  const [, major = '0'] = /version "(\d+)/.exec(output) ?? [];
  return code === 0 && Number(major) >= OLDEST_JAVA && (await run('javac', ['-version'])).code === 0;
}

/** Without Chinese fonts a browser draws empty boxes, and the screenshots show nothing. */
function hasChineseFonts() {
  if (process.platform !== 'linux') return true;
  return ['/usr/share/fonts', '/usr/local/share/fonts'].some(
    (folder) =>
      existsSync(folder) &&
      readdirSync(folder, { recursive: true }).some((file) =>
        /CJK|wqy|SourceHan|DroidSansFallback/i.test(String(file)),
      ),
  );
}

/** @type {readonly Need[]} */
const NEEDS = [
  { name: 'Chromium (browser tests)', packages: ['chromium'], isThere: async () => findChromium() !== undefined },
  { name: 'Chinese fonts (screenshots)', packages: ['fonts-noto-cjk'], isThere: async () => hasChineseFonts() },
  {
    name: `a JDK ${OLDEST_JAVA} or newer (database for the storage tests)`,
    packages: ['openjdk-17-jdk-headless'],
    isThere: async () => onPath('mongod') || Boolean(process.env.MONGODB_URI) || (await hasJava()),
  },
  {
    name: 'Maven (fetches that database)',
    packages: ['maven'],
    isThere: async () => onPath('mongod') || Boolean(process.env.MONGODB_URI) || onPath('mvn') || onPath('mvn.cmd'),
  },
];

/**
 * Installs the system packages that are missing where this is allowed (root on Debian or a relative of it); otherwise names them in one line.
 * @returns {Promise<string[]>} what is still missing
 */
export async function ensureSystemPackages() {
  const missing = await stillMissing();
  if (missing.length === 0) return [];
  const packages = missing.flatMap((need) => need.packages);
  const mayInstall = process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get');
  if (!mayInstall) {
    say(
      `Missing: ${missing.map(({ name }) => name).join(', ')}. On Debian: sudo apt-get install ${packages.join(' ')}`,
    );
    return missing.map(({ name }) => name);
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const { code, output } = await during(`Installing ${packages.join(', ')}`, async () => {
    const updated = await run('apt-get', ['update', '-qq'], { env });
    if (updated.code !== 0) return updated;
    return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
  });
  const rest = await stillMissing();
  if (rest.length > 0) {
    say(
      `Still missing: ${rest.map(({ name }) => name).join(', ')}.${code === 0 ? '' : `\n${output.split('\n').slice(-15).join('\n')}`}`,
    );
  }
  return rest.map(({ name }) => name);
}

async function stillMissing() {
  const there = await Promise.all(NEEDS.map((need) => need.isThere()));
  return NEEDS.filter((_, index) => !there[index]);
}
