import { createRounds } from './rounds';
import type { Collection, StoredDocument } from './storage/port';

/** What may be thrown away: documents whose instant in `field` is older than so many days. */
export interface Sweep {
  collection: Pick<Collection<StoredDocument>, 'find' | 'remove'>;
  field: string;
  afterDays: number;
}

const BATCH = 200;
const PAUSE_MS = 3_600_000;

/** Removes what nobody can use any more (spent codes, old keys, ended sessions), in small batches, once an hour. */
export function createSweeper(sweeps: readonly Sweep[], clock: () => Date, onProblem: (problem: unknown) => void) {
  const rounds = createRounds({ everyMs: PAUSE_MS, round: sweep, onError: onProblem });

  /** One round; answers how many documents went. A document that changed meanwhile stays. */
  async function sweep(): Promise<number> {
    let removed = 0;
    for (const { collection, field, afterDays } of sweeps) {
      const before = new Date(clock().getTime() - afterDays * 86_400_000).toISOString();
      for (;;) {
        const old = await collection.find({ [field]: { $lt: before } }, { sort: { [field]: 1 }, limit: BATCH });
        let gone = 0;
        for (const document of old)
          if (!rounds.isStopping() && (await collection.remove(document._id, document.version))) gone += 1;
        removed += gone;
        if (rounds.isStopping() || gone < BATCH) break;
      }
    }
    return removed;
  }

  return { sweep, start: rounds.start, stop: rounds.stop };
}
