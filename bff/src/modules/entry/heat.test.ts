import { expect, test } from 'vitest';
import { heatOf } from './heat';

const votes = (useful: number, notUseful: number) => ({ useful, notUseful });

test('without votes the editor’s order stands', () => {
  const places = [1, 2, 7, 10, undefined].map((place) => heatOf(place, votes(0, 0)));
  expect(places).toEqual([...places].sort((a, b) => b - a));
  expect(places.at(-1)).toBe(0);
});

test('useful votes lift, others push down, one vote says little', () => {
  expect(heatOf(5, votes(10, 0))).toBeGreaterThan(heatOf(5, votes(0, 0)));
  expect(heatOf(5, votes(0, 10))).toBeLessThan(heatOf(6, votes(0, 0)));
  expect(heatOf(5, votes(1, 0)) - heatOf(5, votes(0, 0))).toBeLessThan(1);
  expect(heatOf(3, votes(50, 50))).toBe(heatOf(3, votes(0, 0)));
});

test('an entry without a place needs many useful votes to pass a chosen one', () => {
  expect(heatOf(undefined, votes(5, 0))).toBeLessThan(heatOf(10, votes(0, 0)));
  expect(heatOf(undefined, votes(100, 2))).toBeGreaterThan(heatOf(10, votes(0, 0)));
});
