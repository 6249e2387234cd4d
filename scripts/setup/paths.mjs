import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** @param {...string} parts A path inside the repository. */
export const inRoot = (...parts) => path.join(root, ...parts);

/** Where a tool's own entry file lives, so that it runs by `node FILE` on every system, without a shell. */
export const tools = {
  biome: inRoot('node_modules/@biomejs/biome/bin/biome'),
  depcruise: inRoot('node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
  taro: inRoot('node_modules/@tarojs/cli/bin/taro'),
  tsc: inRoot('node_modules/typescript/bin/tsc'),
  tsx: inRoot('node_modules/tsx/dist/cli.mjs'),
  vitest: inRoot('node_modules/vitest/vitest.mjs'),
};
