import type { LaunchOptions, ShellToLogic, ViewToLogic } from '../protocol';
import type { Channel } from './channel';
import { textOf } from './globals';
import type { Config, Hook } from './pages';
import { type Router, urlOf } from './router';

type Incoming = Exclude<ShellToLogic, { type: 'launch' }> | Exclude<ViewToLogic, { type: 'answer' }>;

/** The parts of the APIs that messages from outside must reach. */
export interface Listeners {
  network(networkType: string): void;
  appShow(options: LaunchOptions): void;
  appHide(): void;
  observed(observerId: number, results: unknown[]): void;
  privacyAgreed(buttonId: string): void;
  /** A button (phone number) is guarded like an API; answered by a call `privacyOutcome`. */
  privacyNeeded(requestId: number, referrer: string): Promise<void>;
  tapped(): void;
  error(text: string, isRejection: boolean): void;
}

/** App() with its life cycle, and the way of every message from view and shell into the program. */
export class AppHandle {
  #config: Config | undefined;
  #options: LaunchOptions;
  #isTold = false;

  constructor(
    readonly channel: Channel,
    readonly router: Router,
    readonly listeners: Listeners,
    launch: LaunchOptions,
  ) {
    this.#options = launch;
  }

  readonly App = (config: Config): void => {
    if (this.#config) throw new Error('App() was called twice');
    this.#config = config;
  };
  readonly getApp = (): Config | undefined => this.#config;
  readonly getCurrentPages = (): unknown[] => this.router.pages.map(({ instance }) => instance);

  get enterOptions(): object {
    return this.optionsOf(this.#options);
  }

  /** As the program is told: Alipay leaves `query` out where there is none, WeChat gives an empty one. */
  optionsOf({ path, query, scene }: LaunchOptions): object {
    const isEmpty = Object.keys(query).length === 0;
    const hasQuery = this.router.boot.client === 'weapp' || !isEmpty;
    return { path, scene, ...(hasQuery ? { query } : {}), referrerInfo: {} };
  }

  /** Cold start: onLaunch, onShow, then the first page. */
  async launch(): Promise<void> {
    if (!this.#config) throw new Error('app.js did not call App()');
    const options = this.enterOptions;
    this.#hook('onLaunch', options);
    this.#hook('onShow', options);
    await this.router.launch(this.#options).catch((error: unknown) => {
      this.channel.fault(`launch of ${this.#options.path}: ${textOf(error)}`);
      this.#hook('onPageNotFound', { path: this.#options.path, query: this.#options.query, isEntryPage: true });
    });
  }

  receive(message: Incoming): void {
    const { router, listeners } = this;
    switch (message.type) {
      case 'rendered': {
        const page = router.find(message.pageId);
        if (message.seq === 0) page?.hook('onReady');
        else page?.rendered(message.seq);
        return;
      }
      case 'event':
        if (/^(tap|submit|getphonenumber|longpress)$/i.test(message.event.type)) listeners.tapped();
        router.find(message.pageId)?.dispatch(message);
        return;
      case 'pageScroll':
        router.find(message.pageId)?.hook('onPageScroll', { scrollTop: message.scrollTop });
        return;
      case 'reachBottom':
        router.find(message.pageId)?.hook('onReachBottom');
        return;
      case 'back':
        this.#back();
        return;
      case 'home':
        void router
          .open('reLaunch', `/${router.boot.appJson.pages[0] ?? ''}`)
          .catch((error: unknown) => this.channel.fault(textOf(error)));
        return;
      case 'tab':
        this.#tab(message);
        return;
      case 'observed':
        listeners.observed(message.observerId, message.results);
        return;
      case 'appShow':
        this.#comeBack(message.options);
        return;
      case 'appHide':
        this.#hide();
        return;
      case 'network':
        listeners.network(message.networkType);
        return;
      case 'privacyAgreed':
        listeners.privacyAgreed(message.buttonId);
        return;
      case 'privacyNeeded':
        void listeners.privacyNeeded(message.requestId, message.referrer);
        return;
      case 'share':
        this.#share(message);
        return;
      case 'openPath':
        this.#options = message.options;
        this.#hook('onShow', this.enterOptions);
        listeners.appShow(message.options);
        void router
          .open('reLaunch', urlOf(message.options.path, message.options.query, router.boot.client === 'alipay'))
          .catch((error: unknown) => this.channel.fault(textOf(error)));
        return;
    }
  }

  /** An error that nobody caught: the log has it, and App.onError or onUnhandledRejection hears of it. */
  uncaught(text: string, isRejection = false): void {
    this.channel.log('uncaught', 'error', isRejection ? `unhandled rejection: ${text}` : text);
    // An onError that fails itself is not told of its own failure.
    if (this.#isTold) return;
    this.#isTold = true;
    if (isRejection) this.#hook('onUnhandledRejection', { reason: text });
    else this.#hook('onError', text);
    this.channel.guarded(() => this.listeners.error(text, isRejection));
    this.#isTold = false;
  }

  #hook(name: string, ...args: unknown[]): void {
    const method = this.#config?.[name];
    if (typeof method === 'function') this.channel.guarded(() => (method as Hook).apply(this.#config, args));
  }

  #back(): void {
    this.router.back().catch(() => {
      // On the first page the program itself is left: it goes to the background.
      this.channel.tell('exit');
      this.#hide();
    });
  }

  #hide(): void {
    this.router.top?.hook('onHide');
    this.#hook('onHide');
    this.listeners.appHide();
  }

  #tab({ index, pagePath, text }: { index: number; pagePath: string; text: string }): void {
    this.router
      .open('switchTab', `/${pagePath}`)
      .then(() => this.router.top?.hook('onTabItemTap', { index: String(index), pagePath, text }))
      .catch((error: unknown) => this.channel.fault(`tab ${pagePath}: ${textOf(error)}`));
  }

  #comeBack(options: LaunchOptions): void {
    this.#options = { ...this.#options, scene: options.scene };
    this.#hook('onShow', this.enterOptions);
    this.listeners.appShow(this.#options);
    this.router.top?.hook('onShow');
  }

  #share({ from, target }: { from: 'menu' | 'button'; target?: unknown }): void {
    const page = this.router.top;
    if (!page?.has('onShareAppMessage')) {
      this.channel.tell('shared', { refused: `${page?.path ?? 'no page'} has no onShareAppMessage` });
      return;
    }
    const own = urlOf(page.path, page.query, this.router.boot.client === 'alipay');
    const given = page.hook('onShareAppMessage', { from, target }) as { title?: string; path?: string } | undefined;
    this.channel.tell('shared', { title: given?.title ?? '', path: given?.path ?? own });
  }
}
