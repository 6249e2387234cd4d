import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface Simulators {
  core: string;
  wechat: string;
  alipay: string;
  sms: string;
  bffEnv: Record<string, string>;
  stop(): Promise<void>;
}

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Starts the simulators as a process of their own, on free ports, with data and keys in a folder of their own. */
export async function startSimulators(): Promise<Simulators> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'gongji-sim-'));
  const ports = { SIM_CORE_PORT: '0', SIM_WECHAT_PORT: '0', SIM_ALIPAY_PORT: '0', SIM_SMS_PORT: '0' };
  const child = spawn(process.execPath, ['--import', 'tsx', 'bff/simulators/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, ...ports, SIM_HOST: '127.0.0.1', SIM_DATA_DIR: dir, SIM_KEYS_DIR: path.join(dir, 'keys') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ready = await readyLine<Omit<Simulators, 'stop'>>(child);
  return {
    ...ready,
    stop: async () => {
      await ended(child);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** The first line of JSON that a child prints. Rejects with what it wrote to stderr when it ends before that. */
export function readyLine<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    let complaints = '';
    child.stderr?.on('data', (chunk) => {
      complaints += String(chunk);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready: ${complaints}`)));
    if (child.stdout) createInterface(child.stdout).once('line', (line) => resolve(JSON.parse(line) as T));
  });
}

/** Asks a child to stop and waits for its end. */
export function ended(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

/** JSON of an address. Throws unless it answers 2xx. */
export async function json<T>(url: string, init?: RequestInit): Promise<T> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** POSTs JSON to a simulator's own doors. Throws unless it answers 2xx. */
export const post = <T>(url: string, body: object): Promise<T> =>
  json<T>(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
