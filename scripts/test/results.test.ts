import { expect, test } from 'vitest';
import { countVitest, lastLine, leftOut, oneCheck, sumUp } from './results.mjs';

const report = (...suites: object[]) => ({ testResults: suites });
const suite = (name: string, statuses: string[], status = 'passed') => ({
  name: `/tmp/${name}`,
  status,
  message: 'Cannot find module',
  assertionResults: statuses.map((each, index) => ({
    status: each,
    fullName: `case ${index}`,
    failureMessages: ['expected 1'],
  })),
});

test('passed, failed and left-out tests are counted and named', () => {
  const result = countVitest(report(suite('a.test.ts', ['passed', 'failed', 'skipped', 'todo'], 'failed')), 1, '/tmp');
  expect(result).toMatchObject({ passed: 1, failed: 1, skipped: 2 });
  expect(result.failures[0]).toContain('a.test.ts > case 1');
  expect(result.notes).toEqual(['skipped: a.test.ts > case 2', 'skipped: a.test.ts > case 3']);
});

test('a file that cannot be loaded, an error outside the tests and no test at all are failures', () => {
  expect(countVitest(report(suite('a.test.ts', [], 'failed'), suite('b.test.ts', ['passed'])), 1, '/tmp').failed).toBe(
    1,
  );
  expect(countVitest(report(suite('b.test.ts', ['passed'])), 1, '/tmp')).toMatchObject({ passed: 1, failed: 1 });
  expect(countVitest(report(), 0, '/tmp').failed).toBe(1);
});

test('in CI nothing is left out silently', () => {
  expect(leftOut('no Chromium', false)).toMatchObject({ skipped: 1, failed: 0, notes: ['skipped: no Chromium'] });
  expect(leftOut('no Chromium', true)).toMatchObject({ skipped: 0, failed: 1 });
});

test('the last line sums all steps up', () => {
  const total = sumUp([oneCheck(true, ''), oneCheck(false, 'why'), leftOut('x', false)]);
  expect(lastLine(total)).toBe('1 passed, 1 failed, 1 skipped');
});
