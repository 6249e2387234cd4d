import type { ShellToLogic } from '../protocol';
import { AppHandle, type Listeners } from './app';
import { Channel } from './channel';
import { alipayDevice, weappDevice } from './device';
import { stripGlobals, textOf } from './globals';
import { Modules } from './modules';
import { alipayNetwork, weappNetwork } from './network';
import { Ears, type Parts, type Table } from './parts';
import { alipayPeople, weappPeople } from './people';
import { Privacy } from './privacy';
import { queries } from './query';
import { Router } from './router';
import { alipayScreen, routing, weappScreen } from './screen';
import { alipayStorage, weappStorage } from './storage';
import { canIUse, vendorObject } from './vendor';

/** How long after a touch an API that wants one still works. */
const TAP_MS = 1000;

const inner = stripGlobals();
const channel = new Channel(inner);
let app: AppHandle | undefined;

inner.onFault((text, isRejection) => {
  if (app) app.uncaught(text, isRejection);
  else channel.log('uncaught', 'error', text);
});
for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
  console[level] = (...words: unknown[]) =>
    channel.log('console', level === 'debug' ? 'log' : level, words.map(textOf).join(' '));
}
channel.listen((message) => {
  if (message.type === 'launch') start(message);
  else app?.receive(message);
});

/** A cold start: the vendor's object, app.js, then the page that was asked for. */
function start({ boot }: Extract<ShellToLogic, { type: 'launch' }>): void {
  if (boot.client === 'alipay') giveNavigator();
  const network = new Ears<{ isConnected: boolean; networkType: string }>();
  const shown = new Ears<object>();
  const hidden = new Ears<undefined>();
  const failed = new Ears<string>();
  const rejected = new Ears<{ reason: string }>();
  let tappedAt = Number.NEGATIVE_INFINITY;
  const router = new Router(channel, boot);
  const listeners: Listeners = {
    network: (networkType) => {
      boot.networkType = networkType as typeof boot.networkType;
      network.tell({ isConnected: networkType !== 'none', networkType });
    },
    appShow: (options) => shown.tell(options),
    appHide: () => hidden.tell(undefined),
    observed: (observerId, results) => query.observed(observerId, results),
    privacyAgreed: (buttonId) => privacy.buttonTapped(buttonId),
    privacyNeeded: async (requestId, referrer) => {
      channel.tell('privacyOutcome', { requestId, isAgreed: await privacy.require(referrer) });
    },
    tapped: () => {
      tappedAt = inner.now();
    },
    error: (text, isRejection) => {
      if (isRejection) rejected.tell({ reason: text });
      else failed.tell(text);
    },
  };
  const started = new AppHandle(channel, router, listeners, boot.launch);
  app = started;
  channel.uncaught = (text) => started.uncaught(text);
  const parts: Parts = { boot, channel, router, app: started, isTapped: () => inner.now() - tappedAt < TAP_MS };
  const privacy = new Privacy(parts);
  const query = queries(parts);
  const life: Table = {
    getLaunchOptionsSync: () => started.optionsOf(boot.launch),
    getEnterOptionsSync: () => started.enterOptions,
    onAppShow: shown.on,
    offAppShow: shown.off,
    onAppHide: hidden.on,
    offAppHide: hidden.off,
    onError: failed.on,
    offError: failed.off,
    onUnhandledRejection: rejected.on,
    offUnhandledRejection: rejected.off,
    ...query.table,
    ...routing(parts),
  };
  const table: Table =
    boot.client === 'weapp'
      ? privacy.guard({
          ...life,
          ...privacy.table(),
          ...weappDevice(parts),
          ...weappNetwork(parts, network),
          ...weappPeople(parts),
          ...weappScreen(parts),
          ...weappStorage(parts),
        })
      : {
          ...life,
          ...alipayDevice(parts),
          ...alipayNetwork(parts, network),
          ...alipayPeople(parts),
          ...alipayScreen(parts),
          ...alipayStorage(parts),
        };
  table.canIUse = canIUse(table);
  const vendor = vendorObject(boot.client === 'weapp' ? 'wx' : 'my', table, channel);
  // In the order of wrappedNames (server.ts), after require, module and exports.
  const names = [
    vendor,
    started.App,
    router.Page,
    router.Component,
    started.getApp,
    started.getCurrentPages,
    behavior,
    requirePlugin,
  ];
  router.modules = new Modules(inner, boot.programScripts, names, (file) => router.refuseLoad(file));
  try {
    router.modules.run('app.js');
  } catch (error) {
    started.uncaught(textOf(error));
    return;
  }
  started.launch().catch((error: unknown) => started.uncaught(textOf(error)));
}

/** Alipay's logic thread has a navigator with the one name `swuserAgent`; WeChat's has none. */
function giveNavigator(): void {
  const swuserAgent =
    'Mozilla/5.0 (Linux; Android 12) AlipayDefined(nt:WIFI,ws:375|0|2.0) AliApp(AP/10.6.80) AlipayClient/10.6.80';
  Object.defineProperty(globalThis, 'navigator', { value: { swuserAgent }, enumerable: true, configurable: true });
}

/** Behavior() hands its description back; no compiled page of ours mixes one in. */
function behavior(description: unknown): unknown {
  return description;
}

function requirePlugin(name: string): never {
  throw new Error(`plugin ${name} is not declared in app.json`);
}
