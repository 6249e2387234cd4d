import type { DrawnCalls, Json, JsonObject, SelectorQuery } from '../protocol';
import type { PageView } from './page';
import { drawnNode } from './patch';

/** Answers `createSelectorQuery().exec()`: one result per query; null where nothing matches. Pixels, relative to the page's window. */
export const answerQueries = (page: PageView, queries: SelectorQuery[]): Json[] =>
  queries.map((query) => {
    if (query.selector === 'viewport') return factsOf(page, page.frame, query);
    if (!query.all) {
      const found = find(page, query.selector)[0];
      return found ? factsOf(page, found, query) : null;
    }
    return find(page, query.selector).map((element) => factsOf(page, element, query));
  });

/** Elements of a page by a vendor's selector; `>>>` steps into components, which share the page's root here. */
export const find = (page: PageView, selector: string): HTMLElement[] => [
  ...page.body.querySelectorAll<HTMLElement>(
    selector.replaceAll('>>>', ' ').replace(/(^|[\s>+~,(])button(?![\w-])/g, '$1mp-button'),
  ),
];

function factsOf(page: PageView, element: HTMLElement, query: SelectorQuery): JsonObject {
  const wanted: JsonObject =
    query.ask === 'boundingClientRect'
      ? { id: true, dataset: true, rect: true, size: true }
      : query.ask === 'scrollOffset'
        ? { id: true, dataset: true, scrollOffset: true }
        : (query.fields ?? {});
  const drawn = drawnNode(element)?.facts;
  const result: JsonObject = {};
  const origin = page.frame.getBoundingClientRect();
  const box = element.getBoundingClientRect();
  if (wanted.id) result.id = String(drawn?.attributes.id ?? '');
  if (wanted.dataset) result.dataset = (drawn?.dataset ?? {}) as JsonObject;
  if (wanted.rect) {
    const [left, top] = [box.left - origin.left, box.top - origin.top];
    Object.assign(result, { left, top, right: left + box.width, bottom: top + box.height });
  }
  if (wanted.size) Object.assign(result, { width: box.width, height: box.height });
  if (wanted.scrollOffset) {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = element;
    Object.assign(result, { scrollLeft, scrollTop, scrollWidth, scrollHeight });
  }
  for (const name of namesOf(wanted.properties)) result[name] = (drawn?.attributes[name] ?? null) as Json;
  const computed = getComputedStyle(element);
  for (const name of namesOf(wanted.computedStyle)) result[name] = computed.getPropertyValue(kebab(name));
  return result;
}

const namesOf = (list: Json | undefined): string[] => (Array.isArray(list) ? list.map(String) : []);
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

type ObserveWish = DrawnCalls['observe'][0];

/** Begins one intersection observer; `tell` gets what the vendors tell per element. @returns how to stop it */
export function observe(page: PageView, wish: ObserveWish, tell: (results: Json[]) => void): () => void {
  const found = find(page, wish.selector);
  const elements = wish.all ? found : found.slice(0, 1);
  const root = wish.relativeTo ? (find(page, wish.relativeTo)[0] ?? page.frame) : page.frame;
  const margin = (side: string) => `${Number(wish.margins[side] ?? 0)}px`;
  const observer = new IntersectionObserver(
    (entries) => {
      tell(
        entries.map((entry) => {
          const facts = drawnNode(entry.target)?.facts;
          return {
            id: String(facts?.attributes.id ?? ''),
            dataset: (facts?.dataset ?? {}) as JsonObject,
            intersectionRatio: entry.intersectionRatio,
            intersectionRect: rectOf(entry.intersectionRect),
            boundingClientRect: rectOf(entry.boundingClientRect),
            relativeRect: rectOf(entry.rootBounds ?? entry.boundingClientRect),
            time: Math.round(entry.time),
          };
        }),
      );
    },
    {
      root,
      rootMargin: ['top', 'right', 'bottom', 'left'].map(margin).join(' '),
      threshold: wish.thresholds.length > 0 ? wish.thresholds : [0],
    },
  );
  for (const element of elements) observer.observe(element);
  return () => observer.disconnect();
}

const rectOf = ({ left, top, right, bottom, width, height }: DOMRectReadOnly): JsonObject => ({
  ...{ left, top, right, bottom },
  ...{ width, height },
});
