import type { Logger } from 'pino';
import { entryContents } from '../seed/entries/index';
import { regionNames, regionWord } from '../seed/regions';
import { synonyms } from '../seed/synonyms/index';
import type { HandlersFor } from './http/handler';
import { entryDefinition } from './modules/entry/entry.collection';
import { createEntryUseCases } from './modules/entry/entry.usecases';
import { faqRoutes } from './modules/entry/faq.routes';
import { createSearchUseCases } from './modules/search/search.usecases';
import type { Store } from './storage/port';

/** Joins the FAQ's parts. `load` brings the first edition into a ready store and builds the search index; call it before serving. */
export function composeFaq({ store, log }: { store: Store; log: Logger }): {
  handlers: HandlersFor<'faq'>;
  load(): Promise<void>;
} {
  const entries = createEntryUseCases({ entries: store.collection(entryDefinition), seed: entryContents });
  const search = createSearchUseCases({ entries, synonyms, regionNames });
  return {
    handlers: faqRoutes({ entries, search, regionWord }),
    async load() {
      const { written, removed } = await entries.loadSeed();
      await search.refresh();
      if (written + removed > 0) log.info({ written, removed }, 'faq entries loaded');
    },
  };
}
