import type { ElementSeen, WatchOptions } from './types';

/** An element has to be laid out before it can be watched. */
const LAID_OUT_MS = 300;

/**
 * The same in a browser, by its own observer: pages scroll inside a part of the document there, and a margin around the window would
 * be cut off at that part's edge. It tells of every element at once, seen or not.
 */
export function watchElement(
  id: string,
  { top = 0, bottom = 0 }: WatchOptions,
  onSeen: (seen: ElementSeen) => void,
): () => void {
  let observer: IntersectionObserver | undefined;
  const timer = setTimeout(() => {
    const element = document.getElementById(id);
    if (!element) return;
    observer = new IntersectionObserver(
      (entries) => {
        for (const { intersectionRatio, boundingClientRect, rootBounds } of entries)
          onSeen({ intersectionRatio, boundingClientRect, ...(rootBounds ? { relativeRect: rootBounds } : {}) });
      },
      { root: scrollerOf(element), rootMargin: `${top}px 0px ${bottom}px 0px`, threshold: [0] },
    );
    observer.observe(element);
  }, LAID_OUT_MS);
  return () => {
    clearTimeout(timer);
    observer?.disconnect();
  };
}

/** The part around an element that scrolls up and down; null: the window itself. */
function scrollerOf(element: Element): Element | null {
  for (let around = element.parentElement; around; around = around.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(around).overflowY)) return around === document.body ? null : around;
  }
  return null;
}
