import { afterEach, beforeEach, expect, it } from 'vitest';
import { changeDocument } from './change-document';
import { type Collection, Conflict } from './port';
import { describeOnStores, type OpenTestStore } from './test-stores';
import { type Ticket, ticket, tickets } from './tickets.suite';

describeOnStores('changing a document', (testStore) => {
  let opened: OpenTestStore;
  let collection: Collection<Ticket>;

  beforeEach(async () => {
    opened = await testStore.open();
    collection = opened.store.collection(tickets);
    await opened.store.ready();
  });
  afterEach(() => opened.dispose());

  it('counts each of 20 parallel changes, the first of which inserts', async () => {
    const written = await Promise.all(
      Array.from({ length: 20 }, () =>
        changeDocument(collection, 't', (known) => ({ ...ticket('t'), ...known, count: (known?.count ?? 0) + 1 })),
      ),
    );
    expect(written.map(({ count }) => count).sort((a = 0, b = 0) => a - b)).toEqual(
      [...Array(20).keys()].map((n) => n + 1),
    );
    expect(written.every(({ count, version }) => count === version)).toBe(true);
    expect(await collection.get('t')).toEqual(ticket('t', { version: 20, count: 20 }));
  });

  it('writes nothing where the change answers undefined or throws', async () => {
    expect(await changeDocument(collection, 'absent', () => undefined)).toBeUndefined();
    await collection.insert(ticket('t'));
    expect(await changeDocument(collection, 't', () => undefined)).toBeUndefined();
    const refused = changeDocument(collection, 't', async () => {
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    expect(await collection.count({})).toBe(1);
    expect(await collection.get('t')).toEqual(ticket('t'));
  });

  it('writes under the id and version that it loaded, whatever the change says', async () => {
    await collection.insert(ticket('t'));
    const written = await changeDocument(collection, 't', () => ticket('other', { version: 7, title: 'new' }));
    expect(written).toEqual(ticket('t', { version: 2, title: 'new' }));
    expect(await collection.get('t')).toEqual(written);
  });

  it('does not try for ever where another unique index is taken', async () => {
    await collection.insert(ticket('holder', { seats: ['GZ:member:1#1'] }));
    const insert = changeDocument(collection, 't', () => ticket('t', { seats: ['GZ:member:1#1'] }));
    await expect(insert).rejects.toBeInstanceOf(Conflict);
    await collection.insert(ticket('t'));
    const replace = changeDocument(collection, 't', () => ticket('t', { seats: ['GZ:member:1#1'] }));
    await expect(replace).rejects.toBeInstanceOf(Conflict);
    expect(await collection.get('t')).toEqual(ticket('t'));
  });
});
