import { pickPacks } from '@gongji/shared/policy/index';
import { entryContents } from '../seed/entries/index';
import { foreignTopics } from '../seed/foreign-topics';
import { regionNames, regionWord } from '../seed/regions';
import { synonyms } from '../seed/synonyms/index';
import { venueSeeds } from '../seed/venues/index';
import { entryDefinition } from './modules/entry/entry.collection';
import { createEntryUseCases } from './modules/entry/entry.usecases';
import { faqRoutes } from './modules/entry/faq.routes';
import { ratingDefinition } from './modules/entry/rating.collection';
import { createRatingUseCases } from './modules/entry/rating.usecases';
import { createSearchUseCases } from './modules/search/search.usecases';
import { venueRoutes } from './modules/venue/venue.routes';
import { createVenueUseCases } from './modules/venue/venue.usecases';
import type { Store } from './storage/port';

/** Puts the reading side together: answers, search, votes, windows. Open to everybody, bound to nothing else. */
export function composeFaq({ store, clock }: { store: Store; clock: () => Date }) {
  const ratingCollection = store.collection(ratingDefinition);
  const ratings = createRatingUseCases({ ratings: ratingCollection, clock });
  const entries = createEntryUseCases({
    entries: store.collection(entryDefinition),
    seed: entryContents,
    recentVotes: ratings.recent,
    clock,
  });
  const search = createSearchUseCases({ entries, synonyms, regionNames, foreignTopics });
  const venues = createVenueUseCases({
    seed: venueSeeds,
    packsOf: (region, on) => pickPacks({ ownerRegion: region, on }),
    clock,
  });
  return {
    handlers: { ...faqRoutes({ entries, ratings, search, regionWord }), ...venueRoutes(venues, regionWord) },
    entries,
    ratings,
    search,
    /** Votes older than a year say nothing about today's answer. */
    sweeps: [{ collection: ratingCollection, field: 'on', afterDays: 400 }],
  };
}
