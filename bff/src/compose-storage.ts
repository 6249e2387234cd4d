import { createHash, hkdfSync } from 'node:crypto';
import type { Config } from './config';
import { openStore } from './storage/open';
import type { Store, StoreLog } from './storage/port';
import { createSealing, type KeyGeneration, type Sealing } from './storage/sealing';

/**
 * The part of compose() that opens the store and makes its sealing from the configured keys; commands that work on a stopped
 * program's data open it the same way. Throws Unavailable when the store cannot be reached or is held elsewhere.
 */
export async function composeStorage(
  config: Pick<Config, 'dataDir' | 'mongoUri' | 'secrets'>,
  log: StoreLog,
  measured: (store: Store) => Store = (store) => store,
): Promise<{ store: Store; sealing: Sealing }> {
  const store = measured(
    await openStore({
      dataDir: config.dataDir,
      ...(config.mongoUri === undefined ? {} : { mongoUri: config.mongoUri }),
      log,
    }),
  );
  const sealing = createSealing(store, {
    masterKeys: config.secrets.sealingMasterKeys.map(({ id, key }) => ({ id, key: Buffer.from(key, 'base64') })),
    indexKeys: config.secrets.blindIndexKeys.map(indexKeyOf),
  });
  return { store, sealing };
}

/** A blind-index key from its configured text, with a name that follows from the key itself. */
function indexKeyOf(configured: string): KeyGeneration {
  const key = Buffer.from(hkdfSync('sha256', configured, 'gongji', 'blind-index', 32));
  return { id: `i${createHash('sha256').update(key).digest('hex').slice(0, 8)}`, key };
}
