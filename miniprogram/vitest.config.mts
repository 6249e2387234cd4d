import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** Logic of the client that needs no screen. `@/platform` is a fourth platform, Node itself: real HTTP, storage in memory. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\/platform(\/storage)?$/, replacement: path.resolve(import.meta.dirname, 'test/node-platform.ts') },
      { find: /^@\//, replacement: `${path.resolve(import.meta.dirname, 'src')}/` },
    ],
  },
  test: {
    name: 'miniprogram',
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    pool: 'forks',
  },
});
