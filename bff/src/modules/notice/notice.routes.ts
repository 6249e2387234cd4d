import { commandIdOf, proven, signedIn } from '../../http/caller';
import type { HandlersFor } from '../../http/handler';
import type { NoticeUseCases } from './notice.usecases';
import type { Subscribe } from './subscribe.usecase';
import type { Subscriptions } from './subscriptions';

/** Routes of the inbox, and of being told elsewhere too. */
export const noticeRoutes = (
  useCases: NoticeUseCases,
  subscriptions: Pick<Subscriptions, 'templatesFor'>,
  subscribe: Subscribe,
): HandlersFor<'notice'> => ({
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
  'notice.templates': async ({ caller }) => ({ items: subscriptions.templatesFor(signedIn(caller)) }),
  'notice.subscribe': ({ body, caller, commandId }) => subscribe(body, proven(caller), commandIdOf(commandId)),
});
