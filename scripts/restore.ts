import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { restoreBackup } from './backup/archive';
import { inRoot } from './setup/paths.mjs';
import { PlainFailure, runMain, say } from './setup/progress.mjs';

/**
 * `npm run restore -- FOLDER [--replace] [--keys DIR]`: puts a backup in the place of the stopped program's data (GONGJI_DATA_DIR, else .data).
 * Every file is checked before anything is touched; with --replace, what is there now is moved aside, never removed.
 */
await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { replace: { type: 'boolean', default: false }, keys: { type: 'string' } },
  });
  const [folder] = positionals;
  if (folder === undefined) {
    throw new PlainFailure('From where? Use: npm run restore -- FOLDER [--replace] [--keys DIR]');
  }
  if (process.env.MONGODB_URI) {
    throw new PlainFailure(
      'MONGODB_URI is set: restore the database with `mongorestore --uri "$MONGODB_URI" --gzip --archive=FILE --drop`.',
    );
  }
  const dataDir = path.resolve(process.env.GONGJI_DATA_DIR ?? inRoot('.data'));
  const { manifest, aside } = await restoreBackup(path.resolve(folder), dataDir, {
    mayReplace: values.replace,
    now: new Date(),
    ...(values.keys === undefined ? {} : { keysFolder: path.resolve(values.keys) }),
  });
  say(`${manifest.files.length} files of ${manifest.createdAt} are back in ${dataDir}.`);
  if (aside !== undefined) say(`What was there before is in ${aside}.`);
  say(
    `Needed to read it: master keys ${manifest.masterKeyIds.join(', ') || '(none yet)'}. Start the program as usual.`,
  );
});
