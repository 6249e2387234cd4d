import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulators, startSimulators, startTestHouse, type TestHouse } from '../test-house';

let simulators: Simulators;
let house: TestHouse;
let dir: string;
beforeAll(async () => {
  simulators = await startSimulators();
  dir = await mkdtemp(path.join(os.tmpdir(), 'gongji-console-'));
  await mkdir(path.join(dir, 'assets'));
  await writeFile(path.join(dir, 'index.html'), '<!doctype html><title>运营台</title>');
  await writeFile(path.join(dir, 'assets/index-a1.js'), 'window.x = 1');
  await writeFile(path.join(dir, '.inputs'), 'secret of the build');
  house = await startTestHouse({ simulators, env: { CONSOLE_DIR: dir } });
});
afterAll(async () => {
  await house?.stop();
  await simulators?.stop();
  await rm(dir, { recursive: true, force: true });
});

const get = (at: string, init: RequestInit = {}) => fetch(house.url + at, { redirect: 'manual', ...init });

test('the console is one page and files that are kept for good', async () => {
  const page = await get('/console/');
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  const bare = await get('/console');
  expect([bare.status, bare.headers.get('location')]).toEqual([302, '/console/']);
  const script = await get('/console/assets/index-a1.js');
  expect([script.status, script.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
});

test('what is no file of the build is not found; nothing else answers in its place', async () => {
  const away = ['/console/assets/none.js', '/console/.inputs', '/console/..%2f..%2fetc/passwd', '/console/setup/abc'];
  for (const at of away) expect([at, (await get(at)).status]).toEqual([at, 404]);
  expect((await get('/console/', { method: 'POST' })).status).toBe(405);
  expect((await get('/consoles')).status).toBe(404);
  const without = await startTestHouse({ simulators });
  try {
    const answer = await fetch(`${without.url}/console/`);
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('运营台没有装在这里')]);
  } finally {
    await without.stop();
  }
});

test('no log line holds a path of the console', () => {
  expect(house.logLines.join('')).not.toMatch(/setup\/abc|passwd/);
});
