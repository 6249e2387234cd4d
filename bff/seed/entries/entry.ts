import type { SourceKey } from '../sources';

/** A fact of a policy pack that an entry states. When the pack says something else, the entry is out of date. */
export interface PackFact {
  /** The pack's family. */
  pack: string;
  /** Dotted path into the pack, e.g. 'limits.oneRelationAtATime.value'. */
  path: string;
  equals: unknown;
}

/** One question with its answer, as data. Prose is ours; facts come from the named sources. */
export interface EntrySeed {
  /** Stable: it is part of the answer page's address. */
  id: string;
  title: string;
  /** GB/T 2260; '000000' for the nation. */
  region: string;
  /** The short answer; plain sentences. */
  answer: string;
  steps?: readonly string[];
  notes?: readonly string[];
  /** Other ways to ask: everyday words, and wrong words that people use. Not shown, only searched. */
  aliases: readonly string[];
  sources: readonly SourceKey[];
  verifiedOn: string;
  /** The answer holds a reading of ours where the sources are silent; a note says which part. */
  isOurReading?: boolean;
  facts?: readonly PackFact[];
  related: readonly string[];
  /** Place among the hot questions, 1 first; absent: not hot. */
  hot?: number;
}

/** The day on which the entries of this edition were compared with the sources. */
export const verifiedOn = '2026-11-23';
