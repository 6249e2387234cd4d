import type { EntryContent } from '../../src/modules/entry/entry.usecases';
import { sources } from '../sources';
import { basics } from './basics';
import { elsewhere } from './elsewhere';
import type { EntrySeed } from './entry';
import { failures } from './failures';
import { gansu } from './gansu';
import { hebei } from './hebei';
import { safety } from './safety';

/** All entries of the first edition. */
export const entrySeeds: readonly EntrySeed[] = [...basics, ...failures, ...safety, ...gansu, ...hebei, ...elsewhere];

/** The entries as they are stored: sources spelled out, facts left behind (they are for the test that compares them with the packs). */
export const entryContents: readonly EntryContent[] = entrySeeds.map((seed) => ({
  id: seed.id,
  title: seed.title,
  region: seed.region,
  answer: seed.answer,
  steps: [...(seed.steps ?? [])],
  notes: [...(seed.notes ?? [])],
  aliases: [...seed.aliases],
  sources: seed.sources.map((key) => ({ ...sources[key] })),
  verifiedOn: seed.verifiedOn,
  isOurReading: seed.isOurReading ?? false,
  related: [...seed.related],
  ...(seed.hot === undefined ? {} : { hotRank: seed.hot }),
}));
