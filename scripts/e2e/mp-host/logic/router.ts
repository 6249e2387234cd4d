import { pagesOf, resolvePath, tabsOf } from '../program';
import type { LaunchOptions, LogicBoot } from '../protocol';
import { type Channel, Refusal } from './channel';
import { textOf } from './globals';
import type { Modules } from './modules';
import { type Config, PageHandle } from './pages';

/** Both vendors: at most ten pages on top of each other. */
const STACK_LIMIT = 10;

type How = 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab' | 'launch';

/** The stack of pages, with the order of life-cycle calls and the refusals of the real containers. */
export class Router {
  readonly #tabs: string[];
  readonly #tabPages = new Map<string, PageHandle>();
  readonly #packages = new Set<string>();
  readonly #components = new Map<string, Config>();
  readonly #allPages: string[];
  #stack: PageHandle[] = [];
  #lastPageId = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #pageConfig: Config | undefined;
  #componentConfig: Config | undefined;
  modules: Modules | undefined;

  constructor(
    readonly channel: Channel,
    readonly boot: LogicBoot,
  ) {
    this.#tabs = tabsOf(boot.appJson).map(({ pagePath }) => pagePath);
    this.#allPages = pagesOf(boot.appJson);
  }

  readonly Page = (config: Config): void => {
    this.#pageConfig = config;
  };
  readonly Component = (config: Config): void => {
    this.#componentConfig = config;
  };

  get pages(): PageHandle[] {
    return this.#stack;
  }

  get top(): PageHandle | undefined {
    return this.#stack.at(-1);
  }

