import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRoot } from '../setup/paths.mjs';
import { PlainFailure } from '../setup/progress.mjs';
import { assertBuilt, compile } from './client.mjs';

/**
 * The bare app: Taro's own first page (one View, one Text, an empty style sheet), what a client weighs and takes before
 * anything of ours is in it.
 * @typedef {import('./client.mjs').Client} Client
 */
const FILES = {
  'src/app.config.ts':
    "export default defineAppConfig({ pages: ['pages/index/index'], window: { navigationBarTitleText: 'WeChat' } });\n",
  'src/app.tsx': "import './app.scss';\n\nexport default function App({ children }) {\n  return children;\n}\n",
  'src/app.scss': 'body {\n  margin: 0;\n}\n',
  'src/sitemap.json': '{ "rules": [] }\n',
  'src/index.html':
    '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><div id="app"></div></body></html>\n',
  'src/pages/index/index.config.ts': "export default definePageConfig({ navigationBarTitleText: 'Hello' });\n",
  'src/pages/index/index.tsx':
    "import { Text, View } from '@tarojs/components';\nimport { useLoad } from '@tarojs/taro';\n\nexport default function Index() {\n" +
    '  useLoad(() => {});\n  return (\n    <View>\n      <Text>Hello world!</Text>\n    </View>\n  );\n}\n',
  /** JSX as React makes it; ours comes from a room of its own. */
  'babel.config.js':
    "module.exports = { presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5' }]] };\n",
};
/** Our own plugin adds to the templates; the bare app does without. */
const OWN_PLUGINS = /^ {4}plugins: \[.*\],$/m;

/**
 * Builds the bare app with this repository's settings and installed versions, in a folder of its own that is gone afterwards.
 * @template T
 * @param {readonly Client[]} clients
 * @param {(folderOf: (client: Client) => string) => Promise<T>} work handed where each client's output lies
 * @returns {Promise<T>}
 */
export async function withBareApp(clients, work) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'gongji-bare-'));
  try {
    const folder = path.join(home, 'miniprogram');
    for (const [file, text] of Object.entries(FILES)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    for (const file of ['config', 'package.json', 'tsconfig.json']) {
      cpSync(inRoot('miniprogram', file), path.join(folder, file), { recursive: true });
    }
    const config = path.join(folder, 'config/index.ts');
    const settings = readFileSync(config, 'utf8');
    if (!OWN_PLUGINS.test(settings))
      throw new PlainFailure('miniprogram/config/index.ts: no line "plugins: […]" to empty');
    writeFileSync(config, settings.replace(OWN_PLUGINS, '    plugins: [],'));
    mkdirSync(path.join(home, 'shared/src'), { recursive: true });
    cpSync(inRoot('tsconfig.base.json'), path.join(home, 'tsconfig.base.json'));
    symlinkSync(inRoot('node_modules'), path.join(home, 'node_modules'));
    const folderOf = (/** @type {Client} */ client) => path.join(folder, 'dist', client);
    for (const client of clients) {
      const { code, output } = await compile(client, folder);
      assertBuilt(client, folderOf(client), code, output);
    }
    return await work(folderOf);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
