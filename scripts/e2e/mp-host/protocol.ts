/**
 * What crosses between the two threads of the mini-program host. The page of the browser is the phone: it holds the view thread (view/) and the
 * native shell (native/page.ts). A classic Web Worker is the logic thread (logic/). Every message is one JSON string through postMessage, so
 * that nothing but JSON crosses: undefined and functions vanish, dates become text, as in the real containers.
 */

export type Client = 'weapp' | 'alipay';

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

/** The app.json of both vendors, as compiled; tabs are `list`/`text`/`iconPath` at WeChat, `items`/`name`/`icon` at Alipay. */
export interface AppJson {
  pages: string[];
  subPackages?: { root: string; pages: string[] }[];
  window?: JsonObject;
  tabBar?: JsonObject & { list?: TabItem[]; items?: TabItem[] };
  __usePrivacyCheck__?: boolean;
}

export interface TabItem {
  pagePath: string;
  text?: string;
  iconPath?: string;
  selectedIconPath?: string;
  name?: string;
  icon?: string;
  activeIcon?: string;
}

/** A page's or a component's own json. */
export interface PageJson {
  navigationBarTitleText?: string;
  defaultTitle?: string;
  usingComponents?: Record<string, string>;
  [name: string]: unknown;
}

/** What the view is started with. Every compiled file is served below `programUrl`, e.g. `${programUrl}base.wxml`. */
export interface ViewBoot {
  client: Client;
  /** Ends with a slash; same origin as the page. */
  programUrl: string;
  appJson: AppJson;
  /** Page path without a leading slash → its json. */
  pageJson: Record<string, PageJson>;
  /** CSS pixels of the status bar above the navigation bar (44 high). */
  statusBarHeight: number;
}

/** Given to the view by the shell; nothing else leads out of the view. */
export interface ViewLink {
  /** To the logic thread, as JSON; the shell counts the bytes. */
  send(message: ViewToLogic): void;
  /**
   * A button with an open-type was tapped. The shell does what the vendor does (dialogs, codes) and hands back the `detail` for the button's own
   * event (getphonenumber, agreeprivacyauthorization, contact, opensetting, getAuthorize…), or undefined when no event follows (share).
   */
  openType(request: { openType: string; target: EventTarget; scope?: string }): Promise<JsonObject | undefined>;
  /** A fault of the program or of its templates that a real container would log or refuse: it fails the journey. */
  fault(text: string): void;
}

/** What view/main.ts exports as `startView(link, boot): View`. */
export interface View {
  /** One parsed message of the logic thread; of its `call`s those that the view draws. */
  receive(message: LogicToView): void;
  /** True for the calls of DrawnCalls; all others end in the shell. */
  draws(api: string): boolean;
}

export type LogicToView = PageOpen | PageShow | PageClose | SetData | Call;

/** A page comes on top (navigateTo, redirectTo, a tab opened for the first time). The view draws it with `data` and answers `rendered` seq 0. */
export interface PageOpen {
  type: 'pageOpen';
  pageId: number;
  /** Without leading slash, as in app.json. */
  path: string;
  /** With leading slash and query, as the page was asked for. */
  url: string;
  /** Tab pages have the tab bar and no back button. */
  isTab: boolean;
  /** True where navigateBack would leave this page (something lies below). */
  canGoBack: boolean;
  data: JsonObject;
}

/** A page that exists is on top again (navigateBack, switchTab). */
export interface PageShow {
  type: 'pageShow';
  pageId: number;
  isTab: boolean;
  canGoBack: boolean;
}

/** A page is gone for good. */
export interface PageClose {
  type: 'pageClose';
  pageId: number;
}

/** New values at data paths such as `root.cn.[0].cn.[3].v` or `a.b[2]`. The view draws and answers `rendered` with the same seq. */
export interface SetData {
  type: 'setData';
  pageId: number;
  /** 1, 2, 3 … per page. */
  seq: number;
  data: JsonObject;
}

