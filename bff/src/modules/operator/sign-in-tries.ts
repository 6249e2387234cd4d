import { HttpError } from '../../http/http-error';
import { keyedHash } from '../../secrets';
import { changeDocument } from '../../storage/change-document';
import type { Collection } from '../../storage/port';
import type { SignInTriesDocument } from './operator.collection';

export const TRIES_BEFORE_LOCK = 5;
export const LOCK_MINUTES = 15;
const LOCK_MS = LOCK_MINUTES * 60_000;

/**
 * Counts failed sign-ins by account name, in documents: a restart or a second process forgives nothing. A name that nobody has
 * locks like any other, so that a lock tells nothing about who exists.
 */
export function createSignInTries(deps: {
  collection: Collection<SignInTriesDocument>;
  /** Keys the names' hashes. */
  key: Uint8Array;
  clock: () => Date;
}) {
  const { collection, clock } = deps;
  const idOf = (name: string) => keyedHash(deps.key, 'operator-tries', name);

  return {
    /**
     * Takes one try before anything is compared, so that parallel guesses count each. Answers how many are left after it.
     * @throws HttpError OPERATOR_LOCKED
     */
    async take(name: string): Promise<number> {
      const taken = await changeDocument(collection, idOf(name), (known) => {
        const now = clock();
        const at = now.toISOString();
        if (known?.lockedUntil !== undefined && known.lockedUntil > at) {
          throw new HttpError('OPERATOR_LOCKED', {
            retryAfterSeconds: (Date.parse(known.lockedUntil) - now.getTime()) / 1000,
          });
        }
        const isFresh =
          known === undefined || known.lockedUntil !== undefined || Date.parse(known.lastAt) < now.getTime() - LOCK_MS;
        const failed = isFresh ? 1 : known.failed + 1;
        return {
          schemaVersion: 1,
          failed,
          lastAt: at,
          ...(failed >= TRIES_BEFORE_LOCK ? { lockedUntil: new Date(now.getTime() + LOCK_MS).toISOString() } : {}),
        };
      });
      return Math.max(0, TRIES_BEFORE_LOCK - taken.failed);
    },

    /** Forgets the tries of somebody who has come in. */
    async clear(name: string): Promise<void> {
      for (;;) {
        const known = await collection.get(idOf(name));
        if (known === undefined || (await collection.remove(known._id, known.version))) return;
      }
    },
  };
}

export type SignInTries = ReturnType<typeof createSignInTries>;
