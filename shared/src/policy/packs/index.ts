import type { PolicyPack } from '../pack';
import { BEIJING } from './beijing';
import { GANSU } from './gansu';
import { GUIZHOU } from './guizhou';
import { HEBEI } from './hebei';
import { JIANGSU } from './jiangsu';
import { SHAANXI } from './shaanxi';

/** The list of all packs, every version, newest version of a family last. A new province is one more name here. */
export const PACKS: readonly PolicyPack[] = [GANSU, HEBEI, GUIZHOU, JIANGSU, SHAANXI, BEIJING];
