import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRounds } from './rounds';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Rounds that last until `finish` is called; `begun` counts them. */
function slowRounds(firstAfterMs?: number) {
  const seen = { begun: 0, problems: [] as unknown[] };
  let end: (problem?: Error) => void = () => undefined;
  const rounds = createRounds({
    everyMs: 1_000,
    ...(firstAfterMs === undefined ? {} : { firstAfterMs }),
    round() {
      seen.begun += 1;
      return new Promise<void>((resolve, reject) => {
        end = (problem) => (problem ? reject(problem) : resolve());
      });
    },
    onError: (problem) => seen.problems.push(problem),
  });
  return { rounds, seen, finish: (problem?: Error) => end(problem) };
}

it('begins at once, or after the pause that it was given', async () => {
  const atOnce = slowRounds();
  atOnce.rounds.start();
  expect(atOnce.seen.begun).toBe(1);
  const later = slowRounds(500);
  later.rounds.start();
  await vi.advanceTimersByTimeAsync(499);
  expect(later.seen.begun).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(later.seen.begun).toBe(1);
});

it('pauses from the end of a round, so that a long one meets no other', async () => {
  const { rounds, seen, finish } = slowRounds();
  rounds.start();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(seen.begun).toBe(1);
  finish();
  await vi.advanceTimersByTimeAsync(999);
  expect(seen.begun).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(seen.begun).toBe(2);
});

it('goes on after a round that failed, and tells of it', async () => {
  const { rounds, seen, finish } = slowRounds();
  rounds.start();
  const problem = new Error('the store is away');
  finish(problem);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(seen).toEqual({ begun: 2, problems: [problem] });
});

it('stops when the round under way is over, and starts no other', async () => {
  const { rounds, seen, finish } = slowRounds();
  rounds.start();
  let isStopped = false;
  const stopping = rounds.stop().then(() => {
    isStopped = true;
  });
  await vi.advanceTimersByTimeAsync(5_000);
  expect([isStopped, rounds.isStopping()]).toEqual([false, true]);
  finish();
  await stopping;
  rounds.start();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(seen.begun).toBe(1);
});

it('stops within a pause at once', async () => {
  const { rounds, seen } = slowRounds(500);
  rounds.start();
  await rounds.stop();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(seen.begun).toBe(0);
});
