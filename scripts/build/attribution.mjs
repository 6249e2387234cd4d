import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sizedFiles } from './size.mjs';

/**
 * Whose bytes they are: every output file is shared out among the sources that went into it, by their size before minifying.
 * @typedef {{ package: string, bytes: number, parts: { part: string, bytes: number }[] }} PackageTable
 * @typedef {{ files: string[], modules: { from: string, bytes: number }[] }} Chunk as miniprogram/config/size-stats.ts writes it
 */

const TEMPLATE = /\.(wxml|axml|wxs|sjs)$/;

/** A source's name in the table: an npm package, a room of ours, or what Taro and webpack make. @param {string} from */
export function partOf(from) {
  const file = from.replaceAll('\\', '/').replace(/\?.*$/, '');
  const inPackage = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file);
  if (inPackage) return inPackage[1] ?? file;
  const ours = /\/(miniprogram\/src|shared\/src)\/([^/]+)(?:\/([^/]+)\/)?/.exec(file);
  if (ours) {
    const [, root = '', first = '', second] = ours;
    const isRoom = ['pages', 'packages', 'features'].includes(first) && second !== undefined;
    return isRoom ? `${root}/${first}/${second}` : `${root}/${first}`;
  }
  return '(webpack)';
}

/**
 * @param {string} folder the built client
 * @param {readonly Chunk[]} chunks
 * @param {readonly string[]} roots subpackages, each with a slash at its end
 * @param {(file: string) => boolean} isMain files of the main package, where it is not what stands outside the subpackages
 * @returns {PackageTable[]} the main package first, parts by weight
 */
export function attribute(folder, chunks, roots, isMain = (file) => !roots.some((root) => file.startsWith(root))) {
  /** @type {Map<string, Map<string, number>>} */
  const tables = new Map();
  const add = (/** @type {string} */ file, /** @type {string} */ part, /** @type {number} */ bytes) => {
    const name = isMain(file) ? 'main' : (roots.find((root) => file.startsWith(root)) ?? 'later');
    const table = tables.get(name) ?? new Map();
    tables.set(name, table.set(part, (table.get(part) ?? 0) + bytes));
  };
  /** @type {Map<string, Chunk['modules']>} */
  const madeFrom = new Map();
  for (const { files, modules } of chunks) for (const file of files) madeFrom.set(file, modules);

  for (const { file, bytes } of sizedFiles(folder)) {
    const isStyle = /\.(wxss|acss|css)$/.test(file);
    // What two subpackages share, Taro copies into each (sub-common/…); the compiler knew one of them.
    const copied = file.slice((roots.find((root) => file.startsWith(root)) ?? '').length);
    const sources = (madeFrom.get(file) ?? madeFrom.get(copied) ?? []).filter(
      ({ from, bytes }) => bytes > 0 && isStyleSource(from) === isStyle,
    );
    const whole = sources.reduce((sum, source) => sum + source.bytes, 0);
    if (whole === 0) {
      const kind = TEMPLATE.test(file)
        ? '(templates)'
        : file.endsWith('.json')
          ? '(settings)'
          : isStyle
            ? '(styles)'
            : '';
      add(file, kind || `(${path.posix.dirname(file) === '.' ? 'webpack' : 'files'})`, bytes);
      continue;
    }
    for (const source of sources) add(file, partOf(source.from), (bytes * source.bytes) / whole);
  }
  return [...tables]
    .map(([name, table]) => ({
      package: name,
      bytes: Math.round([...table.values()].reduce((sum, bytes) => sum + bytes, 0)),
      parts: [...table]
        .map(([part, bytes]) => ({ part, bytes: Math.round(bytes) }))
        .filter(({ bytes }) => bytes > 0)
        .sort((a, b) => b.bytes - a.bytes),
    }))
    .sort((a, b) => Number(b.package === 'main') - Number(a.package === 'main') || b.bytes - a.bytes);
}

const isStyleSource = (/** @type {string} */ from) => /\.(scss|css|sass|less)$/.test(from.replace(/\?.*$/, ''));

/** @param {string} file @returns {Chunk[]} */
export const readChunks = (file) => JSON.parse(readFileSync(file, 'utf8'));
