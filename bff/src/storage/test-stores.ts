import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { describe, inject } from 'vitest';
import { withDatabase } from './mongo-uri';
import { openStore } from './open';
import type { Store, StoreLog } from './port';
import type {} from './test-context';

/** A store of a test's own: its folder or database is new, and gone after `dispose`. */
export interface OpenTestStore {
  store: Store;
  /** Folder of the embedded store's files; undefined on MongoDB. */
  dataDir: string;
  /** Address with the test's database; undefined on the embedded store. Give either to a whole program under test. */
  mongoUri: string | undefined;
  /** Closes the store and opens the same data again, as a restart does. */
  reopen(log?: StoreLog): Promise<Store>;
  /** Closes the store and removes its data. */
  dispose(): Promise<void>;
}

export interface TestStore {
  name: 'embedded' | 'mongo';
  /** Why this adapter cannot be tested here; undefined when it can. */
  skipReason: string | undefined;
  open(log?: StoreLog): Promise<OpenTestStore>;
}

export const silentLog: StoreLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Both adapters, for suites that must hold on either. In CI an absent MongoDB is an error. */
export function testStores(): TestStore[] {
  const mongoUri = inject('mongoUri') as string | undefined;
  const skipReason = mongoUri ? undefined : inject('mongoAbsence') || 'the test run has no MongoDB set-up';
  if (skipReason && process.env.CI) throw new Error(`MongoDB is required in CI: ${skipReason}`);
  return [
    { name: 'embedded', skipReason: undefined, open: (log = silentLog) => openOne(log, undefined) },
    {
      name: 'mongo',
      skipReason,
      open: (log = silentLog) =>
        openOne(log, withDatabase(mongoUri as string, `gongji_test_${randomUUID().slice(0, 13)}`)),
    },
  ];
}

/** `describe` once per adapter; an adapter that cannot run here is reported as skipped, with the reason in its title. */
export function describeOnStores(title: string, body: (testStore: TestStore) => void): void {
  for (const testStore of testStores()) {
    const why = testStore.skipReason ? ` (skipped: ${testStore.skipReason})` : '';
    describe.skipIf(testStore.skipReason)(`${title} on ${testStore.name}${why}`, () => body(testStore));
  }
}

async function openOne(log: StoreLog, mongoUri: string | undefined): Promise<OpenTestStore> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'gongji-store-'));
  const opened: OpenTestStore = {
    store: await openStore({ dataDir, mongoUri, log }),
    dataDir,
    mongoUri,
    async reopen(nextLog = log) {
      await opened.store.close();
      opened.store = await openStore({ dataDir, mongoUri, log: nextLog });
      return opened.store;
    },
    async dispose() {
      await opened.store.close();
      if (mongoUri) await dropDatabase(mongoUri);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return opened;
}

async function dropDatabase(uri: string): Promise<void> {
  const connection = await mongoose.createConnection(uri).asPromise();
  await connection.dropDatabase();
  await connection.close();
}
