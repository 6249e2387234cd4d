import { useEffect, useState } from 'react';
import { keptDraftStorage } from '@/platform';

/** False for the moment in which a mini-program still reads what an earlier run left; a form must not begin empty before that. */
export function useDraftsReady(): boolean {
  const [isReady, setReady] = useState(() => keptDraftStorage.isReady());
  useEffect(() => {
    if (isReady) return;
    let isHere = true;
    keptDraftStorage.ready.then(() => {
      if (isHere) setReady(true);
    });
    return () => {
      isHere = false;
    };
  }, [isReady]);
  return isReady;
}
