import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../browser';
import type {
  Call,
  Client,
  JsonObject,
  LogicToView,
  PageJson,
  View,
  ViewBoot,
  ViewEvent,
  ViewToLogic,
} from '../protocol';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ORIGIN = 'http://phone.test';

interface Harness {
  sent: ViewToLogic[];
  faults: string[];
  view: View;
}
declare const harness: Harness;

let browser: Browser;
let script: string;

beforeAll(async () => {
  browser = await openBrowser();
  const contents = `import { startView } from './main';
    const sent = [], faults = [];
    const link = { send: (message) => sent.push(JSON.parse(JSON.stringify(message))), fault: (text) => faults.push(text),
      openType: async ({ openType, scope }) =>
        scope === 'refused' ? { errorMessage: 'no' } : openType === 'share' ? undefined : { code: 'from ' + openType } };
    globalThis.startPhone = (boot) => { globalThis.harness = { sent, faults, view: startView(link, boot) }; };`;
  const bundled = await build({ stdin: { contents, resolveDir: HERE }, bundle: true, write: false, format: 'iife' });
  script = bundled.outputFiles[0]?.text ?? '';
});
afterAll(() => browser?.close());

/** A phone with these compiled files and one page `pages/a` (a tab page) drawn with `data`. */
async function phoneWith(client: Client, files: Record<string, string>, data: JsonObject): Promise<Phone> {
  const page = await browser.newPage({ viewport: { width: 375, height: 812 } });
  page.setDefaultTimeout(5_000);
  await page.route(`${ORIGIN}/**`, (route) => {
    const file = new URL(route.request().url()).pathname.slice(1);
    if (file === '') return route.fulfill({ contentType: 'text/html', body: '<!doctype html><body></body>' });
    const body = files[file];
    return body === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ body, contentType: 'text/plain' });
  });
  await page.goto(ORIGIN);
  await page.addScriptTag({ content: script });
  const tabs = { list: [{ pagePath: 'pages/a', text: '甲' }], items: [{ pagePath: 'pages/a', name: '甲' }] };
  const json: PageJson = {
    usingComponents: client === 'weapp' ? { comp: '../comp' } : {},
    navigationBarTitleText: '标题',
  };
  const boot: ViewBoot = {
    client,
    programUrl: `${ORIGIN}/`,
    appJson: { pages: ['pages/a', 'pages/b'], tabBar: tabs },
    pageJson: { 'pages/a': json, 'pages/b': json },
    statusBarHeight: 24,
  };
  await page.evaluate(
    (given: unknown) => (globalThis as unknown as { startPhone(boot: unknown): void }).startPhone(given),
    boot as unknown,
  );
  const phone = new Phone(page);
  await phone.tell({
    type: 'pageOpen',
    pageId: 1,
    path: 'pages/a',
    url: '/pages/a',
    isTab: true,
    canGoBack: false,
    data,
  });
  await phone.heard((message) => message.type === 'rendered');
  return phone;
}

class Phone {
  private seq = 0;
  constructor(readonly page: Page) {}

  tell(message: LogicToView): Promise<void> {
    return this.page.evaluate(
      (sent) => harness.view.receive(sent as { type: 'pageClose'; pageId: number }),
      message as never,
    );
  }
  async setData(data: JsonObject): Promise<void> {
    this.seq += 1;
    await this.tell({ type: 'setData', pageId: 1, seq: this.seq, data });
    await this.heard((message) => message.type === 'rendered' && message.seq === this.seq);
  }
  sent(): Promise<ViewToLogic[]> {
    return this.page.evaluate(() => harness.sent);
  }
  faults(): Promise<string[]> {
    return this.page.evaluate(() => harness.faults);
  }
  async events(type: string): Promise<ViewEvent[]> {
    const sent = await this.sent();
    return sent.filter((message): message is ViewEvent => message.type === 'event' && message.event.type === type);
  }
  async heard<T extends ViewToLogic>(isIt: (message: ViewToLogic) => boolean): Promise<T> {
    for (let left = 100; left > 0; left -= 1) {
      const found = (await this.sent()).findLast(isIt);
      if (found) return found as T;
      await this.page.waitForTimeout(20);
    }
    throw new Error(`never said; faults: ${(await this.faults()).join('\n')}`);
  }
  async call(api: string, args: JsonObject): Promise<JsonObject> {
    const callId = Math.floor(Math.random() * 1e9);
    await this.tell({ type: 'call', callId, api, args } satisfies Call);
    const answer = await this.heard((message) => message.type === 'answer' && message.callId === callId);
    return (answer as unknown as { result: JsonObject }).result;
  }
}

