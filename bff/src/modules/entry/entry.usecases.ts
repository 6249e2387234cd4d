import { createHash } from 'node:crypto';
import { type Collection, Conflict } from '../../storage/port';
import type { EntryDocument } from './entry.collection';
import { createHotQuestions, type HotQuestionsParts } from './hot';

/** What an entry says, before it is stored. */
export type EntryContent = Omit<EntryDocument, '_id' | 'version' | 'schemaVersion' | 'seedHash'> & { id: string };

/** Hash of an entry's content; the same content always has the same one. */
export function contentHash(content: EntryContent): string {
  const fields = Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

export interface EntryUseCasesParts extends Pick<HotQuestionsParts, 'recentVotes' | 'clock'> {
  entries: Collection<EntryDocument>;
  /** The first edition, as data. */
  seed: readonly EntryContent[];
}

/** Reading the FAQ: one entry, hot questions, all of them; and bringing the first edition into the store. */
export function createEntryUseCases({ entries, seed, recentVotes, clock }: EntryUseCasesParts) {
  const list = () => entries.find({}, { sort: { _id: 1 } });

  async function put(content: EntryContent): Promise<boolean> {
    const { id, ...fields } = content;
    const seedHash = contentHash(content);
    const stored = await entries.get(id);
    if (stored && (stored.seedHash === undefined || stored.seedHash === seedHash)) return false;
    const next = { ...fields, _id: id, version: stored?.version ?? 1, schemaVersion: 1, seedHash };
    if (stored) return entries.replace(next);
    try {
      await entries.insert(next);
      return true;
    } catch (problem) {
      // Another process of the same start was faster; it wrote the same content.
      if (problem instanceof Conflict) return false;
      throw problem;
    }
  }

  return {
    /**
     * Writes the seed's new and changed entries, removes entries that a seed once wrote and no seed holds any more.
     * Entries that people have edited stay as they are. Safe to run at each start and from several processes.
     */
    async loadSeed(): Promise<{ written: number; removed: number }> {
      let written = 0;
      let removed = 0;
      for (const content of seed) if (await put(content)) written++;
      const wanted = new Set(seed.map(({ id }) => id));
      for (const stored of await entries.find({ seedHash: { $exists: true } })) {
        if (!wanted.has(stored._id) && (await entries.remove(stored._id, stored.version))) removed++;
      }
      return { written, removed };
    },

    /** One entry; undefined when there is none of this name. */
    get(id: string): Promise<EntryDocument | undefined> {
      return entries.get(id);
    },

    /** Every entry, in a stable order. */
    list,

    /** Entries of these names, in this order; names that are not there are left out. */
    async named(ids: readonly string[]): Promise<EntryDocument[]> {
      const found = new Map((await entries.find({ _id: { $in: [...ids] } })).map((entry) => [entry._id, entry]));
      return ids.flatMap((id) => found.get(id) ?? []);
    },

    /** Hot questions that concern a region: an editor's choice, moved by recent votes. */
    hot: createHotQuestions({ list, recentVotes, clock }),
  };
}

export type EntryUseCases = ReturnType<typeof createEntryUseCases>;
