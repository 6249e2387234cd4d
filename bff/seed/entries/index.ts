import { basics } from './basics';
import { elsewhere } from './elsewhere';
import type { EntrySeed } from './entry';
import { failures } from './failures';
import { gansu } from './gansu';
import { hebei } from './hebei';
import { safety } from './safety';

/** All entries of the first edition. */
export const entrySeeds: readonly EntrySeed[] = [...basics, ...failures, ...safety, ...gansu, ...hebei, ...elsewhere];
