import { expect, it } from 'vitest';
import type { CoreEvent, InsuranceCore } from '../gateways/insurance-core/port';
import { describeOnStores, silentLog } from '../storage/test-stores';
import { createFeedReader } from './feed';
import { feedCursorDefinition, feedEventDefinition } from './feed.collection';

const event = (seq: number): CoreEvent => ({
  seq,
  at: '2026-11-23T02:00:00.000Z',
  type: 'insuranceChanged',
  psnNo: `p${seq}`,
});

/** A feed as the port promises it: the numbers given, pages by `after` and `limit`. */
const feedOf = (seqs: number[]): InsuranceCore =>
  ({
    region: '990000',
    events: async (after: number, limit: number) =>
      seqs
        .filter((seq) => seq > after)
        .slice(0, limit)
        .map(event),
  }) as unknown as InsuranceCore;

describeOnStores('feed reader', (testStore) => {
  const withReader = async (
    body: (
      build: (seqs: number[], apply: (seq: number) => void) => ReturnType<typeof createFeedReader>,
    ) => Promise<void>,
  ) => {
    const opened = await testStore.open();
    try {
      const cursors = opened.store.collection(feedCursorDefinition);
      const events = opened.store.collection(feedEventDefinition);
      await opened.store.ready();
      await body((seqs, apply) =>
        createFeedReader({
          cursors,
          events,
          cores: () => [feedOf(seqs)],
          apply: async (_region, { seq }) => apply(seq),
          pollMs: 1_000,
          pageSize: 3,
          log: silentLog,
        }),
      );
    } finally {
      await opened.dispose();
    }
  };

  it('applies every event in order, over pages, and none again', () =>
    withReader(async (build) => {
      const seen: number[] = [];
      await build([1, 2, 3, 4, 5, 6, 7], (seq) => seen.push(seq)).readOnce();
      await build([1, 2, 3, 4, 5, 6, 7, 8], (seq) => seen.push(seq)).readOnce();
      expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    }));

  it('repeats the event at which it was killed, and goes on from there', () =>
    withReader(async (build) => {
      const seen: number[] = [];
      await build([1, 2, 3], (seq) => {
        seen.push(seq);
        if (seq === 2) throw new Error('killed');
      }).readOnce();
      await build([1, 2, 3], (seq) => seen.push(seq)).readOnce();
      expect(seen).toEqual([1, 2, 2, 3]);
    }));

  it('stops at a gap until the missing event is there', () =>
    withReader(async (build) => {
      const seen: number[] = [];
      await build([1, 3], (seq) => seen.push(seq)).readOnce();
      expect(seen).toEqual([1]);
      await build([1, 2, 3], (seq) => seen.push(seq)).readOnce();
      expect(seen).toEqual([1, 2, 3]);
    }));
});
