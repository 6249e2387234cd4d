import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { inRoot, root, tools } from '../setup/paths.mjs';
import { PlainFailure } from '../setup/progress.mjs';

const LAST_LINES = 40;
const GRACE_MS = 10_000;
const FOLLOW_PARENT = pathToFileURL(inRoot('scripts/process/follow-parent.mjs')).href;

/**
 * A long-running child in a process group of its own, so that Ctrl-C reaches it only through stop().
 * @typedef {object} Child
 * @property {string} name
 * @property {import('node:child_process').ChildProcess} process
 * @property {Promise<{ code: number | null, signal: string | null }>} ended settles when it has ended, for whatever reason
 * @property {(timeoutMs: number) => Promise<Record<string, any>>} ready the JSON line with `"ready":true`; fails when the child ends first
 * @property {() => string} lastWords its last lines of output
 * @property {() => Promise<void>} stop SIGTERM, then SIGKILL after a grace period; safe to call twice
 */

/**
 * Starts a TypeScript or JavaScript program.
 * @param {{ name: string, entry: string, args?: readonly string[], cwd?: string, env: Record<string, string | undefined>, logFile?: string,
 *   watch?: boolean, plain?: boolean, onLine?: (line: string) => void }} options `watch`: restart on change (tsx watch); `plain`: the entry is JavaScript
 * @returns {Child}
 */
export function startChild({ name, entry, args = [], cwd = root, env, logFile, watch = false, plain = false, onLine }) {
  const loader = plain ? [] : ['--import', pathToFileURL(inRoot('node_modules/tsx/dist/loader.mjs')).href];
  const command = watch
    ? [tools.tsx, 'watch', '--clear-screen=false', entry, ...args]
    : [...loader, '--import', FOLLOW_PARENT, entry, ...args];
  const child = spawn(process.execPath, command, {
    cwd,
    env: { ...process.env, ...env },
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });

  if (logFile) mkdirSync(path.dirname(logFile), { recursive: true });
  const log = logFile ? createWriteStream(logFile, { flags: 'a' }) : undefined;
  /** @type {string[]} */
  const recent = [];
  let announce = /** @type {(value: Record<string, any>) => void} */ (() => {});
  const announced = new Promise((resolve) => {
    announce = resolve;
  });

  /** @param {string} line */
  const hear = (line) => {
    log?.write(`${line}\n`);
    recent.push(line);
    if (recent.length > LAST_LINES) recent.shift();
    const said = readyLine(line);
    if (said) announce(said);
    else onLine?.(line);
  };
  for (const stream of [child.stdout, child.stderr]) byLine(stream, hear);

  const ended = new Promise((resolve) => {
    child.once('error', (error) => {
      recent.push(error.message);
      resolve({ code: -1, signal: null });
    });
    child.once('close', (code, signal) => {
      log?.end();
      resolve({ code, signal });
    });
  });
  const lastWords = () => recent.join('\n');

  return {
    name,
    process: child,
    ended,
    lastWords,
    ready: (timeoutMs) => readyOrFail({ name, announced, ended, lastWords, timeoutMs }),
    stop: () => stopGroup(child, ended),
  };
}

/** @param {{ name: string, announced: Promise<any>, ended: Promise<any>, lastWords: () => string, timeoutMs: number }} waiting */
async function readyOrFail({ name, announced, ended, lastWords, timeoutMs }) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new PlainFailure(`${name} was not ready within ${timeoutMs / 1000} s:\n${lastWords()}`)),
      timeoutMs,
    );
  });
  const gone = ended.then(({ code, signal }) => {
    throw new PlainFailure(`${name} ended (${signal ?? `code ${code}`}) before it was ready:\n${lastWords()}`);
  });
  gone.catch(() => {});
  try {
    return await Promise.race([announced, gone, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} line @returns {Record<string, any> | undefined} */
function readyLine(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    const value = JSON.parse(line);
    return value?.ready === true ? value : undefined;
  } catch {
    return undefined;
  }
}

/** @param {import('node:stream').Readable} stream @param {(line: string) => void} hear */
function byLine(stream, hear) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) hear(line);
  });
  stream.on('end', () => {
    if (rest) hear(rest);
  });
}

/** @param {import('node:child_process').ChildProcess} child @param {Promise<unknown>} ended */
async function stopGroup(child, ended) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(timer);
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  try {
    if (process.platform === 'win32' || child.pid === undefined) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if (error?.code !== 'ESRCH') throw error;
  }
}
