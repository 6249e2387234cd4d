import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditAccess } from './access';
import { openBrowser } from './browser';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 375, height: 812 } });
});
afterAll(() => browser?.close());

/** A page as ours are drawn: `body` within the root that tells the mode. */
const draw = (body: string, mode = '') =>
  page.setContent(
    `<!doctype html><html lang="zh-CN"><title>共济</title><style>body{margin:0;font:22px/1.6 sans-serif;color:#111;background:#fff}
     [role=button]{display:flex;align-items:center;min-height:60px;min-width:60px}</style>
     <main class="screen ${mode}">${body}</main></html>`,
  );
const GOOD = '<p>查规则、办共济</p><div role="button" tabindex="0">办理</div>';

test('a good page has no faults in either mode', async () => {
  await draw(GOOD);
  expect(await auditAccess(page, 'normal')).toEqual([]);
  await draw(GOOD, 'screen--elder');
  expect(await auditAccess(page, 'elder')).toEqual([]);
});

test.each([
  ['pale words', '<p style="color:#aaa">看不清</p>', /color-contrast/],
  ['small words', '<p style="font-size:18px">太小</p>', /"太小".* is 18 px, less than 20/],
  ['narrow lines', '<p style="line-height:1.2">挤在一起</p>', /1\.20 high, less than 1\.5/],
  ['a small target', '<div role="button" tabindex="0" style="min-height:44px">点</div>', /target "点".*less than 60/],
  ['a target without a name', '<div role="button" tabindex="0" data-testid="x"></div>', /no name for a screen reader/],
  ['a field without a label', '<input style="height:60px;width:200px">', /label/],
  [
    'words that are cut off',
    '<p style="width:80px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis">很长很长的一句话</p>',
    /is cut off/,
  ],
  ['words in too low a box', '<p style="height:24px;overflow:hidden">半截的字</p>', /is cut off/],
])('%s: found', async (_what, body, fault) => {
  await draw(GOOD + body, 'screen--elder');
  expect((await auditAccess(page, 'elder')).join('\n')).toMatch(fault);
});

test('a page drawn in the other mode is found', async () => {
  await draw(GOOD);
  expect(await auditAccess(page, 'elder')).toEqual(['the screen is drawn in normal mode, asked was elder']);
});

test('the page on top of the mini-programs’ host is looked at, not the phone’s bars', async () => {
  await page.setContent(
    '<!doctype html><html lang="zh-CN"><title>x</title><small>9:41</small><div class="phone-page" data-top></div></html>',
  );
  await page.evaluate(() => {
    const root = document.querySelector('.phone-page')?.attachShadow({ mode: 'open' });
    if (root) root.innerHTML = '<div class="screen" style="font-size:16px;color:#bbb;background:#fff">看不清</div>';
  });
  const faults = await auditAccess(page, 'normal');
  expect(faults.join('\n')).toMatch(/color-contrast/);
  expect(faults.join('\n')).not.toMatch(/9:41/);
});
