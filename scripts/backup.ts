import path from 'node:path';
import process from 'node:process';
import { makeBackup } from './backup/archive';
import { inRoot } from './setup/paths.mjs';
import { PlainFailure, runMain, say } from './setup/progress.mjs';

/**
 * `npm run backup -- DIR`: data and keys of the stopped program (GONGJI_DATA_DIR, else .data) into a new folder inside DIR.
 * MongoDB is backed up by its own tools; see docs/operations.md.
 */
await runMain(async () => {
  const [into] = process.argv.slice(2);
  if (into === undefined) throw new PlainFailure('Where to? Use: npm run backup -- DIR');
  if (process.env.MONGODB_URI) {
    throw new PlainFailure(
      'MONGODB_URI is set: back the database up with `mongodump --uri "$MONGODB_URI" --gzip --archive=FILE`, and the secrets from where they are kept.',
    );
  }
  const dataDir = path.resolve(process.env.GONGJI_DATA_DIR ?? inRoot('.data'));
  const { folder, bytes } = await makeBackup(dataDir, path.resolve(into), new Date());
  say(`${(bytes / 1024).toFixed(0)} KiB in ${folder}`);
  say('keys/ opens data/: keep the two in different places. `npm run restore -- FOLDER` puts them back.');
});
