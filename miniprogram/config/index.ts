import path from 'node:path';
import { defineConfig, type UserConfigExport } from '@tarojs/cli';
import { SizeStats } from './size-stats';

/**
 * One code base, three clients: `taro build --type weapp|alipay|h5`.
 *
 * Units: a px written in SCSS is a logical px on every client (no rem, no rpx), the same as
 * a px in an inline style. Text sizes must not follow the width of the screen: elder mode sets them, and 18 px must be 18 px.
 *
 * An invalid value here makes Taro exit 0 without building anything; scripts/build.mjs therefore asserts the output files.
 */
const client = process.env.TARO_ENV ?? 'h5';
const root = path.resolve(__dirname, '..');
const sharedSource = path.resolve(root, '../shared/src');

/** Same origin in the browser; mini-programs need a full address, which a release build sets in TARO_APP_API_BASE. */
const apiBase = process.env.TARO_APP_API_BASE ?? (client === 'h5' ? '' : 'http://127.0.0.1:8080');

const logicalPx = { pxtransform: { enable: false }, cssModules: { enable: false } };
interface MiniChain {
  performance: { hints(value: false): unknown };
  plugin(name: string): { use(plugin: typeof SizeStats, options: [string]): unknown };
}
type BrowserChain = MiniChain & { merge(options: object): unknown };

/** Webpack's fixed 244 KiB hint is off: scripts/build.mjs holds a measured budget for each client instead. */
const withoutSizeHints = (chain: MiniChain): void => {
  chain.performance.hints(false);
  if (process.env.SIZE_STATS) chain.plugin('sizeStats').use(SizeStats, [process.env.SIZE_STATS]);
};
/**
 * Taro splits only what the first script needs; every page would carry its own copy of the components and the API client. What two
 * pages share becomes one file, fetched once; what the first page needs of it stands in a file of its own, so that nobody waits
 * for the rest before they can ask.
 */
interface PageChunk {
  groupsIterable: Iterable<{ origins: readonly { request?: string }[] }>;
}
const isOfHome = (chunk: PageChunk): boolean =>
  [...chunk.groupsIterable].some(({ origins }) =>
    origins.some(({ request }) => /pages\/home\/index/.test(request ?? '')),
  );
const partsName = (_module: object, chunks: readonly PageChunk[]): string =>
  chunks.some(isOfHome) ? 'home-parts' : 'page-parts';
const withSharedPageParts = (chain: BrowserChain): void => {
  withoutSizeHints(chain);
  chain.merge({
    optimization: {
      splitChunks: {
        cacheGroups: { pageParts: { name: partsName, chunks: 'async', minChunks: 2, priority: 5, enforce: true } },
      },
    },
  });
};
const isWatching = process.argv.includes('--watch');

export default defineConfig<'webpack5'>(async () => {
  const config: UserConfigExport<'webpack5'> = {
    projectName: 'gongji',
    date: '2026-11-1',
    designWidth: 375,
    deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
    sourceRoot: 'src',
    // The watcher has a folder of its own: it must not disturb the build that the BFF serves. CLIENT_OUT names another one.
    outputRoot: process.env.CLIENT_OUT ?? `dist/${client}${isWatching ? '-watch' : ''}`,
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
    plugins: [path.resolve(__dirname, 'native-names.ts')],
    // Which pages WeChat's search may read; app.json names it.
    copy: {
      patterns: client === 'weapp' ? [{ from: 'src/sitemap.json', to: 'dist/weapp/sitemap.json' }] : [],
      options: {},
    },
    alias: { '@': path.resolve(root, 'src'), '@gongji/shared': sharedSource },
    defineConstants: { 'process.env.TARO_APP_API_BASE': JSON.stringify(apiBase) },
    mini: { compile: { include: [sharedSource] }, postcss: logicalPx, webpackChain: withoutSizeHints },
    h5: {
      compile: { include: [sharedSource] },
      publicPath: '/',
      staticDirectory: 'static',
      // Stable addresses such as /pages/answer/index?id=…; the BFF answers unknown paths with index.html.
      router: { mode: 'browser' },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      postcss: { ...logicalPx, autoprefixer: { enable: true, config: {} } },
      webpackChain: withSharedPageParts,
      devServer: {
        host: '127.0.0.1',
        port: Number(process.env.H5_DEV_PORT ?? 10086),
        open: false,
        proxy: [{ context: ['/v1', '/docs', '/openapi.json'], target: process.env.DEV_API ?? 'http://127.0.0.1:8080' }],
      },
    },
  };
  if (!isWatching) process.env.BROWSERSLIST_ENV = 'production';
  return config;
});
