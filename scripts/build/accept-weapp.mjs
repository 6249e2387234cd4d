import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';
import { inRoot } from '../setup/paths.mjs';
import { PlainFailure, runMain } from '../setup/progress.mjs';

/**
 * Has the vendor's own compilers (wcc for templates, wcsc for styles) read the built WeChat client, as the developer tools would.
 * They report by throwing; every page must come out as a template function.
 * @param {string} folder
 * @returns {string} one line about what was accepted
 */
export function acceptWeapp(folder) {
  const { wxmlToJs, wxssToJs } = createRequire(import.meta.url)('miniprogram-compiler');
  const app = JSON.parse(readFileSync(`${folder}/app.json`, 'utf8'));
  const pages = [
    ...app.pages,
    ...(app.subPackages ?? app.subpackages ?? []).flatMap((part) =>
      part.pages.map((page) => `${part.root.replace(/\/+$/, '')}/${page}`),
    ),
  ];
  for (const page of pages) {
    for (const ending of ['js', 'json', 'wxml']) {
      if (!existsSync(`${folder}/${page}.${ending}`)) throw new PlainFailure(`weapp: ${page}.${ending} is missing.`);
    }
  }
  // The compiled templates expect the two global objects of WeChat's own web view.
  const templates = new Function('global', 'window', wxmlToJs(folder))({}, {});
  for (const page of pages) {
    if (typeof templates(`${page}.wxml`) !== 'function')
      throw new PlainFailure(`weapp: ${page}.wxml was not compiled.`);
  }
  const styles = wxssToJs(folder);
  if (!styles.includes('app.wxss')) throw new PlainFailure('weapp: app.wxss was not compiled.');
  return `weapp: ${pages.length} pages and their styles accepted by the WeChat compilers`;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  await runMain(async () => process.stdout.write(`${acceptWeapp(inRoot('miniprogram/dist/weapp'))}\n`));
}