/** Something to do outside the logic thread; answered by one `answer` with the same callId. */
export interface Call {
  type: 'call';
  callId: number;
  api: string;
  args: JsonObject;
}

/** The calls that the view draws and answers: api → [arguments, result]. A refusal is an answer with `errMsg` and without `result`. */
export interface DrawnCalls {
  /** icon: 'none'|'success'|'error'|'loading'; duration in ms. Drawn as #native-toast; answered at once. */
  showToast: [{ title: string; icon: string; duration: number }, Record<string, never>];
  hideToast: [Record<string, never>, Record<string, never>];
  /** Drawn as #native-loading; answered at once. */
  showLoading: [{ title: string }, Record<string, never>];
  hideLoading: [Record<string, never>, Record<string, never>];
  /**
   * One dialog for everything the phone asks a person (showModal, my.alert, my.confirm, face check, subscribe, phone number…). Drawn as
   * #native-ask with the buttons #native-ask-<id>; answered with the button's id.
   */
  ask: [
    { title: string; content: string; buttons: { id: string; label: string }[]; editable?: boolean },
    { id: string; text?: string },
  ];
  /** Drawn as #native-sheet with #native-sheet-0 … and #native-sheet-cancel; index -1 is cancel. */
  showActionSheet: [{ title: string; itemList: string[] }, { index: number }];
  /** my.datePicker: sheet #picker-sheet with one input the driver fills; null when cancelled. */
  datePicker: [{ format: string; currentDate: string; startDate: string; endDate: string }, { date: string | null }];
  setNavigationBarTitle: [{ pageId: number; title: string }, Record<string, never>];
  setNavigationBarColor: [{ pageId: number; frontColor: string; backgroundColor: string }, Record<string, never>];
  showNavigationBarLoading: [{ pageId: number; shown: boolean }, Record<string, never>];
  /** text empty: no badge. */
  setTabBarBadge: [{ index: number; text: string }, Record<string, never>];
  setTabBarItem: [{ index: number; text?: string }, Record<string, never>];
  /** Scrolls the page; with a selector its element comes to the top. */
  pageScrollTo: [{ pageId: number; scrollTop?: number; selector?: string; duration: number }, Record<string, never>];
  stopPullDownRefresh: [{ pageId: number }, Record<string, never>];
  hideKeyboard: [Record<string, never>, Record<string, never>];
  /** One result per query, in order: object, null, or a list for `all`. */
  selectorQuery: [{ pageId: number; queries: SelectorQuery[] }, { results: Json[] }];
  /** Begins an observation; `observed` messages follow until unobserve. */
  observe: [
    {
      pageId: number;
      observerId: number;
      selector: string;
      all: boolean;
      relativeTo: string | null;
      margins: JsonObject;
      thresholds: number[];
    },
    Record<string, never>,
  ];
  unobserve: [{ observerId: number }, Record<string, never>];
  previewImage: [{ urls: string[]; current: string }, Record<string, never>];
}

export interface SelectorQuery {
  /** 'viewport' for selectViewport(). `#id`, `.class`, descendants. */
  selector: string;
  all: boolean;
  /** boundingClientRect: id, dataset, left, top, right, bottom, width, height; scrollOffset: id, scrollLeft, scrollTop, scrollWidth, scrollHeight. */
  ask: 'boundingClientRect' | 'scrollOffset' | 'fields';
  /** For `fields`: id, dataset, rect, size, scrollOffset: true; properties, computedStyle: lists of names. */
  fields?: JsonObject;
}

export type ViewToLogic =
  | { type: 'rendered'; pageId: number /** 0: the page's first drawing. */; seq: number }
  | ViewEvent
  | Answer
  | { type: 'pageScroll'; pageId: number; scrollTop: number }
  | { type: 'reachBottom'; pageId: number }
  /** The navigation bar's arrow or the phone's own back; the bar's house, where nothing lies below a page. */
  | { type: 'back' }
  | { type: 'home' }
  | { type: 'tab'; index: number; pagePath: string; text: string }
  | { type: 'observed'; observerId: number; results: Json[] };

