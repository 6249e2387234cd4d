import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { inRoot } from '../../setup/paths.mjs';
import { openBrowser } from '../browser';
import { startEcho, type Trial, tryProgram } from './trial-program';

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let browser: Browser;
let echo: Awaited<ReturnType<typeof startEcho>>;
let trial: Trial | undefined;
beforeAll(async () => {
  browser = await openBrowser();
  echo = await startEcho();
});
afterAll(async () => {
  await browser.close();
  await echo.stop();
});
afterEach(() => trial?.stop());

const HOME = 'pages/home/index';
const onLoad = (body: string) => ({ [HOME]: `Page({ async onLoad() { ${body} } });` });
const CALL = `const call = (api, options) => new Promise((done) => wx[api]({ ...options, success: (result) => done({ right: result }), fail: (problem) => done({ wrong: problem }) }));`;

describe('requests', () => {
  const ask = `${CALL}
    const base = 'http://127.0.0.1:8080';
    say(await call('request', { url: base + '/found', method: 'POST', data: { a: 1 } }));
    say(await call('request', { url: base + '/missing' }));
    say(await call('request', { url: base + '/text' }));
    say(await call('request', { url: base + '/slow', timeout: 150 }));`;

  test('WeChat resolves any status and leaves header names as they were sent', async () => {
    trial = await tryProgram({ client: 'weapp', browser, pages: onLoad(ask), houseUrl: echo.url });
    type Answer = {
      right?: { statusCode: number; header: Record<string, string>; data: unknown };
      wrong?: { errMsg: string };
    };
    const found = await trial.said<Answer>();
    expect(found.right?.statusCode).toBe(200);
    expect(found.right?.header['X-Said-By']).toBe('house');
    expect(found.right?.data).toEqual({ method: 'POST', url: '/found', type: 'application/json', body: '{"a":1}' });
    const missing = await trial.said<Answer>();
    expect(missing.right?.statusCode).toBe(404);
    expect((await trial.said<Answer>()).right?.data).toBe('not json');
    expect((await trial.said<Answer>()).wrong?.errMsg).toBe('request:fail timeout');
    expect(trial.phone.requests().map(({ path, status }) => `${path} ${status}`)).toEqual([
      '/found 200',
      '/missing 404',
      '/text 200',
      '/slow 0',
    ]);
  });

  test('Alipay rejects what is not 2xx, writes header names in lower case and refuses text for JSON', async () => {
    trial = await tryProgram({ client: 'alipay', browser, pages: onLoad(ask), houseUrl: echo.url });
    type Answer = {
      right?: { status: number; headers: Record<string, string>; data: unknown };
      wrong?: { error: number; status: number; headers: Record<string, string>; data: string };
    };
    const found = await trial.said<Answer>();
    expect(found.right?.status).toBe(200);
    expect(found.right?.headers['x-said-by']).toBe('house');
    expect(found.right?.headers['X-Said-By']).toBeUndefined();
    const { wrong } = await trial.said<Answer>();
    expect([wrong?.error, wrong?.status, wrong?.headers['x-said-by']]).toEqual([19, 404, 'house']);
    expect(JSON.parse(wrong?.data ?? '{}')).toMatchObject({ url: '/missing' });
    expect((await trial.said<Answer>()).wrong?.error).toBe(14);
    expect((await trial.said<Answer>()).wrong?.error).toBe(13);
  });

  test.each([
    ['weapp', /ERR_INTERNET_DISCONNECTED/],
    ['alipay', /^12$/],
  ] as const)('%s without a network', async (client, words) => {
    const pages = {
      [HOME]: `Page({ onLoad() { wx.onNetworkStatusChange(say); }, async tapped() { ${CALL} const { wrong } = await call('request', { url: 'http://127.0.0.1:8080/' }); say(wrong.error ?? wrong.errMsg); } });`,
    };
    trial = await tryProgram({ client, browser, pages, houseUrl: echo.url });
    await trial.phone.network('none');
    expect(await trial.said()).toMatchObject({ isConnected: false });
    await trial.phone.page.locator('#touch:visible').click();
    expect(String(await trial.said())).toMatch(words);
  });
});

