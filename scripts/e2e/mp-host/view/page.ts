import type { JsonObject, ViewLink } from '../protocol';
import { putAt } from './data-path';
import { drawFile, type Owner, type VNode } from './draw';
import type { ElementKit } from './elements';
import { EventWalk } from './events';
import { listen } from './gestures';
import { openTypesOf, tellOpenType } from './open-type';
import { drawnNode, patchChildren } from './patch';
import { openPicker } from './picker';
import type { TemplateFile } from './plan';
import type { Sheets } from './sheets';
import type { VendorTable } from './vendor';

const REACH_BOTTOM_PX = 50;

export interface PageParts {
  pageId: number;
  path: string;
  file: TemplateFile;
  owner: Owner;
  sheets: CSSStyleSheet[];
  kit: ElementKit;
  table: VendorTable;
  link: ViewLink;
  native: Sheets;
}

/** One page of the stack: its own root and styles, as the real containers give each page its own web view. */
export class PageView {
  /** Stands in the phone; `position: fixed` inside is fixed to it. */
  readonly host: HTMLElement;
  /** The page's window: scrolls. */
  readonly frame: HTMLElement;
  /** The `page` element of the styles. */
  readonly body: HTMLElement;
  readonly root: ShadowRoot;
  readonly walk: EventWalk;
  private vnodes: VNode[] = [];
  private wasAtBottom = false;

  constructor(
    private readonly parts: PageParts,
    private readonly data: JsonObject,
  ) {
    const { pageId, path, link, kit, table } = parts;
    this.host = document.createElement('div');
    this.host.className = 'phone-page';
    this.host.dataset.pageId = String(pageId);
    this.host.dataset.path = path;
    this.root = this.host.attachShadow({ mode: 'open' });
    this.root.adoptedStyleSheets = parts.sheets;
    this.frame = document.createElement('div');
    this.frame.className = 'frame';
    this.frame.tabIndex = -1;
    this.frame.setAttribute('role', 'main');
    this.body = document.createElement('page');
    this.frame.append(this.body);
    this.root.append(this.frame);
    this.walk = new EventWalk(pageId, this.body, kit.client, table, (event) => link.send(event));
    listen(this.root, { walk: this.walk, frame: this.frame, tapped: (element) => this.tapped(element) });
    let isDue = false;
    this.frame.addEventListener('scroll', () => {
      if (isDue) return;
      isDue = true;
      requestAnimationFrame(() => {
        isDue = false;
        this.scrolled();
      });
    });
  }

  /** Draws what the data say now; the first drawing makes everything. A template's error is a fault of the program. */
  draw(): void {
    const { file, owner, kit, link, path } = this.parts;
    try {
      const next = drawFile(file, this.data, owner);
      patchChildren(this.body, this.vnodes, next, kit);
      this.vnodes = next;
    } catch (error) {
      link.fault(`${path}: ${(error as Error).message}`);
    }
  }

  /** @param changes data path → new value */
  setData(changes: JsonObject): void {
    try {
      for (const [path, value] of Object.entries(changes)) putAt(this.data, path, value);
    } catch (error) {
      this.parts.link.fault(`${this.parts.path}: ${(error as Error).message}`);
    }
    this.draw();
  }

  private scrolled(): void {
    const { pageId, link } = this.parts;
    const { scrollTop, scrollHeight, clientHeight } = this.frame;
    link.send({ type: 'pageScroll', pageId, scrollTop });
    const isAtBottom = scrollHeight - clientHeight - scrollTop <= REACH_BOTTOM_PX;
    if (isAtBottom && !this.wasAtBottom) link.send({ type: 'reachBottom', pageId });
    this.wasAtBottom = isAtBottom;
  }

  /** What the container itself does on a tap, after the program's handlers. */
  private tapped(element: HTMLElement): void {
    const { kit, native, link } = this.parts;
    for (let at: HTMLElement | null = element; at; at = at.parentElement) {
      const facts = drawnNode(at)?.facts;
      if (!facts || at.hasAttribute('data-native-off')) continue;
      if (facts.tag === 'picker') {
        openPicker(at, facts.attributes, this.walk, native, kit.client);
        return;
      }
      if (facts.tag === 'button' && openTypesOf(facts.attributes).length > 0) {
        void tellOpenType(at, facts.attributes, { walk: this.walk, link, client: kit.client });
        return;
      }
    }
  }
}
