import { momentInWords } from '@gongji/shared/domain/civil-day';
import { expect, test } from 'vitest';
import {
  instantOf,
  localOf,
  monthsLater,
  windowInWords,
  windowOf,
  windowProblem,
} from '../src/features/sharing/window-choice';

const NOW = '2026-11-23T05:45:10.000Z';
const RULE = { startNotBeforeNow: true, endAfterStart: true, isEndRequired: false };

test("a month and a year are counted on China's calendar; a day that a month lacks becomes its last", () => {
  expect(monthsLater(NOW, 1)).toBe('2026-12-23T05:45:00.000Z');
  expect(monthsLater(NOW, 12)).toBe('2027-11-23T05:45:00.000Z');
  // 31 January in China, still 30 January in UTC.
  expect(monthsLater('2027-01-30T16:30:00.000Z', 1)).toBe('2027-02-27T16:30:00.000Z');
  expect(monthsLater('2028-02-29T04:00:00.000Z', 12)).toBe('2029-02-28T04:00:00.000Z');
  expect(monthsLater('2026-12-31T10:00:00.000Z', 1)).toBe('2027-01-31T10:00:00.000Z');
});

test("fields show and read China's clock, whatever the zone of the phone", () => {
  expect(localOf(NOW)).toBe('2026-11-23T13:45');
  expect(instantOf('2026-11-23T13:45')).toBe('2026-11-23T05:45:00.000Z');
  expect(localOf('2026-11-23T20:30:00.000Z')).toBe('2026-11-24T04:30');
  for (const text of ['', '2026-11-23T', 'tomorrow']) expect(instantOf(text), text).toBeUndefined();
  expect(momentInWords(NOW)).toBe('2026年11月23日 13:45');
});

test('a choice becomes instants at the moment it is asked: at once stays at once', () => {
  expect(windowOf({}, NOW)).toBeUndefined();
  expect(windowOf({ end: { kind: 'open' } }, NOW)).toEqual({ startAt: NOW });
  expect(windowOf({ end: { kind: 'month' } }, NOW)).toEqual({ startAt: NOW, endAt: '2026-12-23T05:45:00.000Z' });
  const later = '2026-11-23T06:45:10.000Z';
  expect(windowOf({ end: { kind: 'month' } }, later)?.startAt).toBe(later);
  const startAt = '2027-01-01T00:00:00.000Z';
  expect(windowOf({ startAt, end: { kind: 'year' } }, NOW)).toEqual({ startAt, endAt: '2028-01-01T00:00:00.000Z' });
  expect(windowInWords({ startAt: NOW })).toContain('不设结束时间');
});

test('says what is wrong with a window, and nothing while it is half chosen', () => {
  const at = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
  const cases: [Parameters<typeof windowProblem>[0], RegExp | undefined][] = [
    [{}, undefined],
    [{ startAt: at(-10) }, /已经过去/],
    [{ startAt: at(-1), end: { kind: 'month' } }, undefined],
    [{ startAt: at(60), end: { kind: 'at', at: at(60) } }, /晚于开始/],
    [{ startAt: at(60), end: { kind: 'at', at: at(61) } }, undefined],
    [{ end: { kind: 'at', at: at(-60) } }, /晚于开始/],
    [{ end: { kind: 'open' } }, undefined],
  ];
  for (const [choice, wrong] of cases) {
    const problem = windowProblem(choice, RULE, NOW);
    if (wrong) expect(problem, JSON.stringify(choice)).toMatch(wrong);
    else expect(problem, JSON.stringify(choice)).toBeUndefined();
  }
  expect(windowProblem({ end: { kind: 'open' } }, { ...RULE, isEndRequired: true }, NOW)).toMatch(/结束时间/);
  expect(windowProblem({ startAt: at(-600), end: { kind: 'open' } }, { ...RULE, startNotBeforeNow: false }, NOW)).toBe(
    undefined,
  );
});
