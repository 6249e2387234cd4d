import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRoot } from '../setup/paths.mjs';
import { runMain, say } from '../setup/progress.mjs';
import { assertBuilt, compile } from './client.mjs';
import { measureClient } from './size.mjs';

/**
 * Measures the bare app of scripts/build-budget.json: Taro's own first page (one View, one Text, an empty style sheet) built with this
 * repository's settings and installed versions in a folder of its own. Run it again when Taro or React moves: node scripts/build/measure-bare.mjs
 */
const FILES = {
  'src/app.config.ts':
    "export default defineAppConfig({ pages: ['pages/index/index'], window: { navigationBarTitleText: 'WeChat' } });\n",
  'src/app.tsx': "import './app.scss';\n\nexport default function App({ children }) {\n  return children;\n}\n",
  'src/app.scss': 'body {\n  margin: 0;\n}\n',
  'src/index.html':
    '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><div id="app"></div></body></html>\n',
  'src/pages/index/index.config.ts': "export default definePageConfig({ navigationBarTitleText: 'Hello' });\n",
  'src/pages/index/index.tsx':
    "import { Text, View } from '@tarojs/components';\nimport { useLoad } from '@tarojs/taro';\n\nexport default function Index() {\n" +
    '  useLoad(() => {});\n  return (\n    <View>\n      <Text>Hello world!</Text>\n    </View>\n  );\n}\n',
};

await runMain(async () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'gongji-bare-'));
  try {
    const folder = path.join(home, 'miniprogram');
    for (const [file, text] of Object.entries(FILES)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    for (const file of ['config', 'babel.config.js', 'package.json', 'tsconfig.json']) {
      cpSync(inRoot('miniprogram', file), path.join(folder, file), { recursive: true });
    }
    mkdirSync(path.join(home, 'shared/src'), { recursive: true });
    cpSync(inRoot('tsconfig.base.json'), path.join(home, 'tsconfig.base.json'));
    symlinkSync(inRoot('node_modules'), path.join(home, 'node_modules'));
    for (const client of /** @type {const} */ (['weapp', 'alipay', 'h5'])) {
      const { code, output } = await compile(client, folder);
      assertBuilt(client, path.join(folder, 'dist', client), code, output);
      const size = measureClient(client, path.join(folder, 'dist', client));
      say(`${client}: main ${size.mainBytes} bytes, in all ${size.totalBytes} bytes`);
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
