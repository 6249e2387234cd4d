import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acceptWeapp } from './accept-weapp.mjs';
import { assertBuilt } from './client.mjs';
import { measureClient } from './size.mjs';

let home: string;
const write = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
  writeFileSync(path.join(home, file), text);
};

beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'gongji-client-'));
});
afterEach(() => rmSync(home, { recursive: true }));

describe('a build', () => {
  test('that made nothing fails although the compiler exits with 0', () => {
    expect(() => assertBuilt('h5', home, 0, 'done')).toThrow('h5: the build made no index.html, js, css.');
  });

  test.each([
    'WARNING in ./src/app.ts\nexport x was not found',
    '⚠️  编译警告. 11/23/2026',
    'Deprecation Warning on line 0',
    'webpack 5.91.0 compiled with 1 warning in 9 ms',
  ])('with a warning fails: %s', (line) => {
    write('index.html', '');
    write('js/a.js', '');
    write('css/a.css', '');
    expect(() => assertBuilt('h5', home, 0, `● Webpack building\n warning.js\n✔ Webpack\n${line}`)).toThrow(
      'gave warnings',
    );
    expect(() => assertBuilt('h5', home, 0, '● Webpack building (10%) warning-in.js\n✔ Webpack\n')).not.toThrow();
    expect(() => assertBuilt('h5', home, 1, '')).toThrow('the build failed');
  });
});

describe('sizes', () => {
  test('subpackages are not in the main package; licences and maps are not counted', () => {
    write(
      'app.json',
      JSON.stringify({ pages: ['pages/a/index'], subPackages: [{ root: 'packages/more', pages: ['b'] }] }),
    );
    write('app.js', 'x'.repeat(100));
    write('app.js.LICENSE.txt', 'x'.repeat(500));
    write('packages/more/b.js', 'x'.repeat(40));
    const main =
      100 +
      Buffer.byteLength(
        JSON.stringify({ pages: ['pages/a/index'], subPackages: [{ root: 'packages/more', pages: ['b'] }] }),
      );
    expect(measureClient('weapp', home)).toMatchObject({
      mainBytes: main,
      totalBytes: main + 40,
      packages: [{ root: 'packages/more/', bytes: 40 }],
    });
  });

  test('in the browser the main part is what index.html names', () => {
    const html = '<script src="/js/app.1.js"></script><link href="/css/app.css" rel="stylesheet">';
    write('index.html', html);
    write('js/app.1.js', 'x'.repeat(10));
    write('js/page-parts.2.js', 'x'.repeat(30));
    write('js/101.js', 'x'.repeat(200));
    write('js/102.js', 'x'.repeat(100));
    write('static/picture.png', 'x'.repeat(1000));
    write('css/app.css', 'x'.repeat(5));
    expect(measureClient('h5', home)).toMatchObject({ mainBytes: html.length + 15, totalBytes: html.length + 1345 });
  });
});

describe('the WeChat compilers', () => {
  const page = (wxml: string): void => {
    write('app.json', JSON.stringify({ pages: ['pages/a/index'] }));
    write('app.wxss', 'page { color: red; }');
    write('pages/a/index.js', '');
    write('pages/a/index.json', '{}');
    write('pages/a/index.wxml', wxml);
  };

  test('accept a right page', () => {
    page('<view wx:for="{{list}}">{{item}}</view>');
    expect(acceptWeapp(home)).toContain('1 pages');
  });

  test('refuse a selector that WeChat does not know, and say which', () => {
    page('<view></view>');
    write('app.wxss', '.stack > * + * { margin: 0; }');
    expect(() => acceptWeapp(home)).toThrow('error at token `*`');
  });

  test('refuse a template that does not close, and a page without its template', () => {
    page('<view><text></view>');
    expect(() => acceptWeapp(home)).toThrow();
    page('<view></view>');
    const other = path.join(home, 'other');
    cpSync(path.join(home, 'pages'), path.join(other, 'pages'), { recursive: true });
    writeFileSync(path.join(other, 'app.json'), JSON.stringify({ pages: ['pages/b/index'] }));
    expect(() => acceptWeapp(other)).toThrow('pages/b/index.js is missing');
  });
});
