import { proven } from '../../http/caller';
import type { HandlersFor } from '../../http/handler';
import type { NoticeUseCases } from './notice.usecases';

/** Routes of the inbox. */
export const noticeRoutes = (useCases: NoticeUseCases): HandlersFor<'notice'> => ({
  'notice.list': async ({ query, caller }) => {
    const { items, nextAfter } = await useCases.list(proven(caller).personId, query);
    return {
      items: items.map(({ _id, title, text, at, sharingId }) => ({
        noticeId: _id,
        title,
        text,
        at,
        ...(sharingId ? { sharingId } : {}),
      })),
      ...(nextAfter ? { nextAfter } : {}),
    };
  },
});
