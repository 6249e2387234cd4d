import { addDays, civilDayOf } from '@gongji/shared/domain/civil-day';
import { type Collection, Conflict } from '../../storage/port';
import type { Votes } from './heat';
import type { RatingDocument } from './rating.collection';

/** Votes of this many days, today included, count as recent. */
export const RECENT_DAYS = 30;

export interface RatingUseCasesParts {
  ratings: Collection<RatingDocument>;
  clock: () => Date;
}

/** "Was this useful": one document a vote, without anything about the person; counts are always counted, never kept beside. */
export function createRatingUseCases({ ratings, clock }: RatingUseCasesParts) {
  const today = () => civilDayOf(clock().toISOString());

  async function votesOf(entryId: string, days: { from: string; to: string }): Promise<Votes> {
    const on = { $gte: days.from, $lte: days.to };
    const [useful, notUseful] = await Promise.all([
      ratings.count({ entryId, isUseful: true, on }),
      ratings.count({ entryId, isUseful: false, on }),
    ]);
    return { useful, notUseful };
  }

  return {
    /** Notes one vote under the client's key; the same key again changes nothing. */
    async rate(vote: { commandId: string; entryId: string; isUseful: boolean }): Promise<void> {
      const { commandId, entryId, isUseful } = vote;
      try {
        await ratings.insert({ _id: commandId, version: 1, schemaVersion: 1, entryId, isUseful, on: today() });
      } catch (problem) {
        if (!(problem instanceof Conflict)) throw problem;
      }
    },

    /** Votes on one entry between two civil days, both included. */
    votesOf,

    /** Votes on one entry, day by day, days without a vote left out; for those who look after the entries. */
    async votesByDay(entryId: string, days: { from: string; to: string }): Promise<({ on: string } & Votes)[]> {
      const found: ({ on: string } & Votes)[] = [];
      for (let on = days.from; on <= days.to; on = addDays(on, 1)) {
        const votes = await votesOf(entryId, { from: on, to: on });
        if (votes.useful + votes.notUseful > 0) found.push({ on, ...votes });
      }
      return found;
    },

    /** Recent votes of each of these entries. */
    async recent(entryIds: readonly string[]): Promise<Map<string, Votes>> {
      const to = today();
      const from = addDays(to, 1 - RECENT_DAYS);
      const votes = new Map<string, Votes>();
      for (const entryId of entryIds) votes.set(entryId, await votesOf(entryId, { from, to }));
      return votes;
    },
  };
}

export type RatingUseCases = ReturnType<typeof createRatingUseCases>;