describe('storage', () => {
  test('WeChat: 1 MB a key, 10 MB in all, empty text for nothing, sealed values unreadable', async () => {
    const pages = onLoad(`${CALL}
      wx.setStorageSync('kept', { a: 1 });
      let thrown; try { wx.setStorageSync('big', 'x'.repeat(1024 * 1024)); } catch (error) { thrown = error.message; }
      say([wx.getStorageSync('kept'), wx.getStorageSync('none'), thrown]);
      let last; for (let at = 0; at < 12 && !last; at += 1) last = (await call('setStorage', { key: 'k' + at, data: 'x'.repeat(1000 * 1024) })).wrong;
      say(last.errMsg);
      for (let at = 0; at < 12; at += 1) wx.removeStorageSync('k' + at);
      await call('setStorage', { key: 'draft', data: '王秀兰 520103195203070027', encrypt: true });
      say((await call('getStorage', { key: 'draft', encrypt: true })).right.data);
      say((await call('getStorage', { key: 'draft' })).wrong.errMsg);
      say((await call('getStorage', { key: 'none' })).wrong.errMsg);`);
    trial = await tryProgram({ client: 'weapp', browser, pages });
    expect(await trial.said()).toEqual([
      { a: 1 },
      '',
      expect.stringMatching(/setStorageSync:fail entry size limit reached/),
    ]);
    expect(await trial.said()).toBe('setStorage:fail exceed storage max size 10Mb');
    expect(await trial.said()).toBe('王秀兰 520103195203070027');
    expect(await trial.said()).toMatch(/getStorage:fail/);
    expect(await trial.said()).toBe('getStorage:fail data not found');
    await expect.poll(() => [...(trial?.phone.storage().keys() ?? [])]).toEqual(['kept', 'draft']);
    expect([...trial.phone.storage().values()].join('')).not.toMatch(/王秀兰|5201/);
  });

  test('Alipay: options objects, null for nothing, 200 K characters a key; killed and reopened it is still there', async () => {
    const pages = onLoad(`
      say(wx.getStorageSync({ key: 'kept' }).data);
      wx.setStorageSync({ key: 'kept', data: { a: 1 } });
      say(wx.setStorageSync({ key: 'big', data: 'x'.repeat(200 * 1024) }).error);`);
    trial = await tryProgram({ client: 'alipay', browser, pages });
    expect(await trial.said()).toBeNull();
    expect(await trial.said()).toBe(11);
    await trial.phone.relaunch();
    expect(await trial.said()).toEqual({ a: 1 });
  });
});

describe('consent', () => {
  const page = `Page({ onLoad() { wx.onNeedPrivacyAuthorization((resolve, info) => { say(info.referrer); this.resolve = resolve; }); },
    async tapped() { ${CALL} const answer = call('setClipboardData', { data: 'GJ-1' }); setTimeout(() => this.resolve && this.resolve({ event: 'disagree' }), 50); say((await answer).wrong); } });`;

  test('WeChat holds a guarded API until the person agreed', async () => {
    trial = await tryProgram({ client: 'weapp', browser, pages: { [HOME]: page }, app: { __usePrivacyCheck__: true } });
    await trial.phone.page.locator('#touch:visible').click();
    expect(await trial.said()).toBe('setClipboardData');
    expect(await trial.said()).toMatchObject({
      errMsg: 'setClipboardData:fail privacy permission is not authorized',
      errno: 104,
    });
    expect(trial.phone.clipboard()).toBe('');
  });

  test('agreeing without the button is found out', async () => {
    const lying = page.replace("{ event: 'disagree' }", "{ event: 'agree', buttonId: 'nobody' }");
    trial = await tryProgram({
      client: 'weapp',
      browser,
      pages: { [HOME]: lying },
      app: { __usePrivacyCheck__: true },
    });
    await trial.phone.page.locator('#touch:visible').click();
    await expect.poll(() => trial?.phone.problems().join()).toMatch(/no tapped agreePrivacyAuthorization button/);
  });
});

test('every API of the WeChat table is one that WeChat publishes', async () => {
  trial = await tryProgram({ client: 'weapp', browser, pages: onLoad('say(Object.keys(wx));') });
  const published = await readFile(inRoot('node_modules/miniprogram-api-typings/types/wx/lib.wx.api.d.ts'), 'utf8');
  const names = await trial.said<string[]>();
  // requestFacialVerify (3.8.12) is younger than these typings.
  const invented = names.filter(
    (name) => name !== 'requestFacialVerify' && !new RegExp(`^\\s+(readonly )?${name}[(<:]`, 'm').test(published),
  );
  expect(invented).toEqual([]);
  expect(names.length).toBeGreaterThan(60);
});

test('what was asked of an element comes back where each vendor puts it', async () => {
  const body = `wx.createSelectorQuery().select('#out').boundingClientRect((box) => say('own ' + (box !== null))).exec((results) => say(results.length));`;
  const pages = { [HOME]: `Page({ onReady() { ${body} } });` };
  trial = await tryProgram({ client: 'alipay', browser, pages });
  expect(await trial.said()).toBe(1);
  await trial.stop();
  trial = await tryProgram({ client: 'weapp', browser, pages });
  expect(await trial.said()).toBe('own true');
  expect(await trial.said()).toBe(1);
});
