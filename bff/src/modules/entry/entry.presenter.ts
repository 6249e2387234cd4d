import type { Reply } from '@gongji/shared/contract/schemas';
import type { EntryDocument } from './entry.collection';

/** An entry as a line that leads to its answer. */
export function presentLink({ _id, title, region }: EntryDocument): Reply<'faq.hot'>['items'][number] {
  return { id: _id, title, region };
}

/** An entry as its answer page shows it. Aliases are for searching only and stay inside. */
export function presentEntry(
  entry: EntryDocument,
  related: readonly EntryDocument[],
  regionWord: (code: string) => string,
): Reply<'faq.get'> {
  return {
    ...presentLink(entry),
    regionWord: regionWord(entry.region),
    answer: entry.answer,
    steps: [...entry.steps],
    notes: [...entry.notes],
    sources: entry.sources.map(({ title, publisher, publishedOn }) => ({ title, publisher, publishedOn })),
    verifiedOn: entry.verifiedOn,
    isOurReading: entry.isOurReading,
    related: related.map(presentLink),
  };
}
