import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type OwnKeys = Record<'ACCESS_TOKEN_SECRET' | 'SEALING_MASTER_KEYS' | 'BLIND_INDEX_KEY', string>;

/**
 * The demo's own secrets: made at the first start, kept beside its data so that a second start opens what the first one sealed.
 * Only for the demo profile; anywhere else keys come from configuration and never lie beside the data.
 */
export function demoKeys(dataDir: string): OwnKeys {
  const file = join(dataDir, 'keys.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as OwnKeys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made = makeOwnKeys();
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return made;
}

/** New random secrets, as the configuration names them. */
export function makeOwnKeys(): OwnKeys {
  return {
    ACCESS_TOKEN_SECRET: randomBytes(48).toString('base64url'),
    SEALING_MASTER_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    BLIND_INDEX_KEY: randomBytes(48).toString('base64url'),
  };
}