const COMP = {
  'comp.json': '{"component":true,"usingComponents":{"comp":"./comp"}}',
  'comp.wxml': '<view id="inside" bindtap="eh">{{i.v}}</view>',
};

describe('drawing', { timeout: 30_000 }, () => {
  it('keeps what is typed, the caret and the element while data around it change', async () => {
    const files = {
      ...COMP,
      'pages/a.wxml':
        '<view wx:for="{{list}}" wx:key="sid" id="{{item.sid}}"><input id="in{{item.sid}}" value="{{item.v}}" bindinput="eh" maxlength="{{6}}"/></view>',
    };
    const phone = await phoneWith('weapp', files, { list: [{ sid: 'a' }, { sid: 'b', v: 'begin' }] });
    const field = phone.page.locator('#inb');
    await field.fill('');
    await field.pressSequentially('typed7890');
    await field.evaluate((element) => (element as HTMLInputElement).setSelectionRange(2, 2));
    await phone.setData({ list: [{ sid: 'new' }, { sid: 'b', v: 'begin' }, { sid: 'c' }] });
    expect(await phone.page.locator('[id^=in]').count()).toBe(3);
    expect(await field.inputValue()).toBe('typed7');
    expect(await field.evaluate((element) => (element as HTMLInputElement).selectionStart)).toBe(2);
    expect(await field.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element)).toBe(
      true,
    );
    await phone.page.keyboard.press('Backspace');
    expect((await phone.events('input')).at(-1)?.event.detail).toMatchObject({ value: 'tped7', cursor: 1, keyCode: 8 });
    await phone.setData({ 'list[1].v': 'said' });
    expect(await field.inputValue()).toBe('said');
  });

  it('reads rpx, imports, button selectors and keeps pages apart', async () => {
    const files = {
      ...COMP,
      'app.wxss':
        '@import "./more.wxss"; button { height: 90rpx; color: red } .wide { width: 50vh; background: url(data:,1rpx) }',
      'more.wxss': '.a + button { margin-top: 20rpx }',
      'pages/a.wxss': '.wide { padding-left: 10rpx }',
      'pages/a.wxml': '<view class="a wide" id="v" style="padding-right:8rpx">1</view><button id="b">2</button>',
      'pages/b.wxml': '<view class="wide" id="w">3</view>',
    };
    const phone = await phoneWith('weapp', files, {});
    const style = (id: string, name: string) =>
      phone.page.locator(id).evaluate((element, key) => getComputedStyle(element).getPropertyValue(key), name);
    expect(await style('#b', 'height')).toBe('45px');
    expect(await style('#b', 'margin-top')).toBe('10px');
    expect(await style('#v', 'padding-left')).toBe('5px');
    expect(await style('#v', 'padding-right')).toBe('4px');
    // 812 less status bar 24, navigation bar 44, tab bar 50.
    expect(await style('#v', 'width')).toBe(`${(812 - 24 - 44 - 50) / 2}px`);
    await phone.tell({
      type: 'pageOpen',
      pageId: 2,
      path: 'pages/b',
      url: '/pages/b',
      isTab: false,
      canGoBack: true,
      data: {},
    });
    await phone.heard((message) => message.type === 'rendered' && message.pageId === 2);
    expect(await style('#w', 'padding-left')).toBe('0px');
    expect(await phone.page.locator('#v').isVisible()).toBe(false);
    await phone.page.locator('#native-back').click();
    expect(await phone.heard((message) => message.type === 'back')).toEqual({ type: 'back' });
  });

  it('names what it cannot read as a fault of the program', async () => {
    const files = { ...COMP, 'pages/a.wxml': '<view>{{ok}}</view>', 'pages/b.wxml': '<view bindtapp="x"/>' };
    const phone = await phoneWith('weapp', files, { ok: 1 });
    await phone.tell({
      type: 'pageOpen',
      pageId: 2,
      path: 'pages/b',
      url: '/pages/b',
      isTab: false,
      canGoBack: true,
      data: {},
    });
    await phone.setData({ 'a..b': 1 });
    expect(await phone.faults()).toEqual([
      'pages/b.wxml:1: <view> has no event "tapp" (bindtapp) on this platform',
      'pages/a: setData: the path "a..b" is not valid',
    ]);
  });
});

