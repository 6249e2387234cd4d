export interface Rounds {
  start(): void;
  /** Starts no other round, for good, and waits for the one under way. */
  stop(): Promise<void>;
  /** True once `stop` was called: whoever works through a list asks in between. */
  isStopping(): boolean;
}

/**
 * Work that is done again and again, one round at a time, however long a round takes. Does not keep the process alive.
 * @param everyMs pause from the end of a round to the start of the next
 * @param firstAfterMs pause before the first round; absent: it begins at once
 * @param onError told when a round failed; the next one comes all the same
 */
export function createRounds({
  everyMs,
  firstAfterMs,
  round,
  onError,
}: {
  everyMs: number;
  firstAfterMs?: number;
  round(): Promise<unknown>;
  onError(problem: unknown): void;
}): Rounds {
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();
  let isStopping = false;

  async function turn(): Promise<void> {
    try {
      await round();
    } catch (problem) {
      onError(problem);
    }
    waitFor(everyMs);
  }
  function begin(): void {
    if (!isStopping) underWay = turn();
  }
  function waitFor(ms: number): void {
    if (isStopping) return;
    timer = setTimeout(begin, ms);
    timer.unref();
  }

  return {
    start: () => (firstAfterMs === undefined ? begin() : waitFor(firstAfterMs)),
    async stop() {
      isStopping = true;
      clearTimeout(timer);
      await underWay;
    },
    isStopping: () => isStopping,
  };
}
