import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeOwnKeys } from '../../bff/src/demo-keys';
import { inRoot } from '../setup/paths.mjs';
import { type Program, startProgram } from './processes';

export interface Outside {
  core: string;
  wechat: string;
  alipay: string;
  sms: string;
  bffEnv: Record<string, string>;
}

/** Simulators and one or more BFF processes that can be killed, on one clock that can be moved on. */
export interface World {
  outside: Outside;
  /** Embedded store: its folder. */
  dataDir: string;
  logFile: string;
  /** Addresses of the BFF processes that are ready now. */
  urls(): string[];
  /** Starts every BFF process that is not running. */
  startAll(): Promise<void>;
  /** Kills one process at once and starts it again. */
  killAndStart(index: number): Promise<void>;
  /** Asks all of them to finish; throws when one does not end well. */
  stopAll(): Promise<void>;
  /** Moves the clock of all programs on, in steps that no side takes for a wrong clock. */
  advance(ms: number): Promise<void>;
  /** What the programs' clock says now. */
  now(): Date;
  /** Ends everything and removes its folder. */
  dispose(): Promise<void>;
}

/** Moves of more than this would make a signed message of the other program look too old. */
const CLOCK_STEP_MS = 120_000;

/** Starts the simulators; no BFF yet. */
export async function openWorld(options: {
  processes: number;
  mongoUri?: string;
  /** Folder of the embedded store; absent: one of the world's own. */
  dataDir?: string;
  /** The BFF's bundle: it starts in a second where the sources take several. */
  bundle: string;
}): Promise<World> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'gongji-torture-'));
  const clockFile = path.join(home, 'clock');
  let aheadMs = 0;
  await writeFile(clockFile, '0');
  const simulators = await startProgram<Outside>({
    entry: inRoot('bff/simulators/main.ts'),
    env: {
      SIM_CORE_PORT: '0',
      SIM_WECHAT_PORT: '0',
      SIM_ALIPAY_PORT: '0',
      SIM_SMS_PORT: '0',
      SIM_DATA_DIR: path.join(home, 'simulators'),
    },
    clockFile,
    logFile: path.join(home, 'simulators.log'),
  });
  const dataDir = options.dataDir ?? path.join(home, 'bff');
  const logFile = path.join(home, 'bff.log');
  const env = {
    GONGJI_PROFILE: 'test',
    PORT: '0',
    DATA_DIR: dataDir,
    ...(options.mongoUri === undefined ? {} : { MONGODB_URI: options.mongoUri }),
    ...makeOwnKeys(),
    ...simulators.ready.bffEnv,
    RATE_LIMIT_LOGIN: '1000000',
    RATE_LIMIT_SEARCH: '1000000',
    RATE_LIMIT_PROOF: '1000000',
    SMS_RESEND_SECONDS: '0',
    SMS_PER_DAY: '1000000',
    FEED_POLL_MS: '100',
    REPLY_WAIT_MS: '400',
    GATEWAY_TIMEOUT_MS: '1200',
  };
  const houses: (Program<{ url: string }> | undefined)[] = Array.from({ length: options.processes });
  const start = async (index: number) => {
    houses[index] = await startProgram<{ url: string }>({ entry: options.bundle, env, clockFile, logFile });
  };
  const running = () => houses.filter((house) => house?.isRunning()) as Program<{ url: string }>[];

  return {
    outside: simulators.ready,
    dataDir,
    logFile,
    urls: () => running().map((house) => house.ready.url),
    async startAll() {
      await Promise.all(houses.map((house, index) => (house?.isRunning() ? undefined : start(index))));
    },
    async killAndStart(index) {
      const house = houses[index];
      if (house && !house.isRunning()) throw new Error('a BFF process had ended by itself');
      await house?.kill();
      await start(index);
    },
    async stopAll() {
      await Promise.all(houses.map((house) => house?.stop()));
      houses.fill(undefined);
    },
    async advance(ms) {
      for (let left = ms; left > 0; left -= CLOCK_STEP_MS) {
        aheadMs += Math.min(left, CLOCK_STEP_MS);
        await writeFile(clockFile, String(aheadMs));
        await pause(80);
      }
    },
    now: () => new Date(Date.now() + aheadMs),
    async dispose() {
      await Promise.all(running().map((house) => house.kill()));
      await simulators.kill();
      await rm(home, { recursive: true, force: true });
    },
  };
}
