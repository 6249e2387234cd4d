import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openBrowser } from '../browser';
import { ABSENT } from './logic/globals';
import { type Trial, tryProgram } from './trial-program';

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let browser: Browser;
let trial: Trial | undefined;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
afterEach(() => trial?.stop());

const HOME = 'pages/home/index';
const clients = ['weapp', 'alipay'] as const;

describe.each(clients)('the logic thread of %s', (client) => {
  test('has the language, timers and a console, and nothing of a browser', async () => {
    const page = `Page({ onLoad() {
      say(${JSON.stringify(ABSENT)}.filter((name) => name !== 'navigator' && typeof globalThis[name] !== 'undefined'));
      let made; try { made = new Function('return 1')(); } catch (error) { made = error.name; }
      say(made);
      say([typeof window, typeof document, typeof eval, typeof self, typeof setTimeout, typeof Promise]);
      say(typeof navigator);
    } });`;
    trial = await tryProgram({ client, browser, pages: { [HOME]: page } });
    expect(await trial.said()).toEqual([]);
    expect(await trial.said()).toBe('EvalError');
    const none = 'undefined';
    expect(await trial.said()).toEqual([none, none, none, none, 'function', 'function']);
    expect(await trial.said()).toBe(client === 'alipay' ? 'object' : none);
    expect(trial.phone.problems()).toEqual([]);
  });

  test('names an API that the vendor does not have, and an error that nobody caught', async () => {
    const page = `Page({ onLoad() { if (wx.requestMoonPhase) say('there'); say('done'); setTimeout(() => { throw new Error('lost on the way'); }); } });`;
    trial = await tryProgram({ client, browser, pages: { [HOME]: page } });
    expect(await trial.said()).toBe('done');
    await expect.poll(() => trial?.phone.problems().length).toBe(2);
    expect(trial.phone.problems()[0]).toBe(
      `unknown-api: unknown API ${client === 'weapp' ? 'wx' : 'my'}.requestMoonPhase`,
    );
    expect(trial.phone.problems()[1]).toMatch(/^uncaught: .*lost on the way/);
  });

  test('goes on after an error in a life-cycle method, and tells the app of it', async () => {
    trial = await tryProgram({
      client,
      browser,
      appScript: `App({ onError(text) { say(text.split('\\n')[0]); } });`,
      pages: { [HOME]: `Page({ onLoad() { throw new Error('stumbled'); }, onShow() { say('shown'); } });` },
    });
    expect(await trial.said()).toMatch(/stumbled/);
    expect(await trial.said()).toBe('shown');
    expect(trial.phone.problems()).toEqual([expect.stringMatching(/^uncaught: .*stumbled/)]);
  });

  test('sends JSON only, counts its bytes and answers setData after it was drawn', async () => {
    const page = `Page({ data: { out: 'first' }, onLoad() {
      this.setData({ out: '二', when: new Date(0), lost: undefined, act() {}, 'deep.list[1].name': 'x' }, () => say(this.data));
    } });`;
    trial = await tryProgram({ client, browser, pages: { [HOME]: page } });
    expect(await trial.said()).toEqual({
      out: '二',
      when: '1970-01-01T00:00:00.000Z',
      deep: { list: [null, { name: 'x' }] },
    });
    await expect.poll(() => trial?.phone.page.locator('[id="out"]').innerText()).toBe('二');
    const { toView } = await trial.phone.counters();
    const sent = {
      type: 'setData',
      pageId: 1,
      seq: 1,
      data: { out: '二', when: '1970-01-01T00:00:00.000Z', 'deep.list[1].name': 'x' },
    };
    expect(toView.setData).toEqual({ messages: 1, bytes: Buffer.byteLength(JSON.stringify(sent)) });
    expect(trial.phone.problems()).toEqual([]);
  });

  test('is called in the order of the containers', async () => {
    const names = ['onLoad', 'onShow', 'onReady', 'onHide', 'onUnload'];
    const talk = (who: string, more = '') =>
      `Page({ ${names.map((name) => `${name}(query) { say('${who}.${name}' + (query && query.id ? query.id : '')); }`).join(', ')} ${more} });`;
    trial = await tryProgram({
      client,
      browser,
      appScript: `App({ onLaunch({ path, scene, query }) { say('launch ' + path + ' ' + JSON.stringify(query)); }, onShow() { say('show'); }, onHide() { say('hide'); } });`,
      pages: {
        [HOME]: talk('home', `, tapped() { wx.navigateTo({ url: '../next/index?id=7' }); }`),
        'pages/next/index': talk('next'),
      },
    });
    const heard = async (count: number) => {
      const words: unknown[] = [];
      for (let left = count; left > 0; left -= 1) words.push(await trial?.said());
      return words;
    };
    expect(await heard(5)).toEqual([
      `launch ${HOME} ${client === 'weapp' ? '{}' : 'undefined'}`,
      'show',
      'home.onLoad',
      'home.onShow',
      'home.onReady',
    ]);
    await trial.phone.page.locator('#touch:visible').click();
    expect(await heard(4)).toEqual(['home.onHide', 'next.onLoad7', 'next.onShow', 'next.onReady']);
    expect(await trial.phone.where()).toBe('/pages/next/index?id=7');
    await trial.phone.back();
    expect(await heard(2)).toEqual(['next.onUnload', 'home.onShow']);
    await trial.phone.background();
    expect(await heard(2)).toEqual(['home.onHide', 'hide']);
    await trial.phone.foreground();
    expect(await heard(2)).toEqual(['show', 'home.onShow']);
    await trial.phone.back();
    await expect.poll(() => trial?.phone.isLeft()).toBe(true);
  });

  test('holds ten pages and refuses the eleventh, tabs by navigateTo and pages that are not there', async () => {
    const page = `Page({ async onLoad() {
      if (getCurrentPages().length > 1) return;
      const go = (how, url) => new Promise((done) => wx[how]({ url, success: () => done('ok'), fail: (problem) => done(problem.errMsg || problem.errorMessage) }));
      for (let left = 10; left > 0; left -= 1) say(await go('navigateTo', '/pages/next/index'));
      say(getCurrentPages().length);
      say(await go('navigateTo', '/pages/tab/index'));
      say(await go('switchTab', '/pages/next/index'));
      say(await go('navigateTo', '/pages/moon/index'));
      say(await go('switchTab', '/pages/tab/index'));
      say(getCurrentPages().map((each) => each.route));
    } });`;
    const silent = 'Page({});';
    trial = await tryProgram({
      client,
      browser,
      pages: { [HOME]: page, 'pages/next/index': silent, 'pages/tab/index': silent },
      tabs: ['pages/tab/index'],
    });
    for (let left = 9; left > 0; left -= 1) expect(await trial.said()).toBe('ok');
    expect(await trial.said()).toMatch(
      client === 'weapp' ? /navigateTo:fail webview count limit exceed/ : /limit exceed/,
    );
    expect(await trial.said()).toBe(10);
    expect(await trial.said()).toMatch(/can not navigateTo a tabbar page/);
    expect(await trial.said()).toMatch(/can not switch to no-tabBar page/);
    expect(await trial.said()).toMatch(/page "pages\/moon\/index" is not found/);
    expect(await trial.said()).toBe('ok');
    expect(await trial.said()).toEqual(['pages/tab/index']);
  });

  test('fetches a subpackage when its page is opened, and not without a network', async () => {
    const go = `(url) => new Promise((done) => wx.navigateTo({ url, success: () => done('ok'), fail: () => done('fail') }))`;
    trial = await tryProgram({
      client,
      browser,
      pages: { [HOME]: `Page({ async tapped() { say(await (${go})('/packages/far/one/index')); } });` },
      packages: { 'packages/far': { 'one/index': `say('loaded'); Page({});` } },
    });
    expect(trial.phone.packages().size).toBe(0);
    await trial.phone.network('none');
    await trial.phone.page.locator('#touch:visible').click();
    expect(await trial.said()).toBe('fail');
    await trial.phone.network('online');
    await trial.phone.page.locator('#touch:visible').click();
    expect(await trial.said()).toBe('loaded');
    expect(await trial.said()).toBe('ok');
    expect(trial.phone.packages().get('packages/far')).toBeGreaterThan(0);
  });
});
