import type { SynonymGroup } from '../../src/modules/search/lexicon';
import { actions } from './actions';
import { everyday } from './everyday';
import { insurance } from './insurance';
import { people } from './people';

/** Colloquial words of citizens, in groups of one meaning. Written for this program; no outside word list. */
export const synonyms: readonly SynonymGroup[] = [...people, ...insurance, ...actions, ...everyday];
