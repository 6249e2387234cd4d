import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const CLOCK = pathToFileURL(path.join(import.meta.dirname, 'clock-shift.mjs')).href;
const ROOT = path.resolve(import.meta.dirname, '../..');
const READY_WITHIN_MS = 90_000;

/** One program of ours as a process of its own. */
export interface Program<Ready> {
  ready: Ready;
  /** True until it ended, by itself or by our hand. */
  isRunning(): boolean;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  /** Asks it to finish what is under way, and waits for its end. Throws when it does not end well. */
  stop(): Promise<void>;
}

/**
 * Starts a program on the shifted clock and waits for its one line of JSON. Its log is appended to `logFile`.
 * @param entry a TypeScript source (run by tsx) or a bundle
 * @throws Error with its last words when it ends before it is ready
 */
export async function startProgram<Ready>(options: {
  entry: string;
  env: Record<string, string>;
  clockFile: string;
  logFile: string;
}): Promise<Program<Ready>> {
  const { entry, env, clockFile, logFile } = options;
  const loaders = entry.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const child = spawn(process.execPath, [...loaders, '--import', CLOCK, entry], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env, TORTURE_CLOCK: clockFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      process.off('exit', killWithUs);
      resolve(code);
    });
  });
  let lastWords = '';
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stderr.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-4_000);
    log.write(chunk);
  });
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const ready = await readyLine<Ready>(child, ended, () => lastWords);
  return {
    ready,
    isRunning,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      if (!isRunning()) throw new Error(`${entry} had ended by itself: ${lastWords}`);
      child.kill('SIGTERM');
      const code = await ended;
      if (code !== 0) throw new Error(`${entry} ended with ${code}: ${lastWords}`);
    },
  };
}

async function readyLine<Ready>(
  child: ChildProcess & { stdout: NodeJS.ReadableStream },
  ended: Promise<number | null>,
  lastWords: () => string,
): Promise<Ready> {
  let timer: NodeJS.Timeout | undefined;
  const line = await Promise.race([
    new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve)),
    ended.then((code) => Promise.reject(new Error(`ended with ${code} before it was ready: ${lastWords()}`))),
    new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        child.kill('SIGKILL');
        reject(new Error(`not ready within ${READY_WITHIN_MS} ms: ${lastWords()}`));
      }, READY_WITHIN_MS);
    }),
  ]).finally(() => clearTimeout(timer));
  return JSON.parse(line) as Ready;
}
