import { defineConfig } from 'vite';

/** The console is served by the BFF under /console; its own routes stand behind `#`, so that one-time tokens reach no server log. */
export default defineConfig({
  base: '/console/',
  oxc: { jsx: { runtime: 'automatic' } },
  server: { port: 5174, proxy: { '/v1': process.env.DEV_API ?? 'http://127.0.0.1:8080' } },
  build: {
    outDir: 'dist',
    // React apart, as it changes least; pages and what only they need (tables above all) come when somebody goes there
    rolldownOptions: {
      // antd marks its modules for servers that render React; there is none here
      onLog: (level, log, handle) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
      output: {
        codeSplitting: {
          groups: [{ name: 'react', test: /node_modules\/(?:react|react-dom|scheduler)\// }],
        },
      },
    },
    chunkSizeWarningLimit: 1200,
  },
});
