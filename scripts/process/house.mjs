import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inRoot } from '../setup/paths.mjs';
import { PlainFailure } from '../setup/progress.mjs';
import { startChild } from './children.mjs';

/**
 * The whole program as separate processes: all simulators in one, the BFF in another. Used by `npm start`, by the browser tests
 * and by the start check of the bundle.
 * @typedef {{ core: number, wechat: number, alipay: number, sms: number }} SimulatorPorts 0 takes any free port
 * @typedef {{ core: string, wechat: string, alipay: string, sms: string, bffEnv: Record<string, string>, child: import('./children.mjs').Child }} Simulators
 */

const READY_MS = 60_000;

/**
 * Starts the stand-ins for the insurance core, WeChat, Alipay and SMS; they hand over the settings that the BFF needs.
 * @param {{ ports: SimulatorPorts, dataDir: string, env?: Record<string, string>, logFile?: string, watch?: boolean,
 *   onLine?: (line: string) => void }} options
 * @returns {Promise<Simulators>}
 */
export async function startSimulators({ ports, dataDir, env = {}, logFile, watch, onLine }) {
  const child = startChild({
    name: 'The simulators',
    entry: inRoot('bff/simulators/main.ts'),
    env: {
      SIM_HOST: '127.0.0.1',
      SIM_CORE_PORT: String(ports.core),
      SIM_WECHAT_PORT: String(ports.wechat),
      SIM_ALIPAY_PORT: String(ports.alipay),
      SIM_SMS_PORT: String(ports.sms),
      SIM_DATA_DIR: dataDir,
      SIM_KEYS_DIR: path.join(dataDir, 'keys'),
      ...env,
    },
    logFile,
    watch,
    onLine,
  });
  const said = await readyOrStop(child);
  return { core: said.core, wechat: said.wechat, alipay: said.alipay, sms: said.sms, bffEnv: said.bffEnv, child };
}

/**
 * Starts the BFF against the given simulators and waits until /readyz says yes.
 * @param {{ entry?: string, port: number, dataDir: string, h5Dir?: string, profile?: string, bffEnv: Record<string, string>, env?: Record<string, string>,
 *   logFile?: string, watch?: boolean, onLine?: (line: string) => void }} options
 * @returns {Promise<{ url: string, firstAdminUrl?: string, child: import('./children.mjs').Child }>} firstAdminUrl: one-time link, while the console has no admin
 */
export async function startBff({
  entry,
  port,
  dataDir,
  h5Dir,
  profile = 'demo',
  bffEnv,
  env = {},
  logFile,
  watch,
  onLine,
}) {
  const child = startChild({
    name: 'The BFF',
    entry: entry ?? inRoot('bff/src/main.ts'),
    plain: entry?.endsWith('.mjs') ?? false,
    env: {
      ...bffEnv,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      H5_DIR: h5Dir ?? inRoot('miniprogram/dist/h5'),
      CONSOLE_DIR: inRoot('bff/console/dist'),
      GONGJI_PROFILE: profile,
      ...env,
    },
    logFile,
    watch,
    onLine,
  });
  const { url, firstAdminUrl } = await readyOrStop(child);
  try {
    await waitForReadyz(url, child);
  } catch (error) {
    await child.stop();
    throw error;
  }
  return { url, firstAdminUrl, child };
}

/** @param {import('./children.mjs').Child} child */
async function readyOrStop(child) {
  try {
    return await child.ready(READY_MS);
  } catch (error) {
    await child.stop();
    throw error;
  }
}

/** @param {string} url @param {import('./children.mjs').Child} child */
async function waitForReadyz(url, child) {
  const deadline = performance.now() + READY_MS;
  let last = 'no answer yet';
  while (performance.now() < deadline) {
    if (child.process.exitCode !== null) break;
    try {
      const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) });
      if (answer.ok) return;
      last = `${answer.status} ${await answer.text()}`;
    } catch (error) {
      last = String(error?.cause ?? error);
    }
    await pause(200);
  }
  throw new PlainFailure(`The BFF at ${url} did not become ready (${last}):\n${child.lastWords()}`);
}
