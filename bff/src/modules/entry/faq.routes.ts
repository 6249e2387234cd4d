import type { HandlersFor } from '../../http/handler';
import { HttpError } from '../../http/http-error';
import type { SearchUseCases } from '../search/search.usecases';
import { presentEntry, presentLink } from './entry.presenter';
import type { EntryUseCases } from './entry.usecases';

export interface FaqUseCases {
  entries: EntryUseCases;
  search: SearchUseCases;
  regionWord(code: string): string;
}

/** Search, one answer, hot questions: all open without signing in. */
export const faqRoutes = ({ entries, search, regionWord }: FaqUseCases): HandlersFor<'faq'> => ({
  'faq.search': async ({ query }) => search.search(query.q, { region: query.region, limit: query.limit }),

  'faq.get': async ({ params }) => {
    const entry = await entries.get(params.entryId);
    if (!entry) throw new HttpError('NOT_FOUND');
    return presentEntry(entry, await entries.named(entry.related), regionWord);
  },

  'faq.hot': async ({ query }) => ({ items: (await entries.hot(query.region)).map(presentLink) }),
});
