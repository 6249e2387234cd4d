import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { attribute, partOf } from './attribution.mjs';
import { linesOf } from './report.mjs';

let home: string;
const write = (file: string, bytes: number): void => {
  mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
  writeFileSync(path.join(home, file), 'x'.repeat(bytes));
};
beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'gongji-sizes-'));
});
afterEach(() => rmSync(home, { recursive: true }));

test.each([
  ['/r/node_modules/react/index.js', 'react'],
  ['/r/node_modules/@tarojs/runtime/dist/a.js', '@tarojs/runtime'],
  ['/r/node_modules/a/node_modules/@b/c/x.js?taro', '@b/c'],
  ['/r/miniprogram/src/features/bind/steps/A.tsx', 'miniprogram/src/features/bind'],
  ['/r/miniprogram/src/api/client.ts', 'miniprogram/src/api'],
  ['/r/shared/src/domain/names.ts', 'shared/src/domain'],
  ['', '(webpack)'],
])('%s is of %s', (from, part) => expect(partOf(from)).toBe(part));

test('every byte on disk is somebody’s: shared out by source, copies of a subpackage too', () => {
  write('app.js', 300);
  write('app.wxss', 70);
  write('base.wxml', 40);
  write('packages/a/sub-common/1.js', 11);
  write('packages/b/sub-common/1.js', 11);
  write('packages/b/page.js', 9);
  const chunks = [
    {
      files: ['app.wxss', 'app.js'],
      modules: [
        { from: '/r/node_modules/react/index.js', bytes: 2000 },
        { from: '/r/miniprogram/src/api/client.ts', bytes: 1000 },
        { from: '/r/miniprogram/src/styles/app.scss', bytes: 5 },
      ],
    },
    { files: ['sub-common/1.js'], modules: [{ from: '/r/shared/src/domain/names.ts', bytes: 50 }] },
  ];
  const tables = attribute(home, chunks, ['packages/a/', 'packages/b/']);
  expect(tables.map((each) => [each.package, each.bytes])).toEqual([
    ['main', 410],
    ['packages/b/', 20],
    ['packages/a/', 11],
  ]);
  expect(tables[0]?.parts).toEqual([
    { part: 'react', bytes: 200 },
    { part: 'miniprogram/src/api', bytes: 100 },
    { part: 'miniprogram/src/styles', bytes: 70 },
    { part: '(templates)', bytes: 40 },
  ]);
  expect(tables[2]?.parts).toEqual([{ part: 'shared/src/domain', bytes: 11 }]);
});

test('the report tells what grew, shrank, came new and stayed', () => {
  const table = (react: number, api: number) => [
    {
      package: 'main',
      bytes: react + api,
      parts: [
        { part: 'react', bytes: react },
        { part: 'miniprogram/src/api', bytes: api },
      ],
    },
  ];
  const told = linesOf('weapp', table(20_480, 4096), table(18_432, 5120)).join('\n');
  expect(told).toMatch(/24 KiB\s+\+1\.0 KiB {2}weapp main/);
  expect(told).toMatch(/\+2\.0 KiB {4}react/);
  expect(told).toMatch(/-1\.0 KiB {4}miniprogram\/src\/api/);
  expect(linesOf('weapp', table(20_480, 4096), undefined)[0]).toContain('new');
  expect(linesOf('weapp', table(20_480, 4096), table(20_480, 4096))[0]).toContain('=');
});
