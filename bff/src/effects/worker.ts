import { createRounds } from '../rounds';
import type { Collection } from '../storage/port';
import { type OutboxDocument, type OwedEffect, retryDelayMs, runnable, STUCK_AFTER_TRIES, withDueAt } from './outbox';

/** How one kind of document delivers what it owes. */
export interface EffectHost<T extends OutboxDocument<E>, E extends OwedEffect, D> {
  collection: Collection<T>;
  /** Speaks to the outside; may throw (then it is tried again). Must be idempotent by `effectId`. */
  deliver(document: T, effect: E): Promise<D>;
  /** The document after this outcome; pure but for `now`. The worker removes the effect itself. */
  settle(document: T, effect: E, delivered: D, now: string): T;
  /** The document once an effect is stuck for the first time, e.g. with a word to the person. */
  onStuck?(document: T, effect: E, now: string): T;
}

export interface WorkerOptions {
  clock: () => Date;
  /** Random number in [0, 1); spreads retries. */
  jitter: () => number;
  log: { warn(fields: object, message: string): void; error(fields: object, message: string): void };
  /** How long one process holds a document, in ms. Longer than any gateway time-out. */
  leaseMs?: number;
  pollMs?: number;
}

export interface EffectsWorker {
  /** Runs everything due now, once. Returns how many effects were delivered. */
  runDue(): Promise<number>;
  /** Runs what this document owes; resolves after at most `waitMs` even if work goes on. */
  nudge(documentId: string, waitMs: number): Promise<void>;
  start(): void;
  /** Stops taking work and waits for what is under way. */
  stop(): Promise<void>;
}

/**
 * Delivers owed effects at least once, in order per subject, from any number of processes.
 * Claim (one compare-and-set write that counts the try) → deliver → settle (one write that removes the effect).
 */
export function createEffectsWorker<T extends OutboxDocument<E>, E extends OwedEffect, D>(
  host: EffectHost<T, E, D>,
  options: WorkerOptions,
): EffectsWorker {
  const { clock, jitter, log, leaseMs = 60_000, pollMs = 1_000 } = options;
  const nowText = () => clock().toISOString();
  const underWay = new Map<string, Promise<number>>();
  const rounds = createRounds({
    everyMs: pollMs,
    firstAfterMs: pollMs,
    async round() {
      while (!rounds.isStopping() && (await runDue()) > 0);
    },
    onError: (problem) =>
      log.error({ problem: problem instanceof Error ? problem.message : 'unknown' }, 'effects round failed'),
  });

  const isDue = (effect: E, now: string) => effect.nextTryAt <= now;

  async function claim(documentId: string): Promise<{ document: T; effect: E } | undefined> {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const document = await host.collection.get(documentId);
      const now = nowText();
      if (!document || (document.leaseUntil !== undefined && document.leaseUntil > now)) return undefined;
      const effect = runnable(document.outbox).find((owed) => isDue(owed, now));
      if (!effect) return undefined;
      const leaseUntil = new Date(clock().getTime() + leaseMs).toISOString();
      const tried = { ...effect, tries: effect.tries + 1 };
      const next = withDueAt(
        {
          ...document,
          leaseUntil,
          outbox: document.outbox.map((owed) => (owed.effectId === effect.effectId ? tried : owed)),
        },
        now,
      );
      if (await host.collection.replace(next))
        return { document: { ...next, version: next.version + 1 }, effect: tried };
    }
    return undefined;
  }

  /** Writes `change` onto the newest version; tries again when another write came first. */
  async function write(documentId: string, change: (document: T, now: string) => T | undefined): Promise<void> {
    for (let attempt = 0; attempt < 50; attempt += 1) {
      const document = await host.collection.get(documentId);
      if (!document) return;
      const now = nowText();
      const changed = change(document, now);
      if (!changed) return;
      const { leaseUntil: _, ...released } = changed;
      if (await host.collection.replace(withDueAt(released as T, now))) return;
    }
    throw new Error('gave up writing an effect outcome after 50 lost races');
  }

  async function runOne(documentId: string): Promise<boolean> {
    const claimed = await claim(documentId);
    if (!claimed) return false;
    const { effect } = claimed;
    let delivered: D;
    try {
      delivered = await host.deliver(claimed.document, effect);
    } catch (problem) {
      const lastProblem = problem instanceof Error ? problem.name : 'unknown';
      log.warn(
        { effectId: effect.effectId, kind: effect.kind, tries: effect.tries, problem: lastProblem },
        'effect not delivered',
      );
      await write(documentId, (document, now) => {
        const waitMs = retryDelayMs(effect.tries, jitter());
        const isNewlyStuck = effect.tries >= STUCK_AFTER_TRIES && effect.stuckAt === undefined;
        const later: E = {
          ...effect,
          nextTryAt: new Date(clock().getTime() + waitMs).toISOString(),
          lastProblem,
          ...(isNewlyStuck ? { stuckAt: now } : {}),
        };
        const next = {
          ...document,
          outbox: document.outbox.map((owed) => (owed.effectId === effect.effectId ? later : owed)),
        };
        return isNewlyStuck && host.onStuck ? host.onStuck(next, later, now) : next;
      });
      return false;
    }
    await write(documentId, (document, now) => {
      if (!document.outbox.some((owed) => owed.effectId === effect.effectId)) return document;
      const settled = host.settle(document, effect, delivered, now);
      return { ...settled, outbox: settled.outbox.filter((owed) => owed.effectId !== effect.effectId) };
    });
    return true;
  }

  function runDocument(documentId: string): Promise<number> {
    const running = underWay.get(documentId);
    if (running) return running;
    const work = (async () => {
      let delivered = 0;
      while (!rounds.isStopping() && (await runOne(documentId))) delivered += 1;
      return delivered;
    })().finally(() => underWay.delete(documentId));
    underWay.set(documentId, work);
    return work;
  }

  async function runDue(): Promise<number> {
    const due = await host.collection.find(
      { effectDueAt: { $lte: nowText() } },
      { sort: { effectDueAt: 1 }, limit: 20 },
    );
    let delivered = 0;
    for (const document of due) delivered += await runDocument(document._id);
    return delivered;
  }

  return {
    runDue,
    async nudge(documentId, waitMs) {
      if (rounds.isStopping()) return;
      // A run that is under way may have looked before this document's newest write: run once more after it.
      const earlier = underWay.get(documentId);
      const work = (earlier ? earlier.then(() => runDocument(documentId)) : runDocument(documentId)).catch(
        (problem: unknown) => {
          log.error({ problem: problem instanceof Error ? problem.message : 'unknown' }, 'effect run failed');
        },
      );
      let giveUp: NodeJS.Timeout | undefined;
      await Promise.race([
        work,
        new Promise<void>((resolve) => {
          giveUp = setTimeout(resolve, waitMs);
        }),
      ]);
      clearTimeout(giveUp);
    },
    start: rounds.start,
    async stop() {
      await rounds.stop();
      // What was nudged is under way beside the rounds
      await Promise.allSettled(underWay.values());
    },
  };
}
