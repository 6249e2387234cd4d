import { identityDefinition } from './modules/identity/identity.collection';
import { personDefinition } from './modules/person/person.collection';
import type { Collection, CollectionDefinition, Store, StoredDocument } from './storage/port';
import { sealedCollection } from './storage/sealed-collection';
import type { Sealing } from './storage/sealing';

/** Every collection with a blind index. A test finds definitions that are missing here. */
export const SEARCHABLE = [identityDefinition, personDefinition] as unknown as CollectionDefinition<StoredDocument>[];

const BATCH = 200;

/**
 * Brings what is stored under the newest keys: wraps every data key anew, and writes every document with a blind index so that it
 * carries the index of each configured key and of no other. May run beside a program that has the same keys; may be cut off at any
 * point and run again.
 * @param limit data keys to wrap at most, for a run in parts
 */
export async function rotateStored(
  { store, sealing }: { store: Store; sealing: Sealing },
  limit = Number.MAX_SAFE_INTEGER,
): Promise<{ rewrapped: number; reindexed: number }> {
  let rewrapped = 0;
  while (rewrapped < limit) {
    const count = await sealing.rewrap(Math.min(BATCH, limit - rewrapped));
    if (count === 0) break;
    rewrapped += count;
  }
  let reindexed = 0;
  for (const definition of SEARCHABLE) reindexed += await reindex(sealedCollection(store, definition, sealing));
  return { rewrapped, reindexed };
}

async function reindex(collection: Collection<StoredDocument>): Promise<number> {
  let written = 0;
  let after: string | undefined;
  for (;;) {
    const page = await collection.find({}, { sort: { _id: 1 }, limit: BATCH, ...(after ? { after } : {}) });
    for (const document of page) {
      // Where another write came first, that write has carried the new indexes
      if (await collection.replace(document)) written += 1;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < BATCH) return written;
    after = collection.cursorOf(last, { _id: 1 });
  }
}
