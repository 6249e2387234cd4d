import { isRegionWithin } from '@gongji/shared/domain/region';
import type { EntryDocument } from './entry.collection';
import { heatOf, type Votes } from './heat';

const nation = '000000';
const hotLimit = 10;
const keptMs = 60_000;

export interface HotQuestionsParts {
  list(): Promise<EntryDocument[]>;
  recentVotes(entryIds: readonly string[]): Promise<ReadonlyMap<string, Votes>>;
  clock: () => Date;
}

/** The questions that people of a region should see first. Ranked anew at most once a minute, for all regions together. */
export function createHotQuestions({ list, recentVotes, clock }: HotQuestionsParts) {
  let kept: { until: number; ranked: Promise<{ entry: EntryDocument; heat: number }[]> } | undefined;

  async function rank() {
    const entries = await list();
    const votes = await recentVotes(entries.map(({ _id }) => _id));
    return entries
      .map((entry) => ({ entry, heat: heatOf(entry.hotRank, votes.get(entry._id) ?? { useful: 0, notUseful: 0 }) }))
      .filter(({ heat }) => heat > 0);
  }

  /** Its own questions and national ones, hottest first, its own before national ones; without a region national ones only. */
  return async (region: string = nation): Promise<EntryDocument[]> => {
    const now = clock().getTime();
    if (!kept || now >= kept.until) {
      const ranked = rank();
      const mine = { until: now + keptMs, ranked };
      kept = mine;
      // A failed ranking must not answer for a minute.
      ranked.catch(() => {
        if (kept === mine) kept = undefined;
      });
    }
    const isNational = ({ entry }: { entry: EntryDocument }) => Number(entry.region === nation);
    return (await kept.ranked)
      .filter(({ entry }) => isRegionWithin(region, entry.region))
      .sort((a, b) => b.heat - a.heat || isNational(a) - isNational(b) || (a.entry._id < b.entry._id ? -1 : 1))
      .slice(0, hotLimit)
      .map(({ entry }) => entry);
  };
}
