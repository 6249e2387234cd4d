import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './paths.mjs';

/** Every file below a folder (or the file itself), sorted, relative to the root. @param {string} start @returns {string[]} */
export function filesUnder(start) {
  const full = inRoot(start);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [start];
  return readdirSync(full, { withFileTypes: true })
    .filter((entry) => !['node_modules', 'dist', '.data'].includes(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesUnder(path.posix.join(start, entry.name)));
}

/**
 * A hash of what the given files and folders hold; equal inputs give equal builds. Contents, not times: a fresh clone has new times.
 * @param {readonly string[]} paths @param {Record<string, string | undefined>} [settings]
 */
export function fingerprint(paths, settings = {}) {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const file of paths.flatMap(filesUnder)) {
    hash.update(`\n${file}\n`).update(readFileSync(inRoot(file)));
  }
  return hash.digest('hex');
}
