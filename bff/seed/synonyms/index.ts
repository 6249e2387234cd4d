import type { SynonymGroup } from '../../src/modules/search/lexicon';
import { actions } from './actions';
import { everyday } from './everyday';
import { insurance } from './insurance';
import { people } from './people';
import { withPhrases } from './phrases';

/** Colloquial words of citizens, in groups of one meaning. Written for this program; no outside word list. */
export const synonyms: readonly SynonymGroup[] = withPhrases([...people, ...insurance, ...actions, ...everyday]);
