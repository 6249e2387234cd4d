import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { composeStorage } from './compose-storage';
import { BadConfig, readStorageConfig } from './config';
import { rotateStored } from './key-rotation';

/**
 * `npm run rotate-keys [-- new | apply]`: changes the sealing master key and the blind-index key.
 * Without a word, on the demo's data (keys.json beside it, program stopped): everything, and safe to repeat after a kill.
 * new: prints new keys for the place where the secrets are kept. apply: with both generations in the environment, brings what is
 * stored under the newer one; on MongoDB beside running processes. docs/operations.md has the order of the steps.
 */
type Keys = Record<string, string>;

const say = (text: string) => process.stdout.write(`${text}\n`);
const log = pino({ level: 'warn', base: undefined }, pino.destination({ dest: 2, sync: true }));

async function main(word: string | undefined): Promise<void> {
  if (word === 'new') return printNew();
  if (word === 'apply') return apply();
  if (word !== undefined) throw new BadConfig([`"${word}" is not one of: new, apply`]);
  const file = join(process.env.DATA_DIR || '.data/bff', 'keys.json');
  if (!existsSync(file)) {
    throw new BadConfig([
      `${file} is not there. Keys that come from the environment are changed in steps: see \`new\` and \`apply\` in docs/operations.md`,
    ]);
  }
  await rotateDemo(file);
}

/** Key ids are never used twice: the next number after the newest one's. */
function newKeys(keys: Keys): { newest: Keys; both: Keys } {
  const current = (keys.SEALING_MASTER_KEYS ?? '').split(',')[0] ?? '';
  const number = Number(/(\d+):/.exec(current)?.[1] ?? 0) + 1;
  const master = `k${number}:${randomBytes(32).toString('base64')}`;
  const newest = { ...keys, SEALING_MASTER_KEYS: master, BLIND_INDEX_KEY: randomBytes(48).toString('base64url') };
  const both = {
    ...newest,
    SEALING_MASTER_KEYS: `${master},${keys.SEALING_MASTER_KEYS}`,
    BLIND_INDEX_KEY_PREVIOUS: keys.BLIND_INDEX_KEY ?? '',
  };
  return { newest, both };
}

function printNew(): void {
  const { SEALING_MASTER_KEYS = '', BLIND_INDEX_KEY = '' } = process.env;
  if (SEALING_MASTER_KEYS === '' || BLIND_INDEX_KEY === '') {
    throw new BadConfig(['SEALING_MASTER_KEYS and BLIND_INDEX_KEY must hold the present keys']);
  }
  if (SEALING_MASTER_KEYS.includes(',') || process.env.BLIND_INDEX_KEY_PREVIOUS) {
    throw new BadConfig(['two generations are configured already: run `apply`, and drop the older ones first']);
  }
  const { both } = newKeys({ SEALING_MASTER_KEYS, BLIND_INDEX_KEY });
  for (const [name, value] of Object.entries(both)) say(`${name}=${value}`);
}

async function apply(): Promise<void> {
  const config = readStorageConfig(process.env);
  const { sealingMasterKeys: masters, blindIndexKeys } = config.secrets;
  const { rewrapped, reindexed } = await rotateIn(config);
  say(`${rewrapped} data keys wrapped anew under ${masters[0]?.id}, ${reindexed} documents indexed anew.`);
  if (masters.length > 1)
    say(
      `Not needed any more: master keys ${masters
        .slice(1)
        .map(({ id }) => id)
        .join(', ')}.`,
    );
  if (blindIndexKeys.length > 1) {
    say('Take BLIND_INDEX_KEY_PREVIOUS out, restart, and run `apply` once more: it removes the old indexes.');
  }
}

async function rotateIn(config: ReturnType<typeof readStorageConfig>) {
  const opened = await composeStorage(config, log);
  try {
    return await rotateStored(opened);
  } finally {
    await opened.store.close();
  }
}

/** The demo's keys lie beside its data; at every moment the file holds what opens everything that is stored. */
async function rotateDemo(file: string): Promise<void> {
  const dataDir = process.env.DATA_DIR || '.data/bff';
  const at = (keys: Keys) => readStorageConfig({ DATA_DIR: dataDir, ...keys });
  const read = () => JSON.parse(readFileSync(file, 'utf8')) as Keys;
  // Opening holds the folder: a running program is found out before a key has changed
  await rotateIn(at(read()));
  let keys = read();
  const isHalfDone = keys.BLIND_INDEX_KEY_PREVIOUS !== undefined;
  if (!isHalfDone) {
    keys = newKeys(keys).both;
    write(file, keys);
  }
  const { rewrapped, reindexed } = await rotateIn(at(keys));
  const { BLIND_INDEX_KEY_PREVIOUS: _, ...rest } = keys;
  const newest = { ...rest, SEALING_MASTER_KEYS: (keys.SEALING_MASTER_KEYS ?? '').split(',')[0] ?? '' };
  write(file, newest);
  await rotateIn(at(newest));
  say(
    `${rewrapped} data keys wrapped anew, ${reindexed} documents indexed anew. Only the new keys are left in ${file}.`,
  );
  say('Backups from before carry the keys that open them.');
}

/** Replaces the file as a whole: never half a key. */
function write(file: string, keys: Keys): void {
  const handle = openSync(`${file}.new`, 'w', 0o600);
  writeSync(handle, `${JSON.stringify(keys, null, 2)}\n`);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
}

main(process.argv[2]).catch((error: unknown) => {
  const isPlain = error instanceof BadConfig || (error instanceof Error && error.name === 'Unavailable');
  process.stderr.write(
    `${isPlain ? (error as Error).message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
});
