import type { EntryContent } from '../../src/modules/entry/entry.usecases';
import { sources } from '../sources';
import { across } from './across';
import { basics } from './basics';
import type { EntrySeed } from './entry';
import { failures } from './failures';
import { gansu } from './gansu';
import { guizhou } from './guizhou';
import { hebei } from './hebei';
import { jiangsu } from './jiangsu';
import { refusals } from './refusals';
import { relatedServices } from './related-services';
import { safety } from './safety';
import { words } from './words';

/** All entries of the first edition. */
export const entrySeeds: readonly EntrySeed[] = [
  ...basics,
  ...words,
  ...failures,
  ...refusals,
  ...safety,
  ...across,
  ...guizhou,
  ...gansu,
  ...jiangsu,
  ...hebei,
  ...relatedServices,
];

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
