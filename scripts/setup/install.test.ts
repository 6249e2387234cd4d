import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { whyInstall } from './install.mjs';

let folder: string;
const lock = {
  '': { name: 'x' },
  shared: { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/other-system': { version: '1.0.0', optional: true },
};

function installed(packages: object, folders: string[]): void {
  mkdirSync(path.join(folder, 'node_modules'), { recursive: true });
  writeFileSync(path.join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
  for (const name of folders) mkdirSync(path.join(folder, name), { recursive: true });
}

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'gongji-install-'));
  writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify({ packages: lock }));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a fresh clone has to be installed', () => {
  expect(whyInstall(folder)).toBe('nothing is installed yet');
});

test('what the lock file says is there: nothing to do, even without packages for other systems', () => {
  installed({ 'node_modules/a': { version: '1.0.0' } }, ['node_modules/a']);
  expect(whyInstall(folder)).toBeUndefined();
});

test('another version, a missing entry or a missing folder is named', () => {
  installed({ 'node_modules/a': { version: '0.9.0' } }, ['node_modules/a']);
  expect(whyInstall(folder)).toBe('node_modules/a is not at version 1.0.0');
  installed({}, ['node_modules/a']);
  expect(whyInstall(folder)).toBe('node_modules/a is missing');
  installed({ 'node_modules/a': { version: '1.0.0' } }, []);
  rmSync(path.join(folder, 'node_modules/a'), { recursive: true });
  expect(whyInstall(folder)).toBe('node_modules/a is missing');
});
