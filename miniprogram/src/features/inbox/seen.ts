import type { NoticeView } from '@/api';
import { storage } from '@/platform';

interface Seen {
  personId: string;
  /** The newest message that was on the screen. */
  at: string;
}

const NAME = 'inbox-seen';

/** How many of these messages this person has not had on this phone's screen yet. */
export function unseenCount(items: readonly Pick<NoticeView, 'at'>[], personId: string): number {
  const seen = storage.read<Seen>(NAME);
  const until = seen?.personId === personId ? seen.at : '';
  return items.filter(({ at }) => at > until).length;
}

/** These messages stand on the screen now. Another person on the same phone begins anew. */
export function markSeen(items: readonly Pick<NoticeView, 'at'>[], personId: string): void {
  const newest = items
    .map(({ at }) => at)
    .sort()
    .at(-1);
  if (newest && unseenCount(items, personId) > 0) storage.write(NAME, { personId, at: newest } satisfies Seen);
}
