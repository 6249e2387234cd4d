import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { holdFolder } from '../../bff/src/storage/folder-lock';
import { PlainFailure } from '../setup/progress.mjs';

/**
 * A backup is a folder: `data/` (the store's files, and the demo's simulators), `keys/` (what opens them; keep it apart) and
 * `manifest.json` with the size and SHA-256 of every file. It is complete or it is not there: it gets its name last.
 */
export interface Manifest {
  format: 1;
  createdAt: string;
  /** Ids of the master keys without which the data cannot be read. */
  masterKeyIds: string[];
  files: { path: string; bytes: number; sha256: string }[];
}

/** What of the data folder belongs in a backup; logs do not. */
const ROOMS = ['bff', 'simulators'];
/** Files that hold keys, relative to the data folder. */
const isKey = (file: string) => file === 'bff/keys.json' || file.startsWith('simulators/keys/');

/** Regular files below a folder, sorted, with forward slashes. Sockets (the lock) and half-written files are passed over. */
async function filesBelow(folder: string, below = ''): Promise<string[]> {
  if (!existsSync(path.join(folder, below))) return [];
  const entries = await readdir(path.join(folder, below), { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const file = path.posix.join(below, entry.name);
      if (entry.isDirectory()) return filesBelow(folder, file);
      return entry.isFile() && !entry.name.endsWith('.new') ? [file] : [];
    }),
  );
  return found.flat().sort();
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Copies one file for its owner's eyes only, and brings it onto the disk. */
async function copyOnto(from: string, to: string): Promise<{ bytes: number; sha256: string }> {
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
  await copyFile(from, to);
  await chmod(to, 0o600);
  const handle = await open(to, 'r+');
  try {
    await handle.sync();
    return { bytes: (await handle.stat()).size, sha256: await sha256Of(to) };
  } finally {
    await handle.close();
  }
}

/** Holds the store's folder while `work` runs: nothing writes into it meanwhile. */
async function whileStopped<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const lock = await holdFolder(path.join(dataDir, 'bff')).catch((error: Error) => {
    if (error.name !== 'Unavailable') throw error;
    throw new PlainFailure(
      `The program is running on ${dataDir}. Stop it first (Ctrl-C where \`npm start\` runs): files that change while they are copied would not fit together.`,
    );
  });
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** The ids of master keys that wrap data keys in this store. */
async function masterKeyIdsIn(dataDir: string): Promise<string[]> {
  const file = path.join(dataDir, 'bff/person_keys.db');
  if (!existsSync(file)) return [];
  const text = await readFile(file, 'utf8');
  return [...new Set([...text.matchAll(/"masterKeyId":"([\w-]+)"/g)].map(([, id]) => id as string))].sort();
}

/** Backs up a stopped program's data into a new folder inside `into`; answers that folder. */
export async function makeBackup(dataDir: string, into: string, now: Date): Promise<{ folder: string; bytes: number }> {
  if (!existsSync(path.join(dataDir, 'bff')))
    throw new PlainFailure(`There is nothing to back up: ${dataDir} has no bff.`);
  return whileStopped(dataDir, async () => {
    const name = `gongji-${now.toISOString().replace(/[-:]|\.\d+/g, '')}`;
    const folder = path.join(into, name);
    if (existsSync(folder)) throw new PlainFailure(`${folder} is there already.`);
    const partial = path.join(into, `.${name}.partial`);
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true, mode: 0o700 });
    try {
      const files: Manifest['files'] = [];
      for (const room of ROOMS) {
        for (const below of await filesBelow(path.join(dataDir, room))) {
          const file = path.posix.join(room, below);
          const kept = path.posix.join(isKey(file) ? 'keys' : 'data', file);
          files.push({ path: kept, ...(await copyOnto(path.join(dataDir, file), path.join(partial, kept))) });
        }
      }
      const manifest: Manifest = {
        format: 1,
        createdAt: now.toISOString(),
        masterKeyIds: await masterKeyIdsIn(dataDir),
        files,
      };
      await writeFile(path.join(partial, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
      await rename(partial, folder);
      return { folder, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
    } catch (error) {
      await rm(partial, { recursive: true, force: true });
      throw error;
    }
  });
}

/** Reads a backup's manifest and looks at every file. Throws PlainFailure naming what is missing, changed or out of place. */
export async function checkBackup(folder: string, keysFolder = path.join(folder, 'keys')): Promise<Manifest> {
  const text = await readFile(path.join(folder, 'manifest.json'), 'utf8').catch(() => {
    throw new PlainFailure(`${folder} is not a backup: it has no manifest.json.`);
  });
  const manifest = JSON.parse(text) as Manifest;
  if (manifest.format !== 1) throw new PlainFailure(`${folder} was made by a newer program.`);
  for (const { path: file, sha256 } of manifest.files) {
    const parts = file.split('/');
    if (!['data', 'keys'].includes(parts[0] ?? '') || parts.includes('..') || path.isAbsolute(file))
      throw new PlainFailure(`The manifest names a file outside the backup: ${file}`);
    const at = placeOf(folder, keysFolder, file);
    if (!existsSync(at)) {
      const hint = parts[0] === 'keys' ? ' If the keys are kept apart, name their folder with --keys.' : '';
      throw new PlainFailure(`The backup lacks ${file}.${hint}`);
    }
    if ((await sha256Of(at)) !== sha256) throw new PlainFailure(`${file} is damaged: it is not what was backed up.`);
  }
  return manifest;
}

const placeOf = (folder: string, keysFolder: string, file: string) =>
  file.startsWith('keys/') ? path.join(keysFolder, file.slice('keys/'.length)) : path.join(folder, file);

/**
 * Puts a checked backup in the place of a stopped program's data. What is there now is moved aside inside the data folder, never
 * removed. A kill leaves either the old data or the new data in place, or the old data aside: running it again finishes the work.
 */
export async function restoreBackup(
  folder: string,
  dataDir: string,
  options: { mayReplace: boolean; now: Date; keysFolder?: string },
): Promise<{ manifest: Manifest; aside: string | undefined }> {
  const keysFolder = options.keysFolder ?? path.join(folder, 'keys');
  const manifest = await checkBackup(folder, keysFolder);
  const present = (await Promise.all(ROOMS.map((room) => filesBelow(path.join(dataDir, room))))).flat();
  if (present.length > 0 && !options.mayReplace) {
    throw new PlainFailure(`${dataDir} holds data. Say --replace to move it aside and put the backup in its place.`);
  }
  await mkdir(dataDir, { recursive: true });
  const staging = path.join(dataDir, '.restoring');
  await rm(staging, { recursive: true, force: true });
  for (const { path: file } of manifest.files) {
    const below = file.split('/').slice(1).join('/');
    await copyOnto(placeOf(folder, keysFolder, file), path.join(staging, below));
  }
  const aside = path.join(dataDir, `before-restore-${options.now.toISOString().replace(/[-:]|\.\d+/g, '')}`);
  await whileStopped(dataDir, async () => {
    for (const room of ROOMS) {
      if (existsSync(path.join(dataDir, room))) {
        await mkdir(aside, { recursive: true, mode: 0o700 });
        await rename(path.join(dataDir, room), path.join(aside, room));
      }
      if (existsSync(path.join(staging, room))) await rename(path.join(staging, room), path.join(dataDir, room));
    }
  });
  await rm(staging, { recursive: true, force: true });
  if (present.length === 0) await rm(aside, { recursive: true, force: true });
  return { manifest, aside: present.length === 0 ? undefined : aside };
}
