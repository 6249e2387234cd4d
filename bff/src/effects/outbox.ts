import type { StoredDocument } from '../storage/port';

/**
 * One effect that a document still owes to the outside. It is written in the same write as the change that owes it,
 * and removed in the write that records its outcome. `effectId` is what the other side knows it by, so that sending twice does no harm.
 */
export interface OwedEffect {
  effectId: string;
  kind: string;
  /** Effects of one subject go strictly in the order in which they were owed. */
  subject: string;
  /** Attempts begun; 0 = certainly never sent. */
  tries: number;
  nextTryAt: string;
  /** Set after too many tries: people are told and operators see it; slow retries go on. */
  stuckAt?: string;
  lastProblem?: string;
}

export interface OutboxDocument<E extends OwedEffect = OwedEffect> extends StoredDocument {
  outbox: E[];
  /** When this document next needs the worker; absent when nothing is owed. */
  effectDueAt?: string;
  /** A worker holds the document until then. */
  leaseUntil?: string;
}

/** The mongoose schema parts that every outbox document shares; `effect` adds the owner's own fields. */
export const outboxSchema = (effect: Record<string, unknown>) => ({
  outbox: {
    type: [
      {
        effectId: { type: String, required: true },
        kind: { type: String, required: true },
        subject: { type: String, required: true },
        tries: { type: Number, required: true },
        nextTryAt: { type: String, required: true },
        stuckAt: String,
        lastProblem: String,
        ...effect,
      },
    ],
    required: true,
  },
  effectDueAt: String,
  leaseUntil: String,
});

/** Effects that may run now or later: the first of each subject. */
export const runnable = <E extends OwedEffect>(outbox: readonly E[]): E[] =>
  outbox.filter((effect, at) => !outbox.slice(0, at).some((earlier) => earlier.subject === effect.subject));

/** The document with `effectDueAt` made true to its outbox and lease. */
export function withDueAt<T extends OutboxDocument>(document: T, now: string): T {
  const { effectDueAt: _, ...rest } = document;
  const tries = runnable(document.outbox).map((effect) => effect.nextTryAt);
  if (tries.length === 0) return rest as T;
  const earliest = tries.toSorted()[0] ?? now;
  const isLeased = document.leaseUntil !== undefined && document.leaseUntil > now;
  const dueAt = isLeased && document.leaseUntil && document.leaseUntil > earliest ? document.leaseUntil : earliest;
  return { ...rest, effectDueAt: dueAt } as T;
}

const RETRY_MS = [1_000, 2_000, 5_000, 15_000, 60_000];
const SLOWEST_RETRY_MS = 300_000;
/** After this many tries the effect counts as stuck. */
export const STUCK_AFTER_TRIES = 8;

/** Waiting time before try number `tries + 1`, in ms. `jitter` in [0, 1) spreads retries by up to a fifth. */
export function retryDelayMs(tries: number, jitter: number): number {
  const base = RETRY_MS[Math.max(tries, 1) - 1] ?? SLOWEST_RETRY_MS;
  return Math.round(base * (1 + jitter / 5));
}
