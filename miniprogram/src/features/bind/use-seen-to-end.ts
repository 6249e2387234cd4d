import Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';

const SENTINEL_ID = 'text-end';
/** Room of the bottom bar, in points: an end behind the bar has not been seen. */
const BAR_POINTS = 80;

/** True from the moment that the end of the text has come into view; `isThere`: the end is on the page at all. */
export function useSeenToEnd(isThere: boolean) {
  const [hasSeen, setSeen] = useState(false);
  useEffect(() => {
    if (!isThere) return;
    const page = Taro.getCurrentInstance().page;
    const observer = Taro.createIntersectionObserver(page as Taro.PageInstance, { thresholds: [0] });
    // The element must have been laid out before it can be watched.
    const timer = setTimeout(() => {
      observer.relativeToViewport({ bottom: -BAR_POINTS }).observe(`#${SENTINEL_ID}`, (seen) => {
        const isInView = (seen.intersectionRatio ?? 0) > 0;
        const isPassed = (seen.boundingClientRect?.top ?? Number.POSITIVE_INFINITY) < (seen.relativeRect?.bottom ?? 0);
        if (isInView || isPassed) setSeen(true);
      });
    }, 300);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [isThere]);
  return { hasSeen, sentinelId: SENTINEL_ID };
}
