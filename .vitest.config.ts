import { defineConfig } from 'vitest/config';

/** One run over all workspaces; each has its own settings. Two workers: the suites are written for two cores. */
export default defineConfig({
  test: { projects: ['shared', 'bff', 'bff/simulators', 'scripts', 'miniprogram'], pool: 'forks', maxWorkers: 2 },
});
