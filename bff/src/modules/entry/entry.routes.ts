import type { HandlersFor } from '../../http/handler';
import { HttpError } from '../../http/http-error';
import type { EntryDocument } from './entry.collection';
import type { EntryUseCases } from './entry.usecases';

/** The FAQ as operators read it: every entry, with its aliases and where it stands. */
export function entryRoutes(deps: {
  entries: Pick<EntryUseCases, 'get' | 'list' | 'named'>;
  regionWord(code: string): string;
}): HandlersFor<'entry'> {
  const line = ({ _id, title, region, verifiedOn, isOurReading, hotRank }: EntryDocument) => ({
    id: _id,
    title,
    region,
    regionWord: deps.regionWord(region),
    verifiedOn,
    isOurReading,
    ...(hotRank === undefined ? {} : { hotRank }),
  });
  return {
    'entry.list': async () => ({ items: (await deps.entries.list()).map(line) }),
    'entry.get': async ({ params }) => {
      const entry = await deps.entries.get(params.entryId);
      if (entry === undefined) throw new HttpError('NOT_FOUND');
      const { answer, steps, notes, aliases, sources, related } = entry;
      return {
        ...line(entry),
        answer,
        steps: [...steps],
        notes: [...notes],
        aliases: [...aliases],
        sources: sources.map(({ title, publisher, publishedOn }) => ({ title, publisher, publishedOn })),
        related: (await deps.entries.named(related)).map(({ _id, title }) => ({ id: _id, title })),
        isFromSeed: entry.seedHash !== undefined,
      };
    },
  };
}
