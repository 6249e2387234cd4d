import { describe, expect, it } from 'vitest';
import { HEBEI } from '../policy/packs/hebei';
import { JIANGSU } from '../policy/packs/jiangsu';
import { SHAANXI } from '../policy/packs/shaanxi';
import { NOW } from '../test-builders';
import { addHours } from './civil-day';
import { changedWindow, windowRefusal, windowState } from './window';

const at = (hours: number) => addHours(NOW, hours);

describe('a window’s state', () => {
  it.each([
    [undefined, 'none'],
    [{ startAt: at(1), endAt: at(2) }, 'notBegun'],
    [{ startAt: at(0), endAt: at(2) }, 'open'],
    [{ startAt: at(-9) }, 'open'],
    [{ startAt: at(-2), endAt: at(0) }, 'over'],
    [{ startAt: at(-2), endAt: at(-1) }, 'over'],
  ] as const)('%j is %s', (window, state) => expect(windowState({ window }, NOW)).toBe(state));
});

describe('a window at the bind', () => {
  it.each<[string, { startAt: string; endAt?: string } | undefined, string | undefined]>([
    ['is asked for', undefined, 'WINDOW_REQUIRED'],
    ['from now', { startAt: at(0), endAt: at(1) }, undefined],
    ['without an end', { startAt: at(0) }, undefined],
    ['five minutes late by a slow form', { startAt: at(-5 / 60) }, undefined],
    ['six minutes late', { startAt: at(-6 / 60) }, 'WINDOW_INVALID'],
    ['yesterday', { startAt: at(-24), endAt: at(24) }, 'WINDOW_INVALID'],
    ['that ends as it starts', { startAt: at(1), endAt: at(1) }, 'WINDOW_INVALID'],
    ['that ends before it starts', { startAt: at(2), endAt: at(1) }, 'WINDOW_INVALID'],
    ['that is no time', { startAt: 'soon' }, 'WINDOW_INVALID'],
    ['without a zone', { startAt: '2026-12-01T00:00:00' }, 'WINDOW_INVALID'],
    ['with an end that is no time', { startAt: at(1), endAt: '2026-13-01T00:00:00Z' }, 'WINDOW_INVALID'],
  ])('%s', (_what, window, code) => expect(windowRefusal(window, JIANGSU, NOW)).toBe(code));

  it('wants an end where the pack says so, and nothing where it has no window', () => {
    expect(windowRefusal({ startAt: at(0) }, SHAANXI, NOW)).toBe('WINDOW_INVALID');
    expect(windowRefusal({ startAt: at(0), endAt: at(1) }, SHAANXI, NOW)).toBeUndefined();
    expect(windowRefusal(undefined, HEBEI, NOW)).toBeUndefined();
  });
});

describe('a changed window', () => {
  const running = { startAt: at(-100), endAt: at(100) };
  const over = { startAt: at(-100), endAt: at(-50) };
  const ahead = { startAt: at(50), endAt: at(100) };
  it.each<[string, Parameters<typeof changedWindow>[0], Parameters<typeof changedWindow>[1], unknown]>([
    ['ends early', running, { endAt: at(1) }, { startAt: at(-100), endAt: at(1) }],
    ['ends now', running, { endAt: at(0) }, { startAt: at(-100), endAt: at(0) }],
    ['is extended', running, { endAt: at(500) }, { startAt: at(-100), endAt: at(500) }],
    ['is extended after it was over', over, { endAt: at(500) }, { startAt: at(-100), endAt: at(500) }],
    ['loses its end', running, { isOpenEnded: true }, { startAt: at(-100) }],
    ['starts later', ahead, { startAt: at(60) }, { startAt: at(60), endAt: at(100) }],
    ['is set where there was none', undefined, { startAt: at(1) }, { startAt: at(1) }],
    ['does not end in the past', running, { endAt: at(-1) }, 'WINDOW_INVALID'],
    ['does not start in the past', ahead, { startAt: at(-1) }, 'WINDOW_INVALID'],
    ['does not end before it starts', ahead, { endAt: at(40) }, 'WINDOW_INVALID'],
    ['does not start at its end', ahead, { startAt: at(100) }, 'WINDOW_INVALID'],
    ['is not both ended and open', running, { endAt: at(1), isOpenEnded: true }, 'WINDOW_INVALID'],
    ['is not the same', running, { endAt: at(100) }, 'WINDOW_INVALID'],
    ['is not nothing', running, {}, 'WINDOW_INVALID'],
    ['is not an end alone', undefined, { endAt: at(1) }, 'WINDOW_INVALID'],
  ])('%s', (_what, before, change, expected) => {
    expect(changedWindow(before, change, JIANGSU, NOW)).toEqual(expected);
  });

  it('keeps an end where the pack wants one', () => {
    expect(changedWindow(running, { isOpenEnded: true }, SHAANXI, NOW)).toBe('WINDOW_INVALID');
  });
});
