import { HOTLINE } from '@gongji/shared/domain/refusals';
import { answerCached } from '../../http/conditional';
import type { HandlersFor } from '../../http/handler';
import type { VenueUseCases } from './venue.usecases';

const KEPT_SECONDS = 300;

/** The window route: open without signing in, like everything that must not need a phone or a face. */
export const venueRoutes = (venues: VenueUseCases, regionWord: (code: string) => string): HandlersFor<'venue'> => ({
  'venue.list': async ({ query }, extras) => {
    const items = venues.list(query.region).map(({ bring, sources, ...venue }) => ({
      ...venue,
      regionWord: regionWord(venue.region),
      bring: [...bring],
      phone: HOTLINE,
      sources: sources.map((source) => ({ ...source })),
    }));
    return answerCached({ items }, extras, KEPT_SECONDS);
  },
});
