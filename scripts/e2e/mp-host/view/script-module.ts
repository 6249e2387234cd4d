import { type ReadText, resolvePath } from '../program';

/** WXS is its own small language: what newer JavaScript adds would not compile in WeChat. */
const NOT_WXS = /=>|`|\b(?:let|const|class|async|await|import|export|new\s+(?!Date\b)\w+)\b/;
const isWxs = (path: string) => !path.endsWith('.sjs');

/** Runs one WXS or SJS module in the view thread and gives its exports. What it requires is run first. Throws with the file's name. */
export async function runModule(source: string, path: string, read: ReadText): Promise<unknown> {
  const text = isWxs(path) ? wxsText(source, path) : sjsText(source, path);
  const needed = new Map<string, unknown>();
  for (const [, name] of text.matchAll(/\brequire\(\s*["']([^"']+)["']\s*\)/g)) {
    const from = resolvePath(path, name as string);
    needed.set(name as string, await runModule(await read(from), from, read));
  }
  const module = { exports: {} as unknown };
  // Nothing of the browser is in reach of a script module; these names are absent in both vendors' view scripts.
  const absent = [
    'window',
    'document',
    'self',
    'globalThis',
    'fetch',
    'XMLHttpRequest',
    'wx',
    'my',
    'setTimeout',
    'Promise',
  ];
  const run = new Function('module', 'exports', 'require', 'getDate', ...absent, `'use strict';${text}`);
  run(
    module,
    module.exports,
    (name: string) => {
      if (!needed.has(name)) throw new Error(`${path}: require("${name}") is not known`);
      return needed.get(name);
    },
    (...given: [number]) => new Date(...given),
  );
  return module.exports;
}

function wxsText(source: string, path: string): string {
  const bare = source
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/(["'])(?:\\.|(?!\1)[^\\\n])*\1/g, '""')
    .replace(/\/\/.*$/gm, ' ');
  const found = NOT_WXS.exec(bare);
  if (found) throw new Error(`${path}: WXS does not know "${found[0]}"`);
  return source;
}

/** SJS is written as a JavaScript module: default export, named exports, default imports. */
function sjsText(source: string, path: string): string {
  const names: string[] = [];
  const text = source
    .replace(/^\s*import\s+(\w+)\s+from\s+(["'][^"']+["']);?/gm, 'const $1 = require($2);')
    .replace(/^\s*export\s+default\s+/gm, 'module.exports = ')
    .replace(/^\s*export\s+(const|let|var|function)\s+(\w+)/gm, (_whole, word: string, name: string) => {
      names.push(name);
      return `${word} ${name}`;
    });
  if (/^\s*(import|export)\b/m.test(text)) throw new Error(`${path}: an import or export this host does not read`);
  return `${text}\n${names.map((name) => `module.exports.${name} = ${name};`).join('')}`;
}
