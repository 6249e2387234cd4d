import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { readAppJson } from './app-json.mjs';

/**
 * What a client weighs. Licence notes and source maps are not counted: no phone loads them.
 * @typedef {{ file: string, bytes: number }} SizedFile
 * @typedef {{ totalBytes: number, mainBytes: number, packages: { root: string, bytes: number }[], largest: SizedFile[] }} ClientSize
 */

const NOT_COUNTED = /\.LICENSE\.txt$|\.map$/;

/** @param {string} folder @param {string} [below] @returns {SizedFile[]} */
export function sizedFiles(folder, below = '') {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(below, entry.name);
    if (entry.isDirectory()) return sizedFiles(folder, file);
    return NOT_COUNTED.test(file) ? [] : [{ file, bytes: statSync(path.join(folder, file)).size }];
  });
}

/** @param {readonly SizedFile[]} files */
const sum = (files) => files.reduce((bytes, file) => bytes + file.bytes, 0);

/**
 * Measures a built client. The main package of a mini-program is everything outside its subpackages (app.json); in the browser it is
 * what loads at once: index.html and each script and style sheet that it names. Pages and what they share are fetched later, like a
 * subpackage; they count in the total.
 * @param {'weapp' | 'alipay' | 'h5'} client @param {string} folder
 * @returns {ClientSize}
 */
export function measureClient(client, folder) {
  const files = sizedFiles(folder);
  const largest = [...files].sort((a, b) => b.bytes - a.bytes).slice(0, 6);
  if (client === 'h5') {
    const named = namedByPage(folder);
    const mainBytes = sum(files.filter(({ file }) => named.has(file)));
    return { totalBytes: sum(files), mainBytes, packages: [], largest };
  }
  const { roots } = readAppJson(folder);
  const packages = roots.map((root) => ({ root, bytes: sum(files.filter(({ file }) => file.startsWith(root))) }));
  const mainBytes = sum(files.filter(({ file }) => !roots.some((root) => file.startsWith(root))));
  return { totalBytes: sum(files), mainBytes, packages, largest };
}

/** What the browser loads at once: index.html and each script and style sheet that it names. @param {string} folder */
export function namedByPage(folder) {
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? '');
  return new Set(['index.html', ...named]);
}

/** @param {number} bytes */
export const kib = (bytes) => `${(bytes / 1024).toFixed(0)} KiB`;

/** The lines that a build prints. @param {string} client @param {ClientSize} size @param {number} allowedBytes */
export function sizeReport(client, size, allowedBytes) {
  return [
    `${client}: main ${kib(size.mainBytes)} of ${kib(allowedBytes)} allowed, in all ${kib(size.totalBytes)}`,
    ...size.packages.map(({ root, bytes }) => `  package ${root} ${kib(bytes)}`),
    ...size.largest.map(({ file, bytes }) => `  ${kib(bytes).padStart(9)}  ${file}`),
  ];
}
