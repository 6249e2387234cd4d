import { expect, it } from 'vitest';
import { describeOnStores } from './storage/test-stores';
import { createSweeper } from './sweeper';

describeOnStores('the sweeper', (testStore) => {
  it('removes what is old, in more than one batch, and nothing else', async () => {
    const opened = await testStore.open();
    try {
      const notes = opened.store.collection<{ _id: string; version: number; schemaVersion: number; at: string }>({
        name: 'notes',
        schemaVersion: 1,
        schema: { at: { type: String, required: true } },
        indexes: [{ name: 'at', fields: { at: 1 } }],
      });
      await opened.store.ready();
      const now = new Date('2027-01-10T00:00:00.000Z');
      const at = (daysAgo: number) => new Date(now.getTime() - daysAgo * 86_400_000).toISOString();
      for (let n = 0; n < 250; n += 1) await notes.insert({ _id: `old${n}`, version: 1, schemaVersion: 1, at: at(3) });
      await notes.insert({ _id: 'young', version: 1, schemaVersion: 1, at: at(1) });
      const sweeper = createSweeper(
        [{ collection: notes, field: 'at', afterDays: 2 }],
        () => now,
        () => undefined,
      );
      expect(await sweeper.sweep()).toBe(250);
      expect((await notes.find({})).map(({ _id }) => _id)).toEqual(['young']);
      await sweeper.stop();
    } finally {
      await opened.dispose();
    }
  });
});
