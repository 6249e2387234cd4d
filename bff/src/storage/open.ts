import { openEmbedded } from './embedded';
import { openMongo } from './mongo';
import type { Store, StoreLog } from './port';

export interface StoreConfig {
  /** Folder of the embedded store; used when there is no `mongoUri`. */
  dataDir: string;
  /** mongodb://… with a database name; when given, everything is kept there. */
  mongoUri?: string;
  log: StoreLog;
}

/** Opens the store that the configuration asks for. Throws Unavailable when it cannot be reached or is held elsewhere. */
export function openStore(config: StoreConfig): Promise<Store> {
  return config.mongoUri
    ? openMongo({ uri: config.mongoUri, log: config.log })
    : openEmbedded({ folder: config.dataDir, log: config.log });
}
