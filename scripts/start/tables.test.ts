import { expect, test } from 'vitest';
import { columnsOf, peopleTable, table } from './tables.mjs';

test('Chinese characters take two columns, also the rare ones', () => {
  expect(columnsOf('a中b')).toBe(4);
  expect(columnsOf('𠮷')).toBe(2);
  expect(columnsOf('，')).toBe(2);
});

test('columns stand below each other', () => {
  expect(
    table([
      ['张三', 'x'],
      ['abcdef', 'y'],
    ]),
  ).toBe('  张三    x\n  abcdef  y');
});

test('the table of people names what is interesting about each', () => {
  const person = {
    name: '张三',
    province: '甘肃',
    phone: '13800000000',
    certificateNumber: '620102199001011234',
    interesting: '余额为零',
  };
  expect(peopleTable([person])).toContain('张三         甘肃      13800000000  620102199001011234  余额为零');
});
