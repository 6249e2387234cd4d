import { storage } from '@/platform';
import type { Reply } from './api-types';

export type Tokens = Reply<'session.signInBySms'>;

const NAME = 'session';
const listeners = new Set<() => void>();
let tokens: Tokens | undefined;
let isRead = false;

/** Who is signed in on this phone. One place, watched by every screen (useSession). */
export const session = {
  tokens(): Tokens | undefined {
    if (!isRead) {
      tokens = storage.read<Tokens>(NAME);
      isRead = true;
    }
    return tokens;
  },
  begin(next: Tokens): void {
    isRead = true;
    tokens = next;
    storage.write(NAME, next);
    for (const told of listeners) told();
  },
  /** The door was proven to be this person's; the server knows, screens follow. */
  markProven(): void {
    const now = session.tokens();
    if (now && !now.isProven) session.begin({ ...now, isProven: true });
  },
  end(): void {
    isRead = true;
    tokens = undefined;
    storage.remove(NAME);
    for (const told of listeners) told();
  },
  subscribe(told: () => void): () => void {
    listeners.add(told);
    return () => listeners.delete(told);
  },
};
