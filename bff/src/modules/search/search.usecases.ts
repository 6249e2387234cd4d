import type { EntryUseCases } from '../entry/entry.usecases';
import {
  createSearchEngine,
  type SearchDocument,
  type SearchEngine,
  type SearchOptions,
  type SearchResult,
} from './engine';
import { foldText } from './fold';
import { createLexicon, type SynonymGroup } from './lexicon';

export interface SearchUseCasesParts {
  entries: Pick<EntryUseCases, 'list' | 'hot'>;
  synonyms: readonly SynonymGroup[];
  regionNames: ReadonlyMap<string, string>;
  /** Words of other fields, and words of ours that outweigh them. */
  foreignTopics: { topics: readonly string[]; ownWords: readonly string[] };
}

const suggestionLimit = 5;

/** Searching the published entries. The index is built at the first question and again after `refresh`. */
export function createSearchUseCases({ entries, synonyms, regionNames, foreignTopics }: SearchUseCasesParts) {
  const lexicon = createLexicon(synonyms);
  let engine: Promise<SearchEngine> | undefined;

  const build = async () => {
    const documents: SearchDocument[] = (await entries.list()).map((entry) => ({
      id: entry._id,
      title: entry.title,
      aliases: entry.aliases,
      answer: [entry.answer, ...entry.steps, ...entry.notes].join('\n'),
      region: entry.region,
    }));
    return createSearchEngine({ documents, lexicon, regionNames });
  };

  const isForeign = (question: string) => {
    const folded = foldText(question);
    const names = (words: readonly string[]) => words.some((word) => folded.includes(word));
    return names(foreignTopics.topics) && !names(foreignTopics.ownWords);
  };

  return {
    /** Entries best first; where nothing fits, questions worth trying: near ones, then hot ones. */
    async search(question: string, options: SearchOptions = {}): Promise<SearchResult> {
      engine ??= build();
      const pending = engine;
      const built = await pending.catch((problem: unknown) => {
        // A failed build must not answer every later question: the next one builds again.
        if (engine === pending) engine = undefined;
        throw problem;
      });
      const { items, suggestions } = isForeign(question)
        ? { items: [], suggestions: [] }
        : built.search(question, options);
      if (items.length > 0) return { items, suggestions };
      const hot = (await entries.hot(options.region)).map((entry) => entry.title);
      return { items, suggestions: [...new Set([...suggestions, ...hot])].slice(0, suggestionLimit) };
    },

    /** Builds the index anew, since entries have changed; questions meanwhile get the old one's answers. */
    async refresh(): Promise<void> {
      const next = build();
      await next;
      engine = next;
    },
  };
}

export type SearchUseCases = ReturnType<typeof createSearchUseCases>;
