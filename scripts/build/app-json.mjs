import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What the compiled app.json of a mini-program says: the paths of all pages, and the subpackages' folders, each with a slash at its end.
 * @param {string} folder the built client
 * @returns {{ pages: string[], roots: string[] }}
 */
export function readAppJson(folder) {
  const app = JSON.parse(readFileSync(path.join(folder, 'app.json'), 'utf8'));
  /** @type {{ root: string, pages: string[] }[]} */
  const parts = (app.subPackages ?? app.subpackages ?? []).map(
    (/** @type {{ root: string, pages: string[] }} */ { root, pages }) => ({
      root: `${root.replace(/\/+$/, '')}/`,
      pages,
    }),
  );
  return {
    pages: [...app.pages, ...parts.flatMap(({ root, pages }) => pages.map((page) => root + page))],
    roots: parts.map(({ root }) => root),
  };
}
