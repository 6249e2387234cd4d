import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startBff, startSimulators } from '../process/house.mjs';
import { inRoot } from '../setup/paths.mjs';
import { PlainFailure } from '../setup/progress.mjs';
import { kib } from './size.mjs';

const BUNDLE = inRoot('dist/bff/main.mjs');
/** Optional parts of the MongoDB driver that we neither install nor use, and what is read from disk at run time (files, native code). */
const EXTERNAL = [
  'kerberos',
  'snappy',
  'aws4',
  'socks',
  'gcp-metadata',
  'mongodb-client-encryption',
  '@mongodb-js/zstd',
  '@aws-sdk/credential-providers',
  'swagger-ui-dist',
  '@node-rs/argon2',
];
/** Packages in CommonJS form ask for `require` and their own folder, which an ES module does not have. */
const BANNER = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { fileURLToPath as __fileURLToPath } from 'node:url';",
  "import { dirname as __dirnameOf } from 'node:path';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __fileURLToPath(import.meta.url);',
  'const __dirname = __dirnameOf(__filename);',
].join('\n');

/**
 * One file for production, dist/bff/main.mjs; then the file itself is started against simulators until /readyz says yes.
 * @returns {Promise<string[]>} what to print
 */
export async function buildBff() {
  await bundleBff(BUNDLE);
  const started = await startCheck();
  return [`bff: ${kib(statSync(BUNDLE).size)} dist/bff/main.mjs, ${started}`];
}

/**
 * Bundles the BFF into one file. Throws PlainFailure on any error or warning.
 * @param {string} outfile inside the repository, where the packages that stay outside the bundle are found
 */
export async function bundleBff(outfile) {
  const { build } = await import('esbuild');
  const result = await build({
    entryPoints: [inRoot('bff/src/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: 'linked',
    legalComments: 'none',
    logLevel: 'silent',
    loader: { '.json': 'json' },
    banner: { js: BANNER },
    external: EXTERNAL,
  }).catch((error) => {
    throw new PlainFailure(`bff: the bundle failed.\n${error.message}`);
  });
  if (result.warnings.length > 0) {
    const lines = result.warnings.map(
      ({ text, location }) => `${location?.file ?? ''}:${location?.line ?? ''} ${text}`,
    );
    throw new PlainFailure(`bff: the bundle gave warnings.\n${lines.join('\n')}`);
  }
}

async function startCheck() {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'gongji-bundle-'));
  const begun = performance.now();
  const simulators = await startSimulators({
    ports: { core: 0, wechat: 0, alipay: 0, sms: 0 },
    dataDir: path.join(dataDir, 'simulators'),
  });
  try {
    const bff = await startBff({
      entry: BUNDLE,
      port: 0,
      dataDir: path.join(dataDir, 'bff'),
      bffEnv: simulators.bffEnv,
    });
    await bff.child.stop();
  } finally {
    await simulators.child.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  return `starts and is ready (${((performance.now() - begun) / 1000).toFixed(1)} s with simulators)`;
}
