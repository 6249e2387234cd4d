import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Collection, type CollectionDefinition, Conflict, Invalid, Unavailable } from './port';
import { rawDocument } from './raw-look';
import type { OpenTestStore, TestStore } from './test-stores';
import { hundred, type Ticket, ticket, tickets } from './tickets.suite';

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
