import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { environment } from './config.environment';
import { createMetrics } from './metrics';

const root = path.resolve(import.meta.dirname, '../..');
const text = (file: string) => readFileSync(path.join(root, file), 'utf8');
const operations = text('docs/operations.md');

test('the table of docs/operations.md names every variable that the configuration reads, and no other', () => {
  const read = new Set(Object.keys(environment.shape));
  const table = operations.slice(operations.indexOf('## Configuration'), operations.indexOf('## The console'));
  const rows = table.split('\n').filter((line) => line.startsWith('| `'));
  const told = new Set(
    rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([A-Z0-9_]+)`/g)].map(([, name]) => name)),
  );
  expect([...told].sort()).toEqual([...read].sort());
  expect(read.size).toBeGreaterThan(30);
});

test('every metric that it tells to watch exists', async () => {
  const { text: shown } = await createMetrics(() => new Date()).read();
  const told = [...operations.matchAll(/`(gongji_[a-z0-9_]+)/g)].map(([, name]) => name as string);
  expect(told.length).toBeGreaterThan(8);
  for (const name of told) expect([name, shown.includes(`# TYPE ${name} `)]).toEqual([name, true]);
});

test('every command that it names is a script of the package', () => {
  const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
  const named = [...operations.matchAll(/npm run ([a-z-]+)/g)].map(([, name]) => name as string);
  expect(named).toContain('backup');
  for (const name of named) expect([name, scripts[name] !== undefined]).toEqual([name, true]);
});
