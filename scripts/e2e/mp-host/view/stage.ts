import { tabsOf } from '../program';
import type { PageJson, TabItem, ViewBoot, ViewLink } from '../protocol';
import type { PageView } from './page';
import { make } from './sheets';
import { STAGE_STYLE } from './stage-style';

interface Bar {
  title: string;
  color: string;
  background: string;
  isLoading: boolean;
}

interface Standing {
  page: PageView;
  isTab: boolean;
  canGoBack: boolean;
  path: string;
}

/** The phone around the pages: navigation bar, pages one above the other, tab bar, and the layer for what the phone asks. */
export class Stage {
  readonly layer = make('div', { class: 'phone-layer' });
  private readonly top = make('div', { class: 'phone-top', role: 'banner' });
  private readonly pages = make('div', { class: 'phone-pages' });
  private readonly tabs = make('div', { class: 'phone-tabs', role: 'navigation', label: '标签栏' });
  private readonly bars = new Map<PageView, Bar>();
  private readonly items: TabItem[];
  private standing: Standing | undefined;

  constructor(
    private readonly boot: ViewBoot,
    private readonly link: ViewLink,
  ) {
    const style = document.createElement('style');
    style.textContent = STAGE_STYLE;
    document.head.append(style);
    document.documentElement.lang = 'zh-CN';
    this.items = [...tabsOf(boot.appJson)];
    this.tabs.hidden = true;
    this.drawTabs();
    document.body.append(make('div', { class: 'phone' }, this.top, this.pages, this.tabs, this.layer));
  }

  /** Puts a page on top; what lay there before stays below, unseen, with its scroll. */
  show(page: PageView, path: string, place: { isTab: boolean; canGoBack: boolean }): void {
    if (!this.bars.has(page)) this.bars.set(page, this.firstBar(path));
    for (const other of this.pages.children) {
      const isTop = other === page.host;
      other.toggleAttribute('data-below', !isTop);
      other.toggleAttribute('data-top', isTop);
    }
    if (!page.host.isConnected) this.pages.append(page.host);
    page.host.setAttribute('data-top', '');
    this.standing = { page, path, ...place };
    this.tabs.hidden = !place.isTab;
    for (const [index, tab] of [...this.tabs.children].entries()) this.markTab(tab, index, path);
    this.drawBar();
    page.host.style.setProperty('--page-height', `${this.pages.clientHeight}px`);
  }

  remove(page: PageView): void {
    page.host.remove();
    this.bars.delete(page);
  }

  /** Changes the bar of a page, on top or below. */
  setBar(page: PageView, change: Partial<Bar>): void {
    const bar = this.bars.get(page);
    if (!bar) return;
    Object.assign(bar, change);
    if (this.standing?.page === page) this.drawBar();
  }

  setBadge(index: number, text: string): void {
    const tab = this.tabs.children[index];
    tab?.querySelector('.phone-tabs__badge')?.remove();
    if (text) tab?.append(make('span', { class: 'phone-tabs__badge', text }));
  }

  /** Other words on a tab; icons stay. */
  setTabText(index: number, text: string): void {
    const tab = this.tabs.children[index];
    const item = this.items[index];
    if (!tab || !item) return;
    this.items[index] = { ...item, text, name: text };
    tab.setAttribute('aria-label', text);
    (tab.querySelector('span') as HTMLElement).textContent = text;
  }

  private firstBar(path: string): Bar {
    const window = { ...this.boot.appJson.window, ...this.boot.pageJson[path] } as PageJson;
    const isWeapp = this.boot.client === 'weapp';
    return {
      title: String((isWeapp ? window.navigationBarTitleText : window.defaultTitle) ?? ''),
      color: window.navigationBarTextStyle === 'white' ? '#fff' : '#191919',
      background: String((isWeapp ? window.navigationBarBackgroundColor : window.titleBarColor) ?? '#fff'),
      isLoading: false,
    };
  }

  private drawBar(): void {
    const { standing } = this;
    const bar = standing && this.bars.get(standing.page);
    if (!bar) return;
    const status = make('div', { class: 'phone-status' });
    status.style.height = `${this.boot.statusBarHeight}px`;
    status.setAttribute('aria-hidden', 'true');
    status.append(make('span', { text: '9:41' }), make('span', { text: '100%' }));
    const title = make('h1', { id: 'native-title', class: 'phone-bar__title', text: bar.title });
    const menu = make('div', { class: 'phone-bar__menu' });
    menu.setAttribute('aria-hidden', 'true');
    const line = make('div', { class: 'phone-bar' });
    if (standing.canGoBack) {
      const back = make('button', { id: 'native-back', class: 'phone-bar__back', label: '返回' });
      back.addEventListener('click', () => this.link.send({ type: 'back' }));
      line.append(back);
    } else if (!standing.isTab && this.boot.client === 'weapp' && standing.path !== this.boot.appJson.pages[0]) {
      // WeChat's way out of a page that was opened from outside; Alipay has it in the menu.
      const home = make('button', { id: 'native-home', class: 'phone-bar__home', label: '回到首页' });
      home.addEventListener('click', () => this.link.send({ type: 'home' }));
      line.append(home);
    }
    if (bar.isLoading) line.append(make('span', { id: 'native-bar-loading', class: 'phone-bar__ring' }));
    line.append(title, menu);
    this.top.replaceChildren(status, line);
    this.top.style.color = bar.color;
    this.top.style.background = bar.background;
  }

  private drawTabs(): void {
    const look = this.boot.appJson.tabBar;
    this.tabs.style.background = String(look?.backgroundColor ?? '#fff');
    for (const [index, item] of this.items.entries()) {
      const words = item.text ?? item.name ?? '';
      const icon = document.createElement('img');
      icon.alt = '';
      const tab = make('button', { id: `native-tab-${index}`, class: 'phone-tabs__tab', label: words });
      tab.append(icon, make('span', { text: words }));
      const said = () => this.items[index]?.text ?? words;
      tab.addEventListener('click', () =>
        this.link.send({ type: 'tab', index, pagePath: item.pagePath, text: said() }),
      );
      this.tabs.append(tab);
      this.markTab(tab, index, '');
    }
  }

  private markTab(tab: Element, index: number, path: string): void {
    const item = this.items[index] as TabItem;
    const look = this.boot.appJson.tabBar;
    const isOn = item.pagePath === path;
    const icon = isOn ? (item.selectedIconPath ?? item.activeIcon) : (item.iconPath ?? item.icon);
    const picture = tab.querySelector('img') as HTMLImageElement;
    picture.hidden = !icon;
    if (icon && !picture.src.endsWith(`/${icon}`)) picture.src = this.boot.programUrl + icon.replace(/^\//, '');
    const color = isOn ? look?.selectedColor : (look?.color ?? look?.textColor);
    (tab as HTMLElement).style.color = String(color ?? '');
    if (isOn) tab.setAttribute('aria-current', 'page');
    else tab.removeAttribute('aria-current');
  }
}
