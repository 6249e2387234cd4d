import type { Client, EventTarget, JsonObject, MiniEvent, ViewEvent } from '../protocol';
import type { Owner } from './draw';
import { drawnNode } from './patch';
import type { VendorTable } from './vendor';

interface Emitted {
  /** The vendor's own spelling: `touchstart` at WeChat, `touchStart` at Alipay. */
  type: string;
  detail: JsonObject;
  touches?: JsonObject[];
}

/** Carries what happens in one page to the handlers that its templates bound. */
export class EventWalk {
  constructor(
    private readonly pageId: number,
    private readonly page: HTMLElement,
    private readonly client: Client,
    private readonly table: VendorTable,
    private readonly send: (event: ViewEvent) => void,
  ) {}

  /**
   * One message per bound handler: capture handlers from the page down, then from the element upward, ended by a `catch`.
   * @returns how many handlers were told
   */
  emit(start: Element, emitted: Emitted): number {
    const own = this.spelled(emitted.type);
    const path = this.table.bubbling.includes(own) ? this.pathFrom(start) : [start];
    let told = 0;
    const tell = (element: Element, isCapture: boolean): boolean => {
      const drawn = drawnNode(element);
      if (!drawn || isOff(element)) return false;
      let isStopped = false;
      for (const binding of drawn.vnode.bindings) {
        if (binding.event !== own || binding.isCapture !== isCapture) continue;
        const { owner } = drawn.vnode;
        const event: MiniEvent = {
          type: own,
          timeStamp: Math.round(performance.now()),
          target: this.targetOf(withinOwner(start, owner)),
          currentTarget: this.targetOf(element),
          detail: emitted.detail,
          ...(emitted.touches
            ? { touches: /end$|cancel$/i.test(own) ? [] : emitted.touches, changedTouches: emitted.touches }
            : {}),
        };
        const componentIs = owner.is === undefined ? {} : { componentIs: owner.is };
        this.send({ type: 'event', pageId: this.pageId, ...componentIs, handler: binding.handler, event });
        told++;
        if (binding.isCatch) isStopped = true;
      }
      return isStopped;
    };
    for (const element of [...path].reverse()) if (tell(element, true)) return told;
    for (const element of path) if (tell(element, false)) return told;
    return told;
  }

  /** What an event says about an element. */
  targetOf(element: Element): EventTarget {
    const facts = drawnNode(element)?.facts;
    const dataset = (facts?.dataset ?? {}) as JsonObject;
    const { offsetLeft, offsetTop } = element as HTMLElement;
    const target = { id: String(facts?.attributes.id ?? ''), dataset, offsetLeft, offsetTop };
    return this.client === 'weapp' ? target : { ...target, tagName: facts?.tag ?? '', targetDataset: dataset };
  }

  /** Names are written here as Alipay spells them; WeChat's are the same in lower case, `longTap` is its `longpress`. */
  private spelled(type: string): string {
    if (this.client === 'alipay') return type;
    return type === 'longTap' ? 'longpress' : type.toLowerCase();
  }

  private pathFrom(start: Element): Element[] {
    const path: Element[] = [];
    for (let at: Element | null = start; at && at !== this.page; at = at.parentElement)
      if (drawnNode(at)) path.push(at);
    return path;
  }
}

/** The innermost element that the program drew around a DOM node; undefined outside the page's own elements. */
export function innermost(node: unknown): HTMLElement | undefined {
  let at = node as Node | null;
  while (at && !(at instanceof HTMLElement && drawnNode(at))) at = at.parentNode;
  return (at as HTMLElement | null) ?? undefined;
}

/** A handler outside a custom component sees the component as the target, not what is inside it. */
function withinOwner(start: Element, owner: Owner): Element {
  let vnode = drawnNode(start)?.vnode;
  while (vnode?.owner.host && vnode.owner.host.dom !== owner.host?.dom) vnode = vnode.owner.host;
  return (vnode?.dom as Element | undefined) ?? start;
}

/** A disabled button takes the touch and tells nobody. */
const isOff = (element: Element): boolean => element.hasAttribute('data-native-off');