  find(pageId: number): PageHandle | undefined {
    return (
      this.#stack.find((page) => page.pageId === pageId) ??
      [...this.#tabPages.values()].find((page) => page.pageId === pageId)
    );
  }

  /** Why a script may not be loaded now: it lies in a subpackage that was not downloaded. */
  refuseLoad(file: string): string | undefined {
    const root = this.#packageOf(file);
    return root && !this.#packages.has(root)
      ? `module '${file}' lies in the package ${root}, which is not loaded`
      : undefined;
  }

  open(how: How, url: string): Promise<void> {
    return this.#inTurn(() => this.#open(how, url));
  }

  launch(options: LaunchOptions): Promise<void> {
    return this.#inTurn(() => this.#go('launch', options.path, options.query));
  }

  back(delta = 1): Promise<void> {
    return this.#inTurn(() => {
      if (this.#stack.length < 2) throw new Refusal('cannot navigate back at first page.');
      for (let left = Math.min(delta, this.#stack.length - 1); left > 0; left -= 1) this.#unload(this.#stack.pop());
      this.#show();
    });
  }

  /** One navigation after the other, as the containers queue them. */
  #inTurn(work: () => void | Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #open(how: How, url: string): Promise<void> {
    const [address = '', search = ''] = url.split(/\?(.*)/s);
    const path = address.startsWith('/') ? address.slice(1) : resolvePath(this.top?.path ?? '', address);
    const isTab = this.#tabs.includes(path);
    if (!this.#allPages.includes(path)) throw new Refusal(`page "${path}" is not found`);
    if (isTab && (how === 'navigateTo' || how === 'redirectTo')) throw new Refusal(`can not ${how} a tabbar page`);
    if (!isTab && how === 'switchTab') throw new Refusal('can not switch to no-tabBar page');
    if (how === 'navigateTo' && this.#stack.length >= STACK_LIMIT) {
      throw new Refusal(this.boot.client === 'weapp' ? 'webview count limit exceed' : 'page stack limit exceed');
    }
    await this.#go(how, path, how === 'switchTab' ? {} : queryOf(search, this.boot.client === 'alipay'));
  }

  async #go(how: How, path: string, query: Record<string, string>): Promise<void> {
    if (!this.#allPages.includes(path)) throw new Refusal(`page "${path}" is not found`);
    await this.#fetchPackage(path);
    const config = this.#load(path);
    const known = how === 'switchTab' ? this.#tabPages.get(path) : undefined;
    if (how === 'navigateTo') this.top?.hook('onHide');
    if (how === 'redirectTo') this.#unload(this.#stack.pop());
    if (how === 'reLaunch') {
      for (const page of this.#stack.reverse()) this.#unload(page);
      for (const page of [...this.#tabPages.values()]) this.#unload(page);
      this.#stack = [];
    }
    if (how === 'switchTab') this.#leaveForTab(path);
    if (known) {
      if (!this.#stack.includes(known)) {
        this.#stack = [known];
        this.#show();
      }
      return;
    }
    this.#begin(path, query, config);
  }

  /** Pages above a tab are gone for good when another tab is chosen; the tab itself is only hidden. */
  #leaveForTab(path: string): void {
    const wasTop = this.top;
    for (const page of [...this.#stack].reverse()) {
      if (!page.isTab) this.#unload(page);
      else if (page === wasTop && page.path !== path) page.hook('onHide');
    }
    this.#stack = this.#stack.filter((page) => page.isTab && page.path === path && page === wasTop);
  }

  #begin(path: string, query: Record<string, string>, config: Config): void {
    this.#lastPageId += 1;
    const isTab = this.#tabs.includes(path);
    const page = new PageHandle(this.channel, this.#lastPageId, path, query, isTab, config, this.#components);
    this.#stack.push(page);
    if (isTab) this.#tabPages.set(path, page);
    const { pageId } = page;
    const data = page.instance.data as never;
    const url = urlOf(path, query, this.boot.client === 'alipay');
    this.channel.send({ type: 'pageOpen', pageId, path, url, isTab, canGoBack: this.#stack.length > 1, data });
    page.hook('onLoad', { ...query });
    page.hook('onShow');
  }

  #show(): void {
    const page = this.top;
    if (!page) return;
    this.channel.send({ type: 'pageShow', pageId: page.pageId, isTab: page.isTab, canGoBack: this.#stack.length > 1 });
    page.hook('onShow');
  }

  #unload(page: PageHandle | undefined): void {
    if (!page) return;
    if (this.#tabPages.get(page.path) === page) this.#tabPages.delete(page.path);
    page.hook('onUnload');
    page.close();
    this.channel.send({ type: 'pageClose', pageId: page.pageId });
  }

  /** Runs the page's script and hands back what it gave to Page(); its components first. */
  #load(path: string): Config {
    for (const address of Object.values(this.boot.pageJson[path]?.usingComponents ?? {})) {
      const file = resolvePath(path, address);
      if (this.#components.has(file)) continue;
      this.#componentConfig = undefined;
      this.modules?.run(`${file}.js`);
      this.#components.set(file, this.#componentConfig ?? {});
    }
    const known = this.#configs.get(path);
    if (known) return known;
    this.#pageConfig = undefined;
    this.modules?.run(`${path}.js`);
    if (!this.#pageConfig) throw new Error(`${path}.js did not call Page()`);
    this.#configs.set(path, this.#pageConfig);
    return this.#pageConfig;
  }
  readonly #configs = new Map<string, Config>();

  async #fetchPackage(path: string): Promise<void> {
    const root = this.#packageOf(path);
    if (!root || this.#packages.has(root)) return;
    await this.channel.call('loadSubpackage', { root }).catch((error: unknown) => {
      throw new Refusal(`loadSubpackage ${root} fail: ${textOf(error)}`);
    });
    this.#packages.add(root);
  }

  #packageOf(file: string): string | undefined {
    return this.boot.appJson.subPackages?.find(({ root }) => file.startsWith(root.endsWith('/') ? root : `${root}/`))
      ?.root;
  }
}

/**
 * WeChat hands values over as they stand in the address, cuts them at a second `=`, and gives 'undefined' for a name without one (both are
 * known faults that it keeps); Alipay decodes them.
 */
export function queryOf(search: string, isDecoded: boolean): Record<string, string> {
  const query: Record<string, string> = {};
  for (const pair of search.split('&').filter((each) => each !== '')) {
    const [name = '', value] = pair.split('=');
    query[name] = isDecoded ? decodeURIComponent(pair.slice(name.length + 1)) : (value ?? 'undefined');
  }
  return query;
}

/** The address that gives this page with this query back. */
export function urlOf(path: string, query: Record<string, string>, isDecoded: boolean): string {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${name}=${isDecoded ? encodeURIComponent(value) : value}`,
  );
  return `/${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}
