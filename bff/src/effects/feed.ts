import type { CoreEvent, InsuranceCore } from '../gateways/insurance-core/port';
import { createRounds } from '../rounds';
import { type Collection, Conflict } from '../storage/port';
import type { FeedCursorDocument, FeedEventDocument } from './feed.collection';

export interface FeedReader {
  /** Reads every core's feed to its end, once. Returns how many events were applied. */
  readOnce(): Promise<number>;
  start(): void;
  stop(): Promise<void>;
}

/**
 * Follows the cores' event feeds: keep the event under `region:seq`, apply it (applying twice does no harm), then move the cursor.
 * A kill between any two of these repeats the event; a gap in the numbers stops that feed and is logged.
 */
export function createFeedReader(deps: {
  cursors: Collection<FeedCursorDocument>;
  events: Collection<FeedEventDocument>;
  cores(): InsuranceCore[];
  apply(region: string, event: CoreEvent): Promise<void>;
  pollMs: number;
  pageSize?: number;
  /** Told when a feed was read to its end, with the number of the last applied event. */
  onCaughtUp?(region: string, seq: number): void;
  log: { warn(fields: object, message: string): void; error(fields: object, message: string): void };
}): FeedReader {
  const { cursors, events, apply, log, pollMs, pageSize = 100 } = deps;
  const rounds = createRounds({
    everyMs: pollMs,
    firstAfterMs: pollMs,
    round: readOnce,
    onError: (problem) =>
      log.error({ problem: problem instanceof Error ? problem.name : 'unknown' }, 'core feeds round failed'),
  });

  async function cursorOf(region: string): Promise<FeedCursorDocument> {
    const cursor = await cursors.get(region);
    if (cursor) return cursor;
    const first: FeedCursorDocument = { _id: region, version: 1, schemaVersion: 1, seq: 0 };
    try {
      await cursors.insert(first);
      return first;
    } catch (problem) {
      if (problem instanceof Conflict) return cursorOf(region);
      throw problem;
    }
  }

  async function take(region: string, event: CoreEvent, cursor: FeedCursorDocument): Promise<FeedCursorDocument> {
    try {
      await events.insert({
        _id: `${region}:${event.seq}`,
        version: 1,
        schemaVersion: 1,
        type: event.type,
        at: event.at,
      });
    } catch (problem) {
      if (!(problem instanceof Conflict)) throw problem;
    }
    await apply(region, event);
    const next = { ...cursor, seq: event.seq };
    // Another process may have moved it: go on from where it stands.
    return (await cursors.replace(next)) ? { ...next, version: cursor.version + 1 } : cursorOf(region);
  }

  async function readCore(core: InsuranceCore): Promise<number> {
    let applied = 0;
    let cursor = await cursorOf(core.region);
    for (;;) {
      const page = await core.events(cursor.seq, pageSize);
      for (const event of page) {
        if (rounds.isStopping()) return applied;
        if (event.seq <= cursor.seq) continue;
        if (event.seq !== cursor.seq + 1) {
          log.error({ region: core.region, after: cursor.seq, got: event.seq }, 'gap in a core feed: stopped');
          return applied;
        }
        cursor = await take(core.region, event, cursor);
        applied += 1;
      }
      if (page.length < pageSize) {
        deps.onCaughtUp?.(core.region, cursor.seq);
        return applied;
      }
    }
  }

  async function readOnce(): Promise<number> {
    let applied = 0;
    for (const core of deps.cores()) {
      try {
        applied += await readCore(core);
      } catch (problem) {
        log.warn(
          { region: core.region, problem: problem instanceof Error ? problem.name : 'unknown' },
          'a core feed could not be read',
        );
      }
    }
    return applied;
  }

  return { readOnce, start: rounds.start, stop: rounds.stop };
}
