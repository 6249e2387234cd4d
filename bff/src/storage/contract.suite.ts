import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Collection,
  type CollectionDefinition,
  Conflict,
  Invalid,
  type StoredDocument,
  Unavailable,
} from './port';
import { rawDocument } from './raw-look';
import type { OpenTestStore, TestStore } from './test-stores';

interface Ticket extends StoredDocument {
  title: string;
  priceFen?: number;
  count?: number;
  isOpen?: boolean;
  dueAt?: string;
  seats?: string[];
  place?: { city: string; row?: number };
  members?: { personId: string; note?: string }[];
  memo?: Record<string, unknown>;
}

const tickets: CollectionDefinition<Ticket> = {
  name: 'tickets',
  schemaVersion: 1,
  schema: {
    title: { type: String, required: true },
    priceFen: { type: Number, min: 0 },
    count: Number,
    isOpen: Boolean,
    dueAt: String,
    seats: [String],
    place: { city: { type: String, required: true }, row: Number },
    members: [{ personId: { type: String, required: true }, note: String }],
    memo: Object,
  },
  indexes: [
    { name: 'seats', fields: { seats: 1 }, unique: true, sparse: true },
    { name: 'title', fields: { title: 1 } },
    { name: 'dueAt', fields: { dueAt: 1 }, sparse: true },
    { name: 'members', fields: { 'members.personId': 1 } },
  ],
};

const ticket = (id: string, rest: Partial<Ticket> = {}): Ticket => ({
  _id: id,
  version: 1,
  schemaVersion: 1,
  title: 'a ticket',
  ...rest,
});
const ids = (documents: { _id: string }[]) => documents.map((document) => document._id);
const hundred = Array.from({ length: 100 }, (_, i) => String(i).padStart(3, '0'));
const settle = <T>(work: Promise<T>[]) => Promise.allSettled(work);