/** One bound handler is due. The view walks from the target upward and sends one message per handler, stopping at `catch`. */
export interface ViewEvent {
  type: 'event';
  pageId: number;
  /** The `is` of the custom component whose template holds the handler (WeChat's `comp`); absent for the page's own. */
  componentIs?: string;
  /** Name of the method, e.g. `eh`. */
  handler: string;
  event: MiniEvent;
}

/** As both vendors shape it. Alipay's `type` is its own spelling (tap, input, longTap, touchStart). */
export interface MiniEvent {
  type: string;
  timeStamp: number;
  target: EventTarget;
  currentTarget: EventTarget;
  detail: JsonObject;
  touches?: Json[];
  changedTouches?: Json[];
}

export interface EventTarget {
  id: string;
  /** data-* of the element, camelCase. */
  dataset: JsonObject;
  offsetLeft?: number;
  offsetTop?: number;
  /** Alipay: tagName and targetDataset exist beside. */
  tagName?: string;
  targetDataset?: JsonObject;
}

export interface Answer {
  type: 'answer';
  callId: number;
  result?: Json;
  /** Present when the call was refused; the text after `api:fail `, e.g. `cancel`. */
  errMsg?: string;
  /** Further fields of a refusal (errCode, error, status…). */
  problem?: JsonObject;
}

// ---- shell → logic (native/page.ts and the driver behind it)

export type ShellToLogic =
  | { type: 'launch'; boot: LogicBoot }
  | { type: 'appShow'; options: LaunchOptions }
  | { type: 'appHide' }
  | { type: 'network'; networkType: 'wifi' | '4g' | '2g' | 'none' }
  /** The menu's or a button's share; answered by a Call `shared`. */
  | { type: 'share'; from: 'menu' | 'button'; target?: EventTarget }
  /** The person tapped a button with open-type agreePrivacyAuthorization; WeChat notes the button. */
  | { type: 'privacyAgreed'; buttonId: string }
  /** A guarded button (phone number) was tapped; answered by a Call `privacyOutcome` {requestId, isAgreed}. */
  | { type: 'privacyNeeded'; requestId: number; referrer: string }
  /** A card or a code is opened while the program lives: reLaunch to a page with a new scene. */
  | { type: 'openPath'; options: LaunchOptions };

export type ToLogic = ViewToLogic | ShellToLogic;

/** `path` without leading slash; scene is a number at WeChat, text at Alipay. */
export interface LaunchOptions {
  path: string;
  query: Record<string, string>;
  scene: number | string;
}

export interface LogicBoot {
  client: Client;
  appJson: AppJson;
  pageJson: Record<string, PageJson>;
  launch: LaunchOptions;
  /** Key → JSON text, as the phone kept it. */
  storage: Record<string, string>;
  networkType: 'wifi' | '4g' | '2g' | 'none';
  /** 1 is the system's normal text. */
  fontScale: number;
  screen: {
    width: number;
    height: number;
    statusBarHeight: number;
    navigationBarHeight: number;
    tabBarHeight: number;
    pixelRatio: number;
  };
  /** Base addresses of scripts: `${programScripts}app.js` is the wrapped app.js. */
  programScripts: string;
  /** The person agreed to the privacy notice at an earlier visit. */
  privacyAgreed: boolean;
}

/** UTF-8 bytes and messages per kind (`setData`, `pageOpen`, `event`, `call:request` …) and direction. */
export interface BridgeCounters {
  toView: Record<string, { messages: number; bytes: number }>;
  toLogic: Record<string, { messages: number; bytes: number }>;
}

/** One line of the host's log; everything but 'console' of level log/info/warn fails a journey. */
export interface LogLine {
  kind: 'console' | 'uncaught' | 'unknown-api' | 'fault';
  level: 'log' | 'info' | 'warn' | 'error';
  text: string;
}
