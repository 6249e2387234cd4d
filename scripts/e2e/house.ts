import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { bundleBff } from '../build/bff.mjs';
import { startBff, startSimulators } from '../process/house.mjs';
import { inRoot } from '../setup/paths.mjs';

/** A fictional person of the insurance core's simulator. */
export interface DemoPerson {
  name: string;
  province: string;
  region: string;
  phone: string;
  certificateNumber: string;
  interesting: string;
}

/** The whole program with data of its own: simulators, BFF and the built browser client, on free ports of this machine. */
export interface House {
  /** The BFF; the browser client is at its root. */
  url: string;
  /** The one-time link for the console's first admin. */
  firstAdminUrl: string;
  /** Insurance core simulator; the hospital counter is at its root. */
  coreUrl: string;
  wechatUrl: string;
  alipayUrl: string;
  /** SMS simulator; the inbox is at its root. */
  smsUrl: string;
  /** Everyone that the start table shows. */
  people(): Promise<DemoPerson[]>;
  /** The newest code sent to a phone that was not read before; waits until it is there. */
  smsCode(phone: string): Promise<string>;
  /** Moves the clocks of the BFF and of all simulators ahead for good, e.g. past the life of an access token; phones keep their own time. */
  advanceClock(seconds: number): Promise<void>;
  /** The last lines that the BFF logged, for a failure's report. */
  bffLog(): Promise<string>;
  stop(): Promise<void>;
}

const SMS_WAIT_MS = 10_000;
const CLOCK = pathToFileURL(inRoot('scripts/torture/clock-shift.mjs')).href;
/** The clock's file is read every 20 ms. */
const CLOCK_READ_MS = 80;
/** Moves of more than this would make a signed message on its way look too old. */
const CLOCK_STEP_SECONDS = 120;

/** Starts a house in a new temporary folder; stop() ends the processes and removes the folder. The first of a run makes the keys that all use. */
export async function startHouse(): Promise<House> {
  if (!first) {
    first = buildHouse();
    return first;
  }
  await first.catch(() => {});
  return buildHouse();
}

async function buildHouse(): Promise<House> {
  // E2E_H5_DIR: a client that was built elsewhere, for playing journeys while the sources are being worked on.
  const h5Dir = process.env.E2E_H5_DIR ?? inRoot('miniprogram/dist/h5');
  if (!existsSync(path.join(h5Dir, 'index.html'))) {
    throw new Error('The browser client is not built: run `npm run build:h5` first.');
  }
  const home = await mkdtemp(path.join(os.tmpdir(), 'gongji-house-'));
  const logFile = path.join(home, 'bff.log');
  const clockFile = path.join(home, 'clock-ahead-ms');
  await writeFile(clockFile, '0');
  let aheadMs = 0;
  // One clock for both sides: a signed message may not look old to the other.
  const clock = { NODE_OPTIONS: `--import ${CLOCK}`, TORTURE_CLOCK: clockFile };
  const readMessages = new Set<string>();
  const simulators = await startSimulators({
    ports: { core: 0, wechat: 0, alipay: 0, sms: 0 },
    dataDir: path.join(home, 'simulators'),
    env: { ...clock, SIM_KEYS_DIR: path.join(OF_THIS_RUN, 'keys') },
    logFile: path.join(home, 'simulators.log'),
  });
  const bff = await startBff({
    entry: await bundledBff(),
    port: 0,
    dataDir: path.join(home, 'bff'),
    h5Dir,
    bffEnv: simulators.bffEnv,
    env: clock,
    logFile,
  }).catch(async (error: unknown) => {
    await simulators.child.stop();
    throw error;
  });
  return {
    url: bff.url,
    firstAdminUrl: bff.firstAdminUrl ?? '',
    coreUrl: simulators.core,
    wechatUrl: simulators.wechat,
    alipayUrl: simulators.alipay,
    smsUrl: simulators.sms,
    people: () => readJson<DemoPerson[]>(`${simulators.core}/demo/people`),
    smsCode: (phone) => newestCode(simulators.sms, phone, readMessages),
    advanceClock: async (seconds) => {
      for (let left = seconds; left > 0; left -= CLOCK_STEP_SECONDS) {
        const step = Math.min(left, CLOCK_STEP_SECONDS);
        aheadMs += step * 1000;
        await writeFile(clockFile, String(aheadMs));
        await new Promise((resolve) => setTimeout(resolve, CLOCK_READ_MS));
      }
    },
    bffLog: async () => {
      // A report of a failure must not fail for want of a log.
      const log = await readFile(logFile, 'utf8').catch((error: unknown) => `no log: ${String(error)}`);
      return log.split('\n').slice(-30).join('\n');
    },
    stop: async () => {
      await bff.child.stop();
      await simulators.child.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

const OF_THIS_RUN = inRoot('.artefacts/e2e', String(process.pid));
let bundle: Promise<string> | undefined;
let first: Promise<House> | undefined;

/** The BFF as one file, made once per run: a house starts several times a minute, and reading all sources each time would be most of that work. */
function bundledBff(): Promise<string> {
  const file = path.join(OF_THIS_RUN, 'bff.mjs');
  bundle ??= bundleBff(file).then(() => {
    process.once('exit', () => rmSync(OF_THIS_RUN, { recursive: true, force: true }));
    return file;
  });
  return bundle;
}

async function readJson<T>(url: string): Promise<T> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Looks into the SMS inbox, as a person would at their phone; messages come newest first, and none is read twice. */
async function newestCode(smsUrl: string, phone: string, read: Set<string>): Promise<string> {
  const deadline = Date.now() + SMS_WAIT_MS;
  for (;;) {
    const address = `${smsUrl}/inbox?phone=${encodeURIComponent(phone)}`;
    const { messages } = await readJson<{ messages: { messageId: string; text: string }[] }>(address);
    const unread = messages.filter(({ messageId }) => !read.has(messageId));
    for (const { messageId } of unread) read.add(messageId);
    for (const { text } of unread) {
      const code = /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0];
      if (code) return code;
    }
    if (Date.now() > deadline) throw new Error('No new SMS with a code arrived within 10 s.');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
