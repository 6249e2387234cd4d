import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Collection, Invalid } from './port';
import type { OpenTestStore, TestStore } from './test-stores';
import { hundred, ids, type Ticket, ticket, tickets } from './tickets.suite';

/** What every store must find, in what order, and which questions it must refuse. */
export function queryContract(testStore: TestStore): void {
  let opened: OpenTestStore;
  let collection: Collection<Ticket>;

  beforeEach(async () => {
    opened = await testStore.open();
    collection = opened.store.collection(tickets);
    await opened.store.ready();
  });
  afterEach(() => opened.dispose());

  describe('queries', () => {
    beforeEach(async () => {
      await collection.insert(
        ticket('a', {
          count: 1,
          isOpen: true,
          dueAt: '2025-01-01',
          seats: ['s1', 's2'],
          members: [{ personId: 'p1' }, { personId: 'p2' }],
        }),
      );
      await collection.insert(
        ticket('b', { count: 2, isOpen: false, dueAt: '2025-02-01', place: { city: '兰州', row: 3 } }),
      );
      await collection.insert(ticket('c', { count: 3, members: [{ personId: 'p2', note: 'n' }] }));
      await collection.insert(ticket('d', { members: [] }));
    });
    const found = async (query: object) =>
      ids(await collection.find(query as never))
        .sort()
        .join('');

    it('matches equality, lists, ranges and presence, by index or not', async () => {
      expect(await found({})).toBe('abcd');
      expect(await found({ count: 2 })).toBe('b');
      expect(await found({ isOpen: false })).toBe('b');
      expect(await found({ seats: 's2' })).toBe('a');
      expect(await found({ seats: { $in: ['s1', 's2', 'x'] } })).toBe('a');
      expect(await collection.count({ seats: { $in: ['s1', 's2', 'x'] } })).toBe(1);
      expect(await found({ 'members.personId': 'p2' })).toBe('ac');
      expect(await found({ 'members.personId': { $in: ['p1', 'p2'] } })).toBe('ac');
      expect(ids(await collection.find({ 'members.personId': 'p2' }, { sort: { count: -1 }, limit: 9 }))).toEqual([
        'c',
        'a',
      ]);
      expect(await found({ 'place.row': { $gte: 3 } })).toBe('b');
      expect(await found({ count: { $gt: 1, $lte: 3 } })).toBe('bc');
      expect(await found({ dueAt: { $lt: '2025-02-01' } })).toBe('a');
      expect(await found({ dueAt: { $lte: '2025-02-01' }, isOpen: false })).toBe('b');
      expect(await found({ dueAt: { $exists: false } })).toBe('cd');
      expect(await found({ dueAt: { $exists: true }, count: { $in: [1, 3] } })).toBe('a');
      expect(await found({ count: { $in: [] } })).toBe('');
      expect(await collection.count({ count: { $lt: 3 } })).toBe(2);
    });

    it.each<[string, object]>([
      ['null', { dueAt: null }],
      ["'12' for 12", { count: '12' }],
      ["'12' for 12 in a list", { count: { $in: [1, '12'] } }],
      ['1.5 fen', { priceFen: { $gt: 1.5 } }],
      ['an unknown field', { colour: 'red' }],
      ['another operator', { count: { $ne: 1 } }],
      ['a top-level operator', { $or: [{ count: 1 }] }],
      ['a pattern', { title: /a/ }],
      ['a whole object', { place: { city: 'x' } }],
      ['free data', { 'memo.a': 1 }],
      ['a range over an array', { seats: { $gt: 's' } }],
      ['presence of an array', { seats: { $exists: true } }],
      ['an empty condition', { count: {} }],
    ])('refuses %s', async (_what, query) => {
      await expect(collection.find(query as never)).rejects.toBeInstanceOf(Invalid);
      await expect(collection.count(query as never)).rejects.toBeInstanceOf(Invalid);
    });

    it('refuses a sort without index and limit, a bad limit and a foreign cursor', async () => {
      await expect(collection.find({}, { sort: { count: 1 } })).rejects.toBeInstanceOf(Invalid);
      await expect(collection.find({}, { sort: { seats: 1 }, limit: 1 })).rejects.toBeInstanceOf(Invalid);
      await expect(collection.find({}, { limit: 0 })).rejects.toBeInstanceOf(Invalid);
      await expect(collection.find({}, { limit: 1, after: 'nonsense' })).rejects.toBeInstanceOf(Invalid);
      const cursor = collection.cursorOf(ticket('a', { count: 1 }), { count: 1 });
      await expect(collection.find({}, { sort: { count: -1 }, limit: 1, after: cursor })).rejects.toBeInstanceOf(
        Invalid,
      );
      expect(ids(await collection.find({}, { sort: { title: 1 } }))).toEqual(['a', 'b', 'c', 'd']);
    });
  });

  describe('paging', () => {
    /** Walks all pages of three; equal and absent keys on purpose. */
    const walk = async (sort: Record<string, 1 | -1>, query = {}): Promise<string[]> => {
      const seen: string[] = [];
      let after: string | undefined;
      for (;;) {
        const page = await collection.find(query, { sort, limit: 3, after });
        seen.push(...ids(page));
        const last = page.at(-1);
        if (!last || page.length < 3) return seen;
        after = collection.cursorOf(last, sort);
      }
    };
    beforeEach(async () => {
      for (const [i, n] of hundred.slice(0, 20).entries()) {
        const count = i % 4 === 0 ? undefined : i % 5;
        await collection.insert(ticket(n, { count, title: i % 2 ? 'odd' : 'even' }));
      }
    });

    it.each<Record<string, 1 | -1>>([
      { count: 1 },
      { count: -1 },
      { title: -1, count: 1 },
      { title: 1, count: -1 },
      { _id: -1 },
      {},
    ])('neither skips nor repeats, sorted by %o', async (sort) => {
      const whole = ids(await collection.find({}, { sort, limit: 100 }));
      expect(new Set(whole).size).toBe(20);
      expect(await walk(sort)).toEqual(whole);
    });

    it('sorts absent first when ascending, then by value, then by _id', async () => {
      const all = await collection.find({}, { sort: { count: 1 }, limit: 100 });
      const expected = [...all].sort((a, b) => (a.count ?? -1) - (b.count ?? -1) || (a._id < b._id ? -1 : 1));
      expect(ids(all)).toEqual(ids(expected));
      expect(all[0]?.count).toBeUndefined();
    });

    it('goes on from the same place when documents come and go meanwhile', async () => {
      const page = await collection.find({ title: 'odd' }, { sort: { _id: 1 }, limit: 3 });
      const after = collection.cursorOf(page[2] as Ticket, { _id: 1 });
      await collection.remove(page[2]?._id as string, 1);
      await collection.insert(ticket('000x', { title: 'odd' }));
      expect(ids(await collection.find({ title: 'odd' }, { sort: { _id: 1 }, limit: 2, after }))).toEqual([
        '007',
        '009',
      ]);
    });
  });
}
