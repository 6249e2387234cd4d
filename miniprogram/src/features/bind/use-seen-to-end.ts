import { useEffect, useState } from 'react';
import { watchElement } from '@/platform';

const SENTINEL_ID = 'text-end';
/** Room of the bottom bar, in points: an end behind the bar has not been seen. */
const BAR_POINTS = 80;

/** True from the moment that the end of the text has come into view; `isThere`: the end is on the page at all. */
export function useSeenToEnd(isThere: boolean) {
  const [hasSeen, setSeen] = useState(false);
  useEffect(() => {
    if (!isThere) return;
    return watchElement(SENTINEL_ID, { bottom: -BAR_POINTS }, (seen) => {
      const isInView = (seen.intersectionRatio ?? 0) > 0;
      const isPassed = (seen.boundingClientRect?.top ?? Number.POSITIVE_INFINITY) < (seen.relativeRect?.bottom ?? 0);
      if (isInView || isPassed) setSeen(true);
    });
  }, [isThere]);
  return { hasSeen, sentinelId: SENTINEL_ID };
}
