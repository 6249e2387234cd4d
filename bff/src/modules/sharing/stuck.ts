import type { Collection } from '../../storage/port';
import type { SharingDocument, SharingEffect } from './sharing.collection';

/** An effect that was tried too often; slow retries go on. */
export interface StuckEffect {
  sharingId: string;
  ownerId: string;
  family: string;
  effectId: string;
  kind: SharingEffect['kind'];
  tries: number;
  stuckAt: string;
  nextTryAt: string;
  lastProblem?: string;
}

const OLDEST_FIRST = { effectDueAt: 1 } as const;
const PAGE = 200;

/** What sharings still owe to the outside: for operators and for the metrics. Read-only. */
export function createStuckEffects(collection: Collection<SharingDocument>) {
  /** Walks every sharing that owes something, due or not. */
  async function* owing(): AsyncGenerator<SharingDocument> {
    let after: string | undefined;
    for (;;) {
      const page = await collection.find(
        { effectDueAt: { $exists: true } },
        { sort: OLDEST_FIRST, limit: PAGE, ...(after === undefined ? {} : { after }) },
      );
      yield* page;
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      after = collection.cursorOf(last, OLDEST_FIRST);
    }
  }

  return {
    /** The stuck effects, at most `limit`; `isMore` when there are others. */
    async stuckEffects(limit = 200): Promise<{ items: StuckEffect[]; isMore: boolean }> {
      const items: StuckEffect[] = [];
      for await (const document of owing()) {
        for (const effect of document.outbox) {
          if (effect.stuckAt === undefined) continue;
          if (items.length === limit) return { items, isMore: true };
          const { effectId, kind, tries, stuckAt, nextTryAt, lastProblem } = effect;
          items.push({
            sharingId: document._id,
            ownerId: document.ownerId,
            family: document.family,
            effectId,
            kind,
            tries,
            stuckAt,
            nextTryAt,
            ...(lastProblem === undefined ? {} : { lastProblem }),
          });
        }
      }
      return { items, isMore: false };
    },

    /** How many effects are owed, by kind, and how many of them are stuck. */
    async owed(): Promise<{ kind: SharingEffect['kind']; owed: number; stuck: number }[]> {
      const counts = new Map<SharingEffect['kind'], { owed: number; stuck: number }>();
      for await (const document of owing()) {
        for (const { kind, stuckAt } of document.outbox) {
          const count = counts.get(kind) ?? { owed: 0, stuck: 0 };
          count.owed += 1;
          if (stuckAt !== undefined) count.stuck += 1;
          counts.set(kind, count);
        }
      }
      return [...counts].map(([kind, count]) => ({ kind, ...count }));
    },
  };
}

export type StuckEffects = ReturnType<typeof createStuckEffects>;
