import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Collection, CollectionDefinition } from '../storage/port';
import { describeOnStores, silentLog } from '../storage/test-stores';
import { type OutboxDocument, type OwedEffect, outboxSchema, retryDelayMs, STUCK_AFTER_TRIES } from './outbox';
import { createEffectsWorker } from './worker';

interface Parcel extends OutboxDocument {
  settled: string[];
}

const definition: CollectionDefinition<Parcel> = {
  name: 'parcels',
  schemaVersion: 1,
  schema: { settled: { type: [String], required: true }, ...outboxSchema({}) },
  indexes: [{ name: 'effectDueAt', fields: { effectDueAt: 1 }, sparse: true }],
};

const START = Date.parse('2026-11-23T02:00:00.000Z');

/** A shop of parcels with a hand-moved clock and an outside world that a test can break. */
function buildShop(collection: Collection<Parcel>) {
  let nowMs = START;
  const arrived: string[] = [];
  let breaks = (_effect: OwedEffect): boolean => false;
  const clock = () => new Date(nowMs);
  const worker = () =>
    createEffectsWorker<Parcel, OwedEffect, string>(
      {
        collection,
        async deliver(_document, effect) {
          arrived.push(effect.effectId);
          if (breaks(effect)) throw new Error('the outside is down');
          return `done:${effect.effectId}`;
        },
        settle: (document, _effect, delivered) => ({ ...document, settled: [...document.settled, delivered] }),
      },
      { clock, jitter: () => 0, log: silentLog, leaseMs: 30_000 },
    );
  return {
    arrived,
    worker,
    breakWhen(rule: (effect: OwedEffect) => boolean) {
      breaks = rule;
    },
    pass(ms: number) {
      nowMs += ms;
    },
    async owe(...effects: { effectId: string; subject: string }[]) {
      const nextTryAt = clock().toISOString();
      const document: Parcel = {
        _id: `parcel-${randomUUID()}`,
        version: 1,
        schemaVersion: 1,
        settled: [],
        outbox: effects.map((effect) => ({ ...effect, kind: 'send', tries: 0, nextTryAt })),
        effectDueAt: nextTryAt,
      };
      await collection.insert(document);
      return document._id;
    },
  };
}

describeOnStores('effects worker', (testStore) => {
  const withShop = async (body: (shop: ReturnType<typeof buildShop>, parcels: Collection<Parcel>) => Promise<void>) => {
    const opened = await testStore.open();
    try {
      const parcels = opened.store.collection(definition);
      await opened.store.ready();
      await body(buildShop(parcels), parcels);
    } finally {
      await opened.dispose();
    }
  };

  it('delivers every effect once, in order, and leaves nothing owed', () =>
    withShop(async (shop, parcels) => {
      const id = await shop.owe(
        { effectId: 'a', subject: 's' },
        { effectId: 'b', subject: 's' },
        { effectId: 'c', subject: 's' },
      );
      await shop.worker().runDue();
      expect(shop.arrived).toEqual(['a', 'b', 'c']);
      const after = await parcels.get(id);
      expect(after?.settled).toEqual(['done:a', 'done:b', 'done:c']);
      expect(after?.outbox).toEqual([]);
      expect(after?.effectDueAt).toBeUndefined();
      expect(after?.leaseUntil).toBeUndefined();
    }));

  it('holds back what comes after a failed effect of the same subject, and no other subject', () =>
    withShop(async (shop, parcels) => {
      const id = await shop.owe(
        { effectId: 'a1', subject: 'a' },
        { effectId: 'a2', subject: 'a' },
        { effectId: 'b1', subject: 'b' },
      );
      shop.breakWhen((effect) => effect.effectId === 'a1');
      await shop.worker().runDue();
      shop.pass(1);
      await shop.worker().runDue();
      expect((await parcels.get(id))?.settled).toEqual(['done:b1']);
      expect(shop.arrived).not.toContain('a2');
      shop.breakWhen(() => false);
      shop.pass(retryDelayMs(1, 0));
      await shop.worker().runDue();
      expect((await parcels.get(id))?.settled).toEqual(['done:b1', 'done:a1', 'done:a2']);
    }));

  it('waits longer after each failure, says when it is stuck, and never gives up', () =>
    withShop(async (shop, parcels) => {
      const id = await shop.owe({ effectId: 'a', subject: 'a' });
      shop.breakWhen(() => true);
      for (let tries = 1; tries <= STUCK_AFTER_TRIES; tries += 1) {
        await shop.worker().runDue();
        expect(shop.arrived).toHaveLength(tries);
        await shop.worker().runDue();
        expect(shop.arrived, 'not before its time').toHaveLength(tries);
        shop.pass(retryDelayMs(tries, 0));
      }
      expect((await parcels.get(id))?.outbox[0]?.stuckAt).toBeDefined();
      shop.breakWhen(() => false);
      await shop.worker().runDue();
      expect((await parcels.get(id))?.settled).toEqual(['done:a']);
    }));

  it('lets one of two processes deliver while the other passes by', () =>
    withShop(async (shop, parcels) => {
      const ids = await Promise.all(
        Array.from({ length: 10 }, (_, at) => shop.owe({ effectId: `e${at}`, subject: 's' })),
      );
      await Promise.all([shop.worker().runDue(), shop.worker().runDue(), shop.worker().runDue()]);
      expect(shop.arrived.toSorted()).toEqual(ids.map((_, at) => `e${at}`).toSorted());
      expect(await parcels.count({ effectDueAt: { $exists: true } })).toBe(0);
    }));

  it('takes over from a process that died while it held the document', () =>
    withShop(async (shop, parcels) => {
      const id = await shop.owe({ effectId: 'a', subject: 'a' });
      const document = await parcels.get(id);
      if (!document) throw new Error('the parcel is gone');
      const leaseUntil = new Date(START + 30_000).toISOString();
      await parcels.replace({ ...document, leaseUntil, effectDueAt: leaseUntil });
      await shop.worker().runDue();
      expect(shop.arrived, 'the lease is respected').toEqual([]);
      shop.pass(30_001);
      await shop.worker().runDue();
      expect((await parcels.get(id))?.settled).toEqual(['done:a']);
    }));
});