describe('events', { timeout: 30_000 }, () => {
  const NESTED =
    '<view id="out" bindtap="eh" data-sid="o"><view id="stop" catchtap="eh"><view id="mid" bindtap="eh"><text id="in" bindtap="eh" data-sid="i" data-row-no="{{7}}">x</text></view></view></view>';

  it('go from the target upward, one message per handler, and end at a catch', async () => {
    const phone = await phoneWith('weapp', { ...COMP, 'pages/a.wxml': NESTED }, {});
    await phone.page.locator('#in').click();
    const taps = await phone.events('tap');
    expect(taps.map(({ handler, event }) => [handler, event.currentTarget.id])).toEqual([
      ['eh', 'in'],
      ['eh', 'mid'],
      ['eh', 'stop'],
    ]);
    expect(taps[1]?.event.target).toMatchObject({ id: 'in', dataset: { sid: 'i', rowNo: 7 } });
    expect(taps[1]?.componentIs).toBeUndefined();
  });

  it('are spelled and shaped as Alipay does on Alipay', async () => {
    const source =
      '<view id="out" onTap="eh" onTouchStart="eh" data-sid="o"><input id="in" onInput="eh" onConfirm="eh"/></view>';
    const phone = await phoneWith('alipay', { 'pages/a.axml': source }, {});
    await phone.page.locator('#in').click();
    await phone.page.locator('#in').pressSequentially('ab');
    await phone.page.keyboard.press('Enter');
    expect((await phone.events('touchStart'))[0]?.event.target).toMatchObject({ tagName: 'input', id: 'in' });
    expect((await phone.events('tap'))[0]?.event.currentTarget).toMatchObject({
      id: 'out',
      targetDataset: { sid: 'o' },
    });
    expect((await phone.events('input')).map(({ event }) => event.detail.value)).toEqual(['a', 'ab']);
    expect((await phone.events('confirm'))[0]?.event.detail).toEqual({ value: 'ab' });
  });

  it('inside a custom component name it, and outside see the component as target', async () => {
    const files = { ...COMP, 'pages/a.wxml': '<view id="out" bindtap="eh"><comp i="{{i}}" l="{{0}}"/></view>' };
    const phone = await phoneWith('weapp', files, { i: { v: 'deep' } });
    await phone.page.locator('#inside').click();
    const taps = await phone.events('tap');
    expect(taps.map(({ componentIs, event }) => [componentIs, event.target.id])).toEqual([
      ['comp', 'inside'],
      [undefined, ''],
    ]);
  });

  it('of an open-type button bring the shell’s answer; a disabled one tells nobody', async () => {
    const source =
      '<button id="phone" open-type="getPhoneNumber" bindgetphonenumber="eh" bindtap="eh">a</button><button id="off" disabled="{{true}}" bindtap="eh">b</button>';
    const phone = await phoneWith('weapp', { ...COMP, 'pages/a.wxml': source }, {});
    await phone.page.locator('#off').click({ force: true });
    await phone.page.locator('#phone').click();
    await phone.heard((message) => message.type === 'event' && message.event.type === 'getphonenumber');
    expect((await phone.events('getphonenumber'))[0]?.event.detail).toEqual({ code: 'from getPhoneNumber' });
    expect((await phone.events('tap')).map(({ event }) => event.target.id)).toEqual(['phone']);
  });

  it('of an Alipay button that is refused come as its error', async () => {
    const source =
      '<button id="b" open-type="getAuthorize" scope="{{scope}}" onGetAuthorize="eh" onError="eh">a</button>';
    const phone = await phoneWith('alipay', { 'pages/a.axml': source }, { scope: 'phoneNumber' });
    await phone.page.locator('#b').click();
    await phone.heard((message) => message.type === 'event' && message.event.type === 'getAuthorize');
    await phone.setData({ scope: 'refused' });
    await phone.page.locator('#b').click();
    await phone.heard((message) => message.type === 'event' && message.event.type === 'error');
    expect((await phone.events('getAuthorize')).length).toBe(1);
  });

  it('of a picker bring the day that was chosen, never one before its start', async () => {
    const source =
      '<picker mode="date" value="2026-01-05" start="2026-01-03" bindchange="eh" id="p"><view id="open">day</view></picker>';
    const phone = await phoneWith('weapp', { ...COMP, 'pages/a.wxml': source }, {});
    for (const day of ['2026-02-01', '2020-01-01']) {
      await phone.page.locator('#open').click();
      await phone.page.locator('#picker-sheet input').fill(day);
      await phone.page.getByText('确定').click();
    }
    expect((await phone.events('change')).map(({ event }) => event.detail.value)).toEqual(['2026-02-01', '2026-01-03']);
  });
});

