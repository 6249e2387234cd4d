import { clientPack } from '@gongji/shared/policy/client-view';
import { allPacks } from '@gongji/shared/policy/index';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ClientPack } from '../src/api/api-types';
import { ruleSections } from '../src/features/guide/pack-words';
import { markSeen, unseenCount } from '../src/features/inbox/seen';
import { storage } from './node-platform';

const packs = allPacks.map(clientPack);
const packOf = (family: string) => packs.filter((pack) => pack.family === family).at(-1) as ClientPack;
const wordsOf = (pack: ClientPack, id: string) =>
  ruleSections(pack)
    .find((section) => section.id === id)
    ?.lines.map(({ words }) => words)
    .join('\n') ?? '';

describe('a province’s rules in plain words', () => {
  test.each(
    packs.map((pack) => [pack.id, pack] as const),
  )('%s: every section speaks, every line has its source', (_, pack) => {
    const sections = ruleSections(pack);
    expect(sections.map(({ id }) => id)).toEqual(['owner', 'member', 'how', 'money', 'where', 'failed', 'later']);
    for (const { id, lines } of sections) {
      expect(lines.length, id).toBeGreaterThan(0);
      for (const { words, source } of lines) {
        expect(words).not.toMatch(/undefined|null|\[object|true|false|以窗口或 12393 的答复为准/);
        expect(Object.keys(pack.sources)).toContain(source);
      }
    }
    const keys = sections.flatMap(({ lines }) => lines.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('what the four systems differ in is told apart, and our own readings are marked', () => {
    expect(wordsOf(packOf('guizhou'), 'where')).toContain('定点药店不能用');
    expect(wordsOf(packOf('guizhou'), 'member')).toContain('主绑人的配偶、父母、子女\n');
    expect(wordsOf(packOf('gansu'), 'money')).toContain('先把钱');
    expect(wordsOf(packOf('gansu'), 'how')).toMatch(/发出邀请.+72 小时内有效/);
    expect(wordsOf(packOf('hebei'), 'owner')).toContain('余额为零也可以先办');
    expect(wordsOf(packOf('hebei'), 'money')).toContain('一次付清');
    expect(wordsOf(packOf('jiangsu'), 'how')).toMatch(/开始时间不能早于现在/);
    expect(wordsOf(packOf('jiangsu'), 'how')).toContain('签署');
    const gansu = packOf('gansu');
    const pharmacy = ruleSections(gansu)
      .flatMap(({ lines }) => lines)
      .find(({ words }) => words.includes('定点药店'));
    expect(pharmacy).toMatchObject({ isOurs: true, note: gansu.venues.pharmacy.note });
  });

  test('a changed rule changes the words: nothing is written for a province', () => {
    const pack = packOf('guizhou');
    const changed: ClientPack = {
      ...pack,
      venues: { ...pack.venues, pharmacy: { ...pack.venues.pharmacy, value: 'nation', basis: 'ours' } },
      limits: { ...pack.limits, membersPerOwner: { ...pack.limits.membersPerOwner, value: 5 } },
    };
    expect(wordsOf(changed, 'where')).toContain('全国的定点药店可以用');
    expect(wordsOf(changed, 'owner')).toContain('最多 5 位共济对象');
  });
});

describe('messages that were seen', () => {
  const items = ['2026-11-23T05:00:00.000Z', '2026-11-22T05:00:00.000Z'].map((at) => ({ at }));
  beforeEach(() => storage.remove('inbox-seen'));

  test('are counted until they stood on the screen; a newer one counts again', () => {
    expect(unseenCount(items, 'p1')).toBe(2);
    markSeen(items, 'p1');
    expect(unseenCount(items, 'p1')).toBe(0);
    expect(unseenCount([{ at: '2026-11-23T06:00:00.000Z' }, ...items], 'p1')).toBe(1);
  });

  test('are somebody’s own: the next person on the same phone begins anew', () => {
    markSeen(items, 'p1');
    expect(unseenCount(items, 'p2')).toBe(2);
  });

  test('an older page does not bring back what was seen', () => {
    markSeen(items, 'p1');
    markSeen([{ at: '2026-11-20T05:00:00.000Z' }], 'p1');
    expect(unseenCount(items, 'p1')).toBe(0);
  });
});
