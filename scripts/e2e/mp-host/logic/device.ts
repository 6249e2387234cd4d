import { inConvention } from './convention';
import type { Parts, Table } from './parts';

/** Facts of the phone that both vendors tell, each in its own words. The system's normal text is 16 px. */
function facts({ boot }: Parts) {
  const { width, height, statusBarHeight, navigationBarHeight, tabBarHeight, pixelRatio } = boot.screen;
  const top = statusBarHeight + navigationBarHeight;
  const hasTabs = (boot.appJson.tabBar?.list ?? boot.appJson.tabBar?.items) !== undefined;
  return {
    sizes: {
      pixelRatio,
      screenWidth: width,
      screenHeight: height,
      windowWidth: width,
      windowHeight: height - top - (hasTabs ? tabBarHeight : 0),
      statusBarHeight,
    },
    top,
    fontSizeSetting: Math.round(16 * boot.fontScale),
    fontScale: boot.fontScale,
  };
}

/** WeChat's answers, at base library 3.8.12 (the first with requestFacialVerify). */
export function weappDevice(parts: Parts): Table {
  const { sizes, top, fontSizeSetting, fontScale } = facts(parts);
  const safeArea = {
    left: 0,
    right: sizes.screenWidth,
    top: sizes.statusBarHeight,
    bottom: sizes.screenHeight - 34,
    width: sizes.screenWidth,
    height: sizes.screenHeight - 34 - sizes.statusBarHeight,
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
    fontSizeScaleFactor: fontScale,
  };
  const windowInfo = () => {
    const hasTabBar = parts.router.top?.isTab ?? false;
    const windowHeight = sizes.screenHeight - top - (hasTabBar ? parts.boot.screen.tabBarHeight : 0);
    return { ...sizes, windowHeight, safeArea, screenTop: top };
  };
  const system = () => ({ ...device, ...base, ...windowInfo() });
  const account = { miniProgram: { appId: 'wx0000000000000000', envVersion: 'release', version: '1.0.0' } };
  return {
    getSystemInfoSync: system,
    getSystemInfo: inConvention('weapp', 'getSystemInfo', system),
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
      top: sizes.statusBarHeight + 6,
      right: 365,
      bottom: sizes.statusBarHeight + 38,
      left: 278,
    }),
    getAccountInfoSync: () => account,
    vibrateShort: inConvention('weapp', 'vibrateShort', () => undefined),
    setKeepScreenOn: inConvention('weapp', 'setKeepScreenOn', () => undefined),
    nextTick: (work: () => void) => void Promise.resolve().then(work),
    reportPerformance: () => undefined,
    reportEvent: () => undefined,
    getPerformance: () => ({
      createObserver: () => ({ observe: () => undefined, disconnect: () => undefined }),
      getEntries: () => [],
    }),
    getUpdateManager: () => ({
      onCheckForUpdate: () => undefined,
      onUpdateReady: () => undefined,
      onUpdateFailed: () => undefined,
      applyUpdate: () => undefined,
    }),
    getLogManager: () => ({
      log: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      debug: () => undefined,
    }),
    getRealtimeLogManager: () => ({ info: () => undefined, warn: () => undefined, error: () => undefined }),
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
  const { sizes, top, fontSizeSetting } = facts(parts);
  const system = () => ({
    ...sizes,
    app: 'alipay',
    brand: 'HUAWEI',
    model: 'HUAWEI ALN-AL00',
    platform: 'Android',
    system: '12',
    version: '10.6.80',
    language: 'zh-Hans',
    titleBarHeight: top - sizes.statusBarHeight,
    transparentTitle: false,
    currentBattery: '80%',
    fontSizeSetting,
    windowHeight: sizes.screenHeight - top - ((parts.router.top?.isTab ?? false) ? parts.boot.screen.tabBarHeight : 0),
  });
  const { windowInfo, base } = {
    windowInfo: () => {
      const { pixelRatio, screenWidth, screenHeight, windowWidth, windowHeight, statusBarHeight } = system();
      return { pixelRatio, screenWidth, screenHeight, windowWidth, windowHeight, statusBarHeight };
    },
    base: () => ({
      SDKVersion: '2.9.0',
      version: '10.6.80',
      language: 'zh-Hans',
      fontSizeSetting,
      app: 'alipay',
      platform: 'Android',
      theme: 'light',
    }),
  };
  return {
    SDKVersion: '2.9.0',
    getSystemInfoSync: system,
    getSystemInfo: inConvention('alipay', 'getSystemInfo', system),
    getWindowInfo: windowInfo,
    getAppBaseInfo: base,
    getDeviceBaseInfo: () => ({ brand: 'HUAWEI', model: 'HUAWEI ALN-AL00', system: '12', platform: 'Android' }),
    getAccountInfoSync: () => ({ miniProgram: { appId: '2021000000000000', envVersion: 'release', version: '1.0.0' } }),
    vibrateShort: inConvention('alipay', 'vibrateShort', () => undefined),
    setKeepScreenOn: inConvention('alipay', 'setKeepScreenOn', () => undefined),
    nextTick: (work: () => void) => void Promise.resolve().then(work),
    reportAnalytics: () => undefined,
    getUpdateManager: () => ({
      onCheckForUpdate: () => undefined,
      onUpdateReady: () => undefined,
      onUpdateFailed: () => undefined,
      applyUpdate: () => undefined,
    }),
    env: {
      USER_DATA_PATH: 'https://usr',
      clientName: 'ap',
      clientVersion: '10.6.80',
      language: 'zh-Hans',
      platform: 'Android',
    },
  };
}

/** Events that WeChat has and that never happen on this phone. */
function quiet(...names: string[]): Table {
  const table: Table = {};
  for (const name of names) table[name] = () => undefined;
  return table;
}