describe('what the phone draws', { timeout: 30_000 }, () => {
  it('asks, lists, toasts and answers', async () => {
    const phone = await phoneWith('weapp', { ...COMP, 'pages/a.wxml': '<view>x</view>' }, {});
    const buttons = [
      { id: 'cancel', label: '取消' },
      { id: 'confirm', label: '确定' },
    ];
    const asked = phone.call('ask', { title: '问', content: '好吗', buttons });
    await phone.page.locator('#native-ask-confirm').click();
    expect(await asked).toEqual({ id: 'confirm' });
    const chosen = phone.call('showActionSheet', { title: '', itemList: ['一', '二'] });
    await phone.page.locator('#native-sheet-1').click();
    expect(await chosen).toEqual({ index: 1 });
    await phone.call('showToast', { title: '好了', icon: 'none', duration: 200 });
    expect(await phone.page.locator('#native-toast').innerText()).toBe('好了');
    await phone.page.locator('#native-toast').waitFor({ state: 'detached' });
    await phone.call('setTabBarItem', { index: 0, text: '乙' });
    await phone.page.getByRole('button', { name: '乙' }).click();
    const tab = { index: 0, pagePath: 'pages/a', text: '乙' };
    expect(await phone.heard((message) => message.type === 'tab')).toMatchObject(tab);
    expect(await phone.page.locator('#native-title').innerText()).toBe('标题');
  });

  it('answers selector queries in pixels of the page’s window, and scrolls', async () => {
    const source =
      '<view style="height:400px" id="a"/><view class="b" style="height:2000px;width:100px" data-sid="q"/>';
    const phone = await phoneWith('weapp', { ...COMP, 'pages/a.wxml': source }, {});
    await phone.call('pageScrollTo', { pageId: 1, scrollTop: 100, duration: 0 });
    await phone.heard((message) => message.type === 'pageScroll' && message.scrollTop === 100);
    const queries = [
      { selector: '.b', all: false, ask: 'boundingClientRect' },
      { selector: 'viewport', all: false, ask: 'scrollOffset' },
      { selector: '.none', all: false, ask: 'boundingClientRect' },
    ];
    const { results } = await phone.call('selectorQuery', { pageId: 1, queries });
    expect(results).toMatchObject([{ top: 300, left: 0, width: 100, dataset: { sid: 'q' } }, { scrollTop: 100 }, null]);
  });
});
