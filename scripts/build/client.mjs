import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fingerprint } from '../setup/fingerprint.mjs';
import { inRoot, tools } from '../setup/paths.mjs';
import { PlainFailure } from '../setup/progress.mjs';
import { runNode } from '../setup/run.mjs';
import { measureClient, sizeReport } from './size.mjs';

/** @typedef {'weapp' | 'alipay' | 'h5'} Client */

/** What a bundle of each client cannot do without. @type {Record<Client, readonly string[]>} */
const MUST_EXIST = {
  weapp: ['app.js', 'app.json', 'app.wxss', 'base.wxml', 'runtime.js', 'taro.js', 'vendors.js'],
  alipay: ['app.js', 'app.json', 'app.acss', 'base.axml', 'runtime.js', 'taro.js', 'vendors.js'],
  h5: ['index.html', 'js', 'css'],
};
/** Every way in which Taro, webpack and Sass word a warning. A missing named export, for one, is only a warning to webpack. */
const WARNING = /WARNING in|Warnings?:|编译警告|⚠|deprecat|with \d+ warning/i;
const INPUTS = [
  'miniprogram/src',
  'miniprogram/config',
  'miniprogram/babel.config.js',
  'miniprogram/package.json',
  'shared/src',
  'package-lock.json',
];

/** @param {Client} client */
export const clientFolder = (client) => inRoot('miniprogram/dist', client);

/** @param {Client} client */
const stampFile = (client) => inRoot('miniprogram/dist', `${client}.inputs`);

const currentInputs = () => fingerprint(INPUTS, { api: process.env.TARO_APP_API_BASE });

/** Whether the built client is missing or made from other sources. @param {Client} client */
export function isStale(client) {
  const stamp = stampFile(client);
  if (
    !existsSync(stamp) ||
    !existsSync(statsFile(client)) ||
    !MUST_EXIST[client].every((file) => existsSync(`${clientFolder(client)}/${file}`))
  )
    return true;
  return readFileSync(stamp, 'utf8') !== currentInputs();
}

/**
 * Builds one client and looks at the result: Taro exits 0 on an invalid configuration and on missing exports.
 * @param {Client} client
 * @returns {Promise<string[]>} the lines of the size report
 */
export async function buildClient(client) {
  const inputs = currentInputs();
  rmSync(stampFile(client), { force: true });
  rmSync(clientFolder(client), { recursive: true, force: true });
  const { code, output } = await compile(client, inRoot('miniprogram'), statsFile(client));
  assertBuilt(client, clientFolder(client), code, output);

  const size = measureClient(client, clientFolder(client));
  const budget = JSON.parse(readFileSync(inRoot('scripts/build-budget.json'), 'utf8'));
  const allowedBytes = Math.floor(budget.bareMainBytes[client] * budget.factor);
  const report = sizeReport(client, size, allowedBytes);
  if (size.mainBytes > allowedBytes) {
    throw new PlainFailure(
      [`${client}: the main package is over its budget (scripts/build-budget.json).`, ...report].join('\n'),
    );
  }
  mkdirSync(inRoot('miniprogram/dist'), { recursive: true });
  writeFileSync(stampFile(client), inputs);
  return report;
}

/** Which source went into which output file of the last build. @param {Client} client */
export const statsFile = (client) => inRoot('miniprogram/dist', `${client}.stats.json`);

/** Runs Taro on a client folder. @param {Client} client @param {string} folder @param {string} [stats] where config/size-stats.ts writes to */
export function compile(client, folder, stats = '') {
  return runNode(tools.taro, ['build', '--type', client], {
    cwd: folder,
    env: {
      NODE_ENV: 'production',
      NODE_NO_WARNINGS: '1',
      BROWSERSLIST_IGNORE_OLD_DATA: '1',
      NO_COLOR: '1',
      SIZE_STATS: stats,
    },
  });
}

/** @param {Client} client @param {string} folder @param {number} code @param {string} output */
export function assertBuilt(client, folder, code, output) {
  const said = withoutProgress(output);
  if (code !== 0) throw new PlainFailure(`${client}: the build failed (exit ${code}).\n${said}`);
  const missing = MUST_EXIST[client].filter((file) => !existsSync(`${folder}/${file}`));
  if (missing.length > 0) throw new PlainFailure(`${client}: the build made no ${missing.join(', ')}.\n${said}`);
  if (WARNING.test(said)) throw new PlainFailure(`${client}: the build gave warnings.\n${said}`);
}

/** Taro draws a progress bar many times; what counts stands after its last frame. @param {string} output */
function withoutProgress(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !line.includes('即将开始启动编译'));
  const lastFrame = lines.findLastIndex((line) => line.startsWith('● Webpack'));
  return lines.slice(lastFrame + 1).join('\n');
}
