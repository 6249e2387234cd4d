import { commandIdOf } from '../../http/caller';
import { answerCached } from '../../http/conditional';
import type { HandlersFor } from '../../http/handler';
import { HttpError } from '../../http/http-error';
import type { SearchUseCases } from '../search/search.usecases';
import { presentEntry, presentLink } from './entry.presenter';
import type { EntryUseCases } from './entry.usecases';
import type { RatingUseCases } from './rating.usecases';

/** Answers change seldom; a phone may show one for five minutes without asking. */
const ANSWER_SECONDS = 300;
const HOT_SECONDS = 60;

export interface FaqUseCases {
  entries: EntryUseCases;
  ratings: RatingUseCases;
  search: SearchUseCases;
  regionWord(code: string): string;
}

/** Search, one answer, hot questions, was it useful: all open without signing in. */
export const faqRoutes = ({ entries, ratings, search, regionWord }: FaqUseCases): HandlersFor<'faq'> => ({
  'faq.search': async ({ query }) => search.search(query.q, { region: query.region, limit: query.limit }),

  'faq.get': async ({ params }, extras) => {
    const entry = await entries.get(params.entryId);
    if (!entry) throw new HttpError('NOT_FOUND');
    return answerCached(presentEntry(entry, await entries.named(entry.related), regionWord), extras, ANSWER_SECONDS);
  },

  'faq.hot': async ({ query }, extras) =>
    answerCached({ items: (await entries.hot(query.region)).map(presentLink) }, extras, HOT_SECONDS),

  'faq.rate': async ({ params, body, commandId }) => {
    const { entryId } = params;
    if (!(await entries.get(entryId))) throw new HttpError('NOT_FOUND');
    await ratings.rate({ commandId: commandIdOf(commandId), entryId, isUseful: body.isUseful });
    return { entryId, isUseful: body.isUseful };
  },
});
