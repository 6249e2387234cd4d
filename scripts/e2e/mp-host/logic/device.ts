import { inConvention } from './convention';
import type { Parts, Table } from './parts';

/** Facts of the phone that both vendors tell, each in its own words. The system's normal text is 16 px. */
function facts({ boot, router }: Parts) {
  const { width, height, statusBarHeight, navigationBarHeight, tabBarHeight, pixelRatio } = boot.screen;
  const top = statusBarHeight + navigationBarHeight;
  return {
    /** With the page that is on top now: a tab bar takes its part of the window. */
    sizes: () => ({
      pixelRatio,
      screenWidth: width,
      screenHeight: height,
      windowWidth: width,
      windowHeight: height - top - (router.top?.isTab ? tabBarHeight : 0),
      statusBarHeight,
    }),
    top,
    fontSizeSetting: Math.round(16 * boot.fontScale),
  };
}

/** What both vendors have under the same names. */
function shared({ boot }: Parts, system: () => object): Table {
  return {
    getSystemInfoSync: system,
    getSystemInfo: inConvention(boot.client, 'getSystemInfo', system),
    vibrateShort: inConvention(boot.client, 'vibrateShort', () => undefined),
    setKeepScreenOn: inConvention(boot.client, 'setKeepScreenOn', () => undefined),
    nextTick: (work: () => void) => void Promise.resolve().then(work),
    getUpdateManager: () => quiet('onCheckForUpdate', 'onUpdateReady', 'onUpdateFailed', 'applyUpdate'),
  };
}

/** WeChat's answers, at base library 3.8.12 (the first with requestFacialVerify). */
export function weappDevice(parts: Parts): Table {
  const { sizes, top, fontSizeSetting } = facts(parts);
  const { width, height, statusBarHeight } = parts.boot.screen;
  const safeArea = {
    left: 0,
    right: width,
    top: statusBarHeight,
    bottom: height - 34,
    width,
    height: height - 34 - statusBarHeight,
  };
  const device = {
    abi: 'arm64-v8a',
    brand: 'HUAWEI',
    model: 'ALN-AL00',
    system: 'Android 12',
    platform: 'android',
    benchmarkLevel: 30,
  };
  const base = {
    SDKVersion: '3.8.12',
    enableDebug: false,
    language: 'zh_CN',
    version: '8.0.60',
    theme: 'light',
    host: { appId: '', env: 'WeChat', version: 671_103_000 },
    fontSizeSetting,
    fontSizeScaleFactor: parts.boot.fontScale,
  };
  const windowInfo = () => ({ ...sizes(), safeArea, screenTop: top });
  const system = () => ({ ...device, ...base, ...windowInfo() });
  const account = { miniProgram: { appId: 'wx0000000000000000', envVersion: 'release', version: '1.0.0' } };
  return {
    ...shared(parts, system),
    getSystemInfoAsync: inConvention('weapp', 'getSystemInfoAsync', system),
    getWindowInfo: windowInfo,
    getDeviceInfo: () => device,
    getAppBaseInfo: () => base,
    getSystemSetting: () => ({
      bluetoothEnabled: true,
      locationEnabled: true,
      wifiEnabled: true,
      deviceOrientation: 'portrait',
    }),
    getAppAuthorizeSetting: () => ({ cameraAuthorized: 'authorized', notificationAuthorized: 'authorized' }),
    getMenuButtonBoundingClientRect: () => ({
      width: 87,
      height: 32,
      top: statusBarHeight + 6,
      right: 365,
      bottom: statusBarHeight + 38,
      left: 278,
    }),
    getAccountInfoSync: () => account,
    reportPerformance: () => undefined,
    reportEvent: () => undefined,
    getPerformance: () => ({
      createObserver: () => ({ observe: () => undefined, disconnect: () => undefined }),
      getEntries: () => [],
    }),
    getLogManager: () => quiet('log', 'info', 'warn', 'debug'),
    getRealtimeLogManager: () => quiet('info', 'warn', 'error'),
    env: { USER_DATA_PATH: 'http://usr' },
    ...quiet('onKeyboardHeightChange', 'onThemeChange', 'onWindowResize', 'onMemoryWarning', 'onUserCaptureScreen'),
    ...quiet(
      'offKeyboardHeightChange',
      'offThemeChange',
      'offWindowResize',
      'offMemoryWarning',
      'offUserCaptureScreen',
    ),
  };
}

/** Alipay's answers, at base library 2.9. */
export function alipayDevice(parts: Parts): Table {
  const { sizes, fontSizeSetting } = facts(parts);
  const system = () => ({
    ...sizes(),
    app: 'alipay',
    brand: 'HUAWEI',
    model: 'HUAWEI ALN-AL00',
    platform: 'Android',
    system: '12',
    version: '10.6.80',
    language: 'zh-Hans',
    titleBarHeight: parts.boot.screen.navigationBarHeight,
    transparentTitle: false,
    currentBattery: '80%',
    fontSizeSetting,
  });
  return {
    SDKVersion: '2.9.0',
    ...shared(parts, system),
    getWindowInfo: sizes,
    getAppBaseInfo: () => ({
      SDKVersion: '2.9.0',
      version: '10.6.80',
      language: 'zh-Hans',
      fontSizeSetting,
      app: 'alipay',
      platform: 'Android',
      theme: 'light',
    }),
    getDeviceBaseInfo: () => ({ brand: 'HUAWEI', model: 'HUAWEI ALN-AL00', system: '12', platform: 'Android' }),
    getAccountInfoSync: () => ({ miniProgram: { appId: '2021000000000000', envVersion: 'release', version: '1.0.0' } }),
    reportAnalytics: () => undefined,
    env: {
      USER_DATA_PATH: 'https://usr',
      clientName: 'ap',
      clientVersion: '10.6.80',
      language: 'zh-Hans',
      platform: 'Android',
    },
  };
}

/** Methods that are there and do nothing: listeners of what never happens on this phone, reports that nobody reads. */
function quiet(...names: string[]): Table {
  const table: Table = {};
  for (const name of names) table[name] = () => undefined;
  return table;
}
