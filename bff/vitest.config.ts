import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'bff',
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'simulators/**'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    globalSetup: ['../scripts/mongo/vitest-global-setup.ts'],
  },
});
