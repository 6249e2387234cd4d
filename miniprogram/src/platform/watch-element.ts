import Taro from '@tarojs/taro';
import type { ElementSeen, WatchOptions } from './types';

/** An element has to be laid out before it can be watched. */
const LAID_OUT_MS = 300;

/**
 * Tells whenever an element of this page comes into the screen or leaves it. `margins` in points widen the screen (negative: narrow it);
 * `initialRatio` 1 also tells of an element that is out of sight from the start. Returns what ends the watch.
 */
export function watchElement(
  id: string,
  { initialRatio, ...margins }: WatchOptions,
  onSeen: (seen: ElementSeen) => void,
): () => void {
  const page = Taro.getCurrentInstance().page;
  const observer = Taro.createIntersectionObserver(page as Taro.PageInstance, {
    thresholds: [0],
    ...(initialRatio === undefined ? {} : { initialRatio }),
  });
  const timer = setTimeout(() => observer.relativeToViewport(margins).observe(`#${id}`, onSeen), LAID_OUT_MS);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}
