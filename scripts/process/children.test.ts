import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inRoot } from '../setup/paths.mjs';
import { startChild } from './children.mjs';
import { isFree, refuseTakenPorts } from './ports.mjs';

let home: string;
const program = (name: string, text: string): string => {
  const file = path.join(home, name);
  writeFileSync(file, text);
  return file;
};
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
async function goneWithin(pid: number, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (Date.now() < deadline) {
    if (!isAlive(pid)) return true;
    await pause(50);
  }
  return false;
}

beforeAll(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'gongji-children-'));
});
afterAll(() => rmSync(home, { recursive: true }));

describe('a child', () => {
  test('is ready when it says so, in TypeScript, and stops when asked', async () => {
    const logFile = path.join(home, 'logs/ready.log');
    const entry = program(
      'ready.ts',
      "const url: string = 'http://x';\nconsole.log('{\"level\":30}');\nconsole.log(JSON.stringify({ ready: true, url }));\nsetInterval(() => {}, 1000);\n",
    );
    const child = startChild({ name: 'Ready', entry, env: {}, logFile });
    expect(await child.ready(15_000)).toEqual({ ready: true, url: 'http://x' });
    await child.stop();
    expect(await child.ended).toMatchObject({ signal: 'SIGTERM' });
    expect(readFileSync(logFile, 'utf8')).toContain('"level":30');
    await child.stop();
  });

  test('that ends early says why', async () => {
    const entry = program('early.mjs', "console.error('no key in the settings');\nprocess.exit(3);\n");
    const child = startChild({ name: 'Early', entry, plain: true, env: {} });
    await expect(child.ready(15_000)).rejects.toThrow(/Early ended \(code 3\)[\s\S]*no key in the settings/);
  });

  test('that is never ready is given up after the time', async () => {
    const entry = program('mute.mjs', "console.log('thinking');\nsetInterval(() => {}, 1000);\n");
    const child = startChild({ name: 'Mute', entry, plain: true, env: {} });
    await expect(child.ready(800)).rejects.toThrow('Mute was not ready within 0.8 s');
    await child.stop();
  });

  test('is no orphan when its parent is killed', async () => {
    const entry = program(
      'long.mjs',
      'console.log(JSON.stringify({ ready: true, pid: process.pid }));\nsetInterval(() => {}, 1000);\n',
    );
    const children = pathToFileURL(inRoot('scripts/process/children.mjs')).href;
    const parent = program(
      'parent.mjs',
      `import { startChild } from '${children}';\nconst child = startChild({ name: 'Long', entry: ${JSON.stringify(entry)}, plain: true, env: {} });\n` +
        'console.log((await child.ready(15000)).pid);\n',
    );
    const running = spawn(process.execPath, [parent], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = Number(await new Promise((resolve) => running.stdout.once('data', (text) => resolve(String(text)))));
    expect(isAlive(pid)).toBe(true);
    running.kill('SIGKILL');
    expect(await goneWithin(pid, 5_000)).toBe(true);
  });
});

describe('ports', () => {
  test('a taken port is refused with the variable that changes it', async () => {
    const holder = net.createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as net.AddressInfo;
    expect(await isFree('127.0.0.1', port)).toBe(false);
    await expect(refuseTakenPorts('127.0.0.1', [{ what: 'the program', port, variable: 'PORT' }])).rejects.toThrow(
      `Port ${port} (the program) is taken. Use another one: PORT=${port + 100} npm start`,
    );
    await new Promise((resolve) => holder.close(resolve));
    await refuseTakenPorts('127.0.0.1', [{ what: 'the program', port, variable: 'PORT' }]);
  });
});
