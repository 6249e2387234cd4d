import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entryContents } from '../../../seed/entries/index';
import { startTestHouse, type TestHouse } from '../../test-house';
import { entryDefinition } from './entry.collection';
import { createEntryUseCases } from './entry.usecases';
import { ratingDefinition } from './rating.collection';
import { createRatingUseCases } from './rating.usecases';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house.stop());

describe('the FAQ over HTTP, without signing in', () => {
  test('a search answers items and suggestions', async () => {
    const { ok } = await house.call('faq.search', {
      query: { q: '绑了还是刷不了', region: '620000', limit: '3' as never },
    });
    expect(ok.items).toHaveLength(3);
    expect(ok.items.map(({ id }) => id)).toContain('bound-but-not-paid');
    expect(Object.keys(ok.items[0] ?? {}).sort()).toEqual(['id', 'region', 'score', 'snippet', 'title']);
  });

  test('nonsense and an empty question get no items, but questions worth trying', async () => {
    for (const q of ['土豆炖牛肉', '']) {
      const { ok } = await house.call('faq.search', { query: { q, region: '130000' } });
      expect(ok.items).toEqual([]);
      expect(ok.suggestions.length).toBeGreaterThanOrEqual(3);
    }
  });

  test.each([
    '我的猫丢了',
    '附近好吃的火锅',
    '我的貓丟了',
    '怎么追女朋友',
    'WiFi密码忘了',
  ])('“%s” is no question of ours: questions worth trying, no entries that share a verb', async (q) => {
    const { ok } = await house.call('faq.search', { query: { q, region: '620000' } });
    expect(ok.items).toEqual([]);
    expect(ok.suggestions.length).toBeGreaterThanOrEqual(3);
  });

  test.each([
    ['被狗咬了打疫苗能用医保吗', 'jiangsu-vaccine'],
    ['医保卡丢了怎么补', 'gansu-card-lost-away'],
    ['女朋友能绑定吗', 'who-is-a-near-relative'],
  ])('“%s” is ours, whatever else it names', async (q, wanted) => {
    const { ok } = await house.call('faq.search', { query: { q } });
    expect(ok.items.slice(0, 3).map(({ id }) => id)).toContain(wanted);
  });

  test('an unknown field, a wrong region and an overlong question are refused by name', async () => {
    const wrong = [
      { q: '共济', colour: 'red' },
      { q: '共济', region: '甘肃' },
      { q: '共'.repeat(101) },
      { q: '共济', limit: '0' },
    ];
    const fields = ['colour', 'region', 'q', 'limit'];
    for (const [index, query] of wrong.entries()) {
      const answer = await house.call('faq.search', { query: query as never });
      expect(answer.status).toBe(400);
      expect(JSON.stringify(answer.error.details)).toContain(fields[index]);
    }
  });

  test('every entry of the first edition has its page, with source, date and related questions', async () => {
    for (const { id, title, sources } of entryContents) {
      const { ok } = await house.call('faq.get', { params: { entryId: id } });
      expect(ok).toMatchObject({ id, title, sources });
      expect(ok.verifiedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(ok.related.length).toBeGreaterThan(0);
    }
    const { ok } = await house.call('faq.get', { params: { entryId: 'gansu-how-to-bind' } });
    expect(ok.regionWord).toBe('甘肃');
    expect(ok).not.toHaveProperty('aliases');
  });

  test('an entry that is not there is a plain 404', async () => {
    const answer = await house.call('faq.get', { params: { entryId: 'no-such-entry' } });
    expect(answer.status).toBe(404);
    expect(answer.error).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('hot questions are the region’s own and national ones, in order', async () => {
    const hot = async (region?: string) => (await house.call('faq.hot', { query: region ? { region } : {} })).ok.items;
    const gansu = await hot('620000');
    expect(gansu.length).toBeGreaterThanOrEqual(6);
    expect(gansu.map(({ region }) => region)).not.toContain('130000');
    expect(gansu.map(({ id }) => id)).toContain('gansu-how-to-bind');
    expect((await hot('130000')).map(({ id }) => id)).toContain('hebei-how-to-bind');
    expect((await hot('520000')).map(({ id }) => id)).toContain('guizhou-how');
    expect((await hot('320000')).map(({ id }) => id)).toContain('jiangsu-how');
    expect(new Set((await hot()).map(({ region }) => region))).toEqual(new Set(['000000']));
  });
});

describe('the first edition in the store', () => {
  const stored = () => house.house.store.collection(entryDefinition);

  test('is written once: a second start writes nothing', async () => {
    const before = (await stored().find({})).map(({ _id, version }) => `${_id} ${version}`).sort();
    expect(before).toHaveLength(entryContents.length);
    await house.restart();
    expect((await stored().find({})).map(({ _id, version }) => `${_id} ${version}`).sort()).toEqual(before);
  });

  test('a changed seed is written, one that is gone is removed, what people edited stays', async () => {
    const [first, second, third] = entryContents;
    if (!first || !second || !third) throw new Error('no entries');
    const entries = stored();
    const edited = await entries.get(second.id);
    if (!edited) throw new Error('not stored');
    const { seedHash: _ours, ...own } = { ...edited, title: '编辑改过的标题' };
    expect(await entries.replace(own)).toBe(true);

    const seed = [{ ...first, title: '新一版的标题' }, second, ...entryContents.slice(3)];
    const clock = () => new Date();
    const ratings = createRatingUseCases({ ratings: house.house.store.collection(ratingDefinition), clock });
    const useCases = createEntryUseCases({ entries, seed, recentVotes: ratings.recent, clock });
    expect(await useCases.loadSeed()).toEqual({ written: 1, removed: 1 });
    expect((await useCases.get(first.id))?.title).toBe('新一版的标题');
    expect((await useCases.get(second.id))?.title).toBe('编辑改过的标题');
    expect(await useCases.get(third.id)).toBeUndefined();
    expect(await useCases.loadSeed()).toEqual({ written: 0, removed: 0 });
  });
});