/** What every store must hold to; runs unchanged on each adapter. */
export function storageContract(testStore: TestStore): void {
  let opened: OpenTestStore;
  let collection: Collection<Ticket>;

  beforeEach(async () => {
    opened = await testStore.open();
    collection = opened.store.collection(tickets);
    await opened.store.ready();
  });
  afterEach(() => opened.dispose());

  describe('one write per change', () => {
    it('lets exactly one of 100 parallel writers of one version win', async () => {
      await collection.insert(ticket('t'));
      const loaded = (await collection.get('t')) as Ticket;
      const won = await Promise.all(hundred.map((n) => collection.replace({ ...loaded, title: `writer ${n}` })));
      expect(won.filter(Boolean)).toHaveLength(1);
      const stored = await collection.get('t');
      expect(stored).toEqual(ticket('t', { version: 2, title: `writer ${hundred[won.indexOf(true)]}` }));
    });

    it('loses no increment when 20 writers load, change and retry', async () => {
      await collection.insert(ticket('t', { count: 0 }));
      const increment = async (): Promise<void> => {
        const loaded = (await collection.get('t')) as Ticket;
        if (!(await collection.replace({ ...loaded, count: (loaded.count ?? 0) + 1 }))) return increment();
      };
      await Promise.all(Array.from({ length: 20 }, increment));
      expect(await collection.get('t')).toMatchObject({ count: 20, version: 21 });
    });

    it('answers false for a stale version and for an absent document, and changes nothing', async () => {
      await collection.insert(ticket('t'));
      expect(await collection.replace(ticket('t', { title: 'second' }))).toBe(true);
      expect(await collection.replace(ticket('t', { title: 'late' }))).toBe(false);
      expect(await collection.replace(ticket('absent'))).toBe(false);
      expect(await collection.get('absent')).toBeUndefined();
      expect((await collection.get('t'))?.title).toBe('second');
    });

    it('removes this very version only', async () => {
      await collection.insert(ticket('t'));
      expect(await collection.remove('t', 2)).toBe(false);
      expect(await collection.remove('t', 1)).toBe(true);
      expect(await collection.remove('t', 1)).toBe(false);
      expect(await collection.count({})).toBe(0);
    });

    it('refuses a second document with the same _id', async () => {
      const done = await settle(hundred.map((n) => collection.insert(ticket('t', { title: n }))));
      expect(done.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
      const refused = done.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
      expect(refused.every((reason) => reason instanceof Conflict && reason.index === '_id')).toBe(true);
    });

    it('keeps what a caller does to its own objects away from what is stored', async () => {
      const mine = ticket('t', { members: [{ personId: 'p1' }] });
      await collection.insert(mine);
      mine.members?.push({ personId: 'p2' });
      const read = (await collection.get('t')) as Ticket;
      (read.members as unknown[]).length = 0;
      expect((await collection.get('t'))?.members).toEqual([{ personId: 'p1' }]);
    });
  });

  describe('seats', () => {
    it('gives one seat to exactly one of 100 parallel inserts', async () => {
      const done = await settle(
        hundred.map((n) => collection.insert(ticket(n, { seats: ['GS:person:1', `own:${n}`] }))),
      );
      expect(done.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
      const refused = done.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
      for (const reason of refused)
        expect(reason).toMatchObject({ name: 'Conflict', index: 'seats', key: 'GS:person:1' });
      expect(await collection.count({ seats: 'GS:person:1' })).toBe(1);
      expect(await collection.count({})).toBe(1);
    });

    it('gives one seat to exactly one of 100 parallel replaces, and the losers stay as they were', async () => {
      await Promise.all(hundred.map((n) => collection.insert(ticket(n))));
      const done = await settle(hundred.map((n) => collection.replace(ticket(n, { seats: ['GZ:member:1#1'] }))));
      expect(done.filter((each) => each.status === 'fulfilled' && each.value)).toHaveLength(1);
      expect(done.filter((each) => each.status === 'rejected' && each.reason.index === 'seats')).toHaveLength(99);
      expect(await collection.count({ version: 1 })).toBe(99);
    });

    it('frees a seat in the write that drops it', async () => {
      await collection.insert(ticket('a', { seats: ['s1', 's2'] }));
      await expect(collection.insert(ticket('b', { seats: ['s2'] }))).rejects.toBeInstanceOf(Conflict);
      expect(await collection.replace(ticket('a', { seats: ['s1'] }))).toBe(true);
      await collection.insert(ticket('b', { seats: ['s2'] }));
      expect(await collection.replace(ticket('a', { version: 2 }))).toBe(true);
      await collection.insert(ticket('c', { seats: ['s1'] }));
      expect(await collection.remove('b', 1)).toBe(true);
      await collection.insert(ticket('d', { seats: ['s2'] }));
    });

    it('stores a hundred documents without seats, and no seats field in any of them', async () => {
      await Promise.all(hundred.map((n) => collection.insert(ticket(n, { seats: undefined }))));
      expect(await collection.count({})).toBe(100);
      expect(await rawDocument(opened, 'tickets', '042')).toEqual(ticket('042'));
      expect(await collection.replace(ticket('042', { title: 'again', seats: undefined }))).toBe(true);
      expect(Object.keys((await rawDocument(opened, 'tickets', '042')) ?? {})).not.toContain('seats');
    });

    it('refuses an empty seats array, in insert and in replace', async () => {
      await expect(collection.insert(ticket('a', { seats: [] }))).rejects.toMatchObject({
        name: 'Invalid',
        field: 'seats',
      });
      await collection.insert(ticket('b', { seats: ['s'] }));
      await expect(collection.replace(ticket('b', { seats: [] }))).rejects.toMatchObject({
        name: 'Invalid',
        field: 'seats',
      });
      expect((await collection.get('b'))?.seats).toEqual(['s']);
    });
  });

  describe('documents that are not of the form', () => {
    const bad: [string, string, Record<string, unknown>][] = [
      ['an unknown field', 'colour', { colour: 'red' }],
      ['an unknown field in a nested object', 'place.door', { place: { city: 'x', door: 1 } }],
      ['a null', 'dueAt', { dueAt: null }],
      ['a null deep inside free data', 'memo.a.0.b', { memo: { a: [{ b: null }] } }],
      ['1.5 fen', 'priceFen', { priceFen: 1.5 }],
      ['1.5 fen inside free data', 'memo.totalFen', { memo: { totalFen: 1.5 } }],
      ["'12' for 12", 'count', { count: '12' }],
      ["12 for '12'", 'title', { title: 12 }],
      ["'true' for true", 'isOpen', { isOpen: 'true' }],
      ['a date', 'dueAt', { dueAt: new Date(0) }],
      ['not a number', 'count', { count: Number.NaN }],
      ['one string for an array', 'seats', { seats: 's' }],
      ['one object for an array', 'members', { members: { personId: 'p' } }],
      ['a missing required field', 'title', { title: undefined }],
      ['a missing required nested field', 'place.city', { place: {} }],
      ['less than the minimum', 'priceFen', { priceFen: -1 }],
      ['an operator as a field name', 'memo.$gt', { memo: { $gt: 1 } }],
      ['a dotted field name', 'place.city', { 'place.city': 'x' }],
      ['half a character', 'title', { title: '\ud842' }],
      ['another schema version', 'schemaVersion', { schemaVersion: 2 }],
      ['version 0', 'version', { version: 0 }],
    ];
    it.each(bad)('refuses %s', async (_what, field, rest) => {
      const document = { ...ticket('t'), ...rest } as Ticket;
      await expect(collection.insert(document)).rejects.toMatchObject({ name: 'Invalid', field });
      expect(await collection.count({})).toBe(0);
    });

    it('refuses them in replace, too', async () => {
      await collection.insert(ticket('t'));
      const bad = { ...ticket('t'), count: '12' } as unknown as Ticket;
      await expect(collection.replace(bad)).rejects.toBeInstanceOf(Invalid);
      expect(await collection.get('t')).toEqual(ticket('t'));
    });

    it('keeps rare characters, empty objects, empty plain arrays and large fen as they are', async () => {
      const document = ticket('t', {
        title: '䶮𠮷·阿依',
        memo: {},
        members: [],
        priceFen: Number.MAX_SAFE_INTEGER,
        isOpen: false,
        count: -0.5,
      });
      await collection.insert(document);
      expect(await collection.get('t')).toEqual(document);
    });
  });

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

  describe('time', () => {
    it('keeps everything, and every limit, over a restart', async () => {
      await Promise.all(hundred.map((n) => collection.insert(ticket(n, { seats: [`s${n}`], priceFen: Number(n) }))));
      await collection.replace(ticket('007', { title: 'changed', seats: ['s007'] }));
      await collection.remove('008', 1);
      const again = (await opened.reopen()).collection(tickets);
      await opened.store.ready();
      expect(await again.count({})).toBe(99);
      expect(await again.get('007')).toEqual(ticket('007', { version: 2, title: 'changed', seats: ['s007'] }));
      await expect(again.insert(ticket('x', { seats: ['s099'] }))).rejects.toMatchObject({ index: 'seats' });
      await again.insert(ticket('y', { seats: ['s008'] }));
    });

    it('reads an older document through upcast, and keeps what a newer program added', async () => {
      const newer: CollectionDefinition<Ticket & { colour: string }> = {
        ...tickets,
        schemaVersion: 2,
        schema: { ...tickets.schema, colour: { type: String, required: true } },
        upcast: (document: Record<string, unknown>) => ({ ...document, colour: 'none' }),
      } as never;
      await collection.insert(ticket('old'));
      const next = (await opened.reopen()).collection(newer);
      expect(await next.get('old')).toEqual({ ...ticket('old'), schemaVersion: 2, colour: 'none' });
      await next.insert({ ...ticket('new'), schemaVersion: 2, colour: 'red' });

      const previous = (await opened.reopen()).collection(tickets);
      const read = (await previous.get('new')) as Ticket;
      expect(await previous.replace({ ...read, title: 'touched' })).toBe(true);
      expect(await previous.get('new')).toEqual({
        ...ticket('new', { title: 'touched', version: 2 }),
        schemaVersion: 2,
        colour: 'red',
      });
    });

    it('is healthy while open; after close everything is Unavailable', async () => {
      expect(await opened.store.isHealthy()).toBe(true);
      await opened.store.close();
      expect(await opened.store.isHealthy()).toBe(false);
      await expect(collection.get('t')).rejects.toBeInstanceOf(Unavailable);
      await expect(collection.insert(ticket('t'))).rejects.toBeInstanceOf(Unavailable);
    });
  });

  describe('definitions that the adapters could not both keep', () => {
    const refused: [string, Partial<CollectionDefinition<Ticket>>][] = [
      ['a default', { schema: { title: { type: String, default: 'x' } }, indexes: [] }],
      ['a date', { schema: { title: Date }, indexes: [] }],
      ['an index on an undeclared field', { indexes: [{ name: 'x', fields: { colour: 1 } }] }],
      [
        'a unique index over an optional field that is not sparse',
        { indexes: [{ name: 'x', fields: { dueAt: 1 }, unique: true }] },
      ],
      ['a sparse index over two fields', { indexes: [{ name: 'x', fields: { dueAt: 1, count: 1 }, sparse: true }] }],
    ];
    it.each(refused)('refuses %s', (_what, change) => {
      expect(() => opened.store.collection({ ...tickets, name: 'others', ...change })).toThrow();
    });
  });
}
