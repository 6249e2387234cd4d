import mongoose from 'mongoose';
import { feedCursorDefinition, feedEventDefinition } from '../../bff/src/effects/feed.collection';
import { type SettlementDocument, settlementDefinition } from '../../bff/src/modules/settlement/settlement.collection';
import { type SharingDocument, sharingDefinition } from '../../bff/src/modules/sharing/sharing.collection';
import { openStore } from '../../bff/src/storage/open';

/** What lies in the store, read after every BFF process has ended. */
export interface Stored {
  sharings: SharingDocument[];
  /** Ids of kept feed events: `region:seq`. */
  feedEventIds: string[];
  /** How far each region's feed has been applied. */
  cursors: Map<string, number>;
  settlements: SettlementDocument[];
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Opens the store for a look; the embedded one lets nobody in while a BFF holds it. */
export async function lookIntoStore(where: { dataDir: string; mongoUri?: string }): Promise<Stored> {
  const store = await openStore({ ...where, log: silent });
  try {
    const sharings = store.collection(sharingDefinition);
    const events = store.collection(feedEventDefinition);
    const cursors = store.collection(feedCursorDefinition);
    const settlements = store.collection(settlementDefinition);
    await store.ready();
    return {
      sharings: await sharings.find({}),
      feedEventIds: (await events.find({})).map((event) => event._id),
      cursors: new Map((await cursors.find({})).map((cursor) => [cursor._id, cursor.seq])),
      settlements: await settlements.find({}),
    };
  } finally {
    await store.close();
  }
}

/** Removes a run's own database. */
export async function dropDatabase(uri: string): Promise<void> {
  const connection = await mongoose.createConnection(uri).asPromise();
  await connection.dropDatabase();
  await connection.close();
}
