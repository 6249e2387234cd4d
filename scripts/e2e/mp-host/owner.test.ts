import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { startSimulators } from '../../process/house.mjs';
import { openBrowser } from '../browser';
import type { Client } from './protocol';
import { type Trial, tryProgram } from './trial-program';

/** What the phone asks its owner, against the vendors' simulators. */
// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let browser: Browser;
let home: string;
let simulators: Awaited<ReturnType<typeof startSimulators>>;
let trial: Trial | undefined;
beforeAll(async () => {
  browser = await openBrowser();
  home = await mkdtemp(path.join(os.tmpdir(), 'mp-host-owner-'));
  const ports = { core: 0, wechat: 0, alipay: 0, sms: 0 };
  simulators = await startSimulators({ ports, dataDir: home, logFile: path.join(home, 'log') });
});
afterAll(async () => {
  await browser.close();
  await simulators.child.stop();
  await rm(home, { recursive: true, force: true });
});
afterEach(() => trial?.stop());

const HOME = 'pages/home/index';
const CALL = `const call = (api, options) => new Promise((done) => wx[api]({ ...options, success: (result) => done({ right: result }), fail: (problem) => done({ wrong: problem }) }));`;
const open = (client: Client, page: string, markup = '') =>
  tryProgram({
    markup,
    client,
    browser,
    pages: { [HOME]: page },
    wechatUrl: simulators.wechat,
    alipayUrl: simulators.alipay,
  });
const tap = (id: string) => trial?.phone.page.locator(`#${id}:visible`).click();

/** Asks the WeChat simulator whether a login code is worth an openid. */
async function openidOf(code: string): Promise<unknown> {
  const { WECHAT_APPID = '', WECHAT_SECRET = '' } = simulators.bffEnv;
  const query = { appid: WECHAT_APPID, secret: WECHAT_SECRET, js_code: code, grant_type: 'authorization_code' };
  const answer = await fetch(`${simulators.wechat}/sns/jscode2session?${new URLSearchParams(query)}`);
  return ((await answer.json()) as { openid?: string }).openid;
}

