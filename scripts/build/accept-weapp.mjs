import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';
import { inRoot } from '../setup/paths.mjs';
import { PlainFailure, runMain } from '../setup/progress.mjs';
import { readAppJson } from './app-json.mjs';

/**
 * Has the vendor's own compilers (wcc for templates, wcsc for styles) read the built WeChat client, as the developer tools would: a
 * selector or a template that the browser forgives is refused here. Throws what they say; every page must come out as a template function.
 * @param {string} folder
 * @returns {string} one line about what was accepted
 */
export function acceptWeapp(folder) {
  const load = createRequire(import.meta.url);
  const { wxmlToJs } = load('miniprogram-compiler');
  const compileStyles = load('miniprogram-compiler/src/wcsc.js');
  const { pages } = readAppJson(folder);
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
  const sheets = stylesUnder(folder);
  // Asked directly: the package's own wxssToJs hides what the compiler said behind an error of its own.
  const styles = compileStyles(folder, sheets);
  if (styles instanceof Error) throw new PlainFailure(`weapp: ${styles.message.trim()}`);
  if (!sheets.includes('app')) throw new PlainFailure('weapp: app.wxss is missing.');
  return `weapp: ${pages.length} pages and ${sheets.length} style sheets accepted by the WeChat compilers`;
}

/** Every style sheet, as the compiler wants it named: without its ending. @param {string} folder @returns {string[]} */
function stylesUnder(folder) {
  return readdirSync(folder, { recursive: true })
    .map((file) => String(file).replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.wxss'))
    .map((file) => file.slice(0, -'.wxss'.length));
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  await runMain(async () => process.stdout.write(`${acceptWeapp(inRoot('miniprogram/dist/weapp'))}\n`));
}