describe('WeChat', () => {
  test('login gives a code of this phone’s owner, the same owner each time', async () => {
    trial = await open('weapp', `Page({ onLoad() { ${CALL} call('login').then(({ right }) => say(right.code)); } });`);
    expect(await openidOf(await trial.said<string>())).toBe(trial.phone.account);
    await trial.phone.relaunch();
    expect(await openidOf(await trial.said<string>())).toBe(trial.phone.account);
  });

  test('messages are asked for after a tap only, and the owner decides', async () => {
    const ask = `call('requestSubscribeMessage', { tmplIds: ['sim-template-invitation'] })`;
    trial = await open(
      'weapp',
      `${CALL} Page({ async onLoad() { say((await ${ask}).wrong.errMsg); }, async tapped() { say((await ${ask}).right); } });`,
    );
    expect(await trial.said()).toMatch(/requestSubscribeMessage:fail can only be invoked by user TAP gesture/);
    await tap('touch');
    await tap('native-ask-allow');
    expect(await trial.said()).toEqual({ 'sim-template-invitation': 'accept', errMsg: 'requestSubscribeMessage:ok' });
    await tap('touch');
    await tap('native-ask-deny');
    expect(await trial.said()).toMatchObject({ 'sim-template-invitation': 'reject' });
    trial.phone.setSubscribeAnswer('sim-template-invitation', 'accept');
    await tap('touch');
    expect(await trial.said()).toMatchObject({ 'sim-template-invitation': 'accept' });
    expect(trial.phone.subscriptions()).toHaveLength(3);
    expect(trial.phone.problems()).toEqual([]);
  });

  test('a guarded button waits for consent; both buttons tell what came of them', async () => {
    const buttons = `<button id="agree" open-type="agreePrivacyAuthorization" bindagreeprivacyauthorization="agreed">好</button>
      <button id="number" open-type="getPhoneNumber" bindgetphonenumber="got">号码</button>`;
    const page = `Page({ onLoad() { wx.onNeedPrivacyAuthorization((resolve, { referrer }) => { say(referrer); this.resolve = resolve; }); },
      agreed() { this.resolve({ event: 'agree', buttonId: 'agree' }); }, got({ detail }) { say(detail); } });`;
    trial = await tryProgram({
      client: 'weapp',
      browser,
      pages: { [HOME]: page },
      markup: buttons,
      app: { __usePrivacyCheck__: true },
      wechatUrl: simulators.wechat,
    });
    await tap('number');
    expect(await trial.said()).toMatch(/getPhoneNumber/);
    await tap('agree');
    await tap('native-ask-deny');
    expect(await trial.said()).toEqual({ errMsg: 'getPhoneNumber:fail user deny' });
    await tap('number');
    await tap('native-ask-allow');
    expect(await trial.said()).toMatchObject({
      errMsg: 'getPhoneNumber:ok',
      code: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(trial.phone.isPrivacyAgreed()).toBe(true);
    expect(trial.phone.problems()).toEqual([]);
  });

  test('a card carries what the page says; a page without the method cannot be shared', async () => {
    trial = await open(
      'weapp',
      `Page({ onShareAppMessage({ from }) { return { title: '邀请您 ' + from, path: '/pages/home/index?code=7' }; } });`,
    );
    expect(await trial.phone.share()).toEqual({ title: '邀请您 menu', path: '/pages/home/index?code=7' });
    await trial.phone.openPath('/pages/home/index?code=7');
    expect(await trial.phone.where()).toBe('/pages/home/index?code=7');
    await trial.stop();
    trial = await open(
      'weapp',
      `Page({ onShareAppMessage({ from, target }) { return { title: from + ' ' + target.dataset.code, path: '/pages/home/index' }; } });`,
      '<button id="card" open-type="share" data-code="8">发给家人</button>',
    );
    await tap('card');
    expect(await trial.phone.lastShare()).toEqual({ title: 'button 8', path: '/pages/home/index' });
    await trial.stop();
    trial = await open('weapp', 'Page({});');
    await expect(trial.phone.share()).rejects.toThrow(/has no onShareAppMessage/);
  });

  test('a scan reads what the driver laid there, dials what was called, and says no by the sheet', async () => {
    trial = await open(
      'weapp',
      `${CALL} Page({ async tapped() { await call('makePhoneCall', { phoneNumber: '12393' }); const { right, wrong } = await call('scanCode'); say(right ? right.result : wrong.errMsg); } });`,
    );
    trial.phone.setScanAnswer('GJ-1234');
    await tap('touch');
    expect(await trial.said()).toBe('GJ-1234');
    await tap('touch');
    await tap('native-ask-cancel');
    expect(await trial.said()).toBe('scanCode:fail cancel');
    expect(trial.phone.dialled()).toEqual(['12393', '12393']);
  });
});

describe('Alipay', () => {
  test('the phone number comes sealed and signed, or not at all', async () => {
    trial = await open(
      'alipay',
      `${CALL} Page({ async tapped() { const { right, wrong } = await call('getPhoneNumber'); say(right ? Object.keys(JSON.parse(right.response)) : wrong.error); } });`,
    );
    await tap('touch');
    await tap('native-ask-allow');
    expect(await trial.said()).toEqual(expect.arrayContaining(['response', 'sign']));
    await tap('touch');
    await tap('native-ask-deny');
    expect(await trial.said()).toBe(11);
  });

  test('an authorising button is allowed or refused; what it allowed is not asked again', async () => {
    const button = `<button id="grant" open-type="getAuthorize" scope="phoneNumber" onGetAuthorize="granted" onError="refused">号码</button>`;
    const page = `${CALL} Page({ async granted() { say(Boolean((await call('getPhoneNumber')).right.response)); }, refused() { say('refused'); } });`;
    trial = await open('alipay', page, button);
    await tap('grant');
    await tap('native-ask-deny');
    expect(await trial.said()).toBe('refused');
    await tap('grant');
    await tap('native-ask-allow');
    expect(await trial.said()).toBe(true);
    expect(trial.phone.problems()).toEqual([]);
  });

  test('a silent auth code asks nobody; a confirm says what was tapped', async () => {
    trial = await open(
      'alipay',
      `${CALL} Page({ async onLoad() { say((await call('getAuthCode', { scopes: 'auth_base' })).right.authCode); }, async tapped() { say((await call('confirm', { title: '好吗', content: '' })).right.confirm); } });`,
    );
    expect(await trial.said()).toMatch(/^[0-9a-f]{32}$/);
    await tap('touch');
    await tap('native-ask-confirm');
    expect(await trial.said()).toBe(true);
  });
});
