import { useSyncExternalStore } from 'react';
import type { Me } from '@/api';
import { call, session } from '@/api';
import { type Loading, useLoading } from '../loading';

/** Who is signed in on this phone; undefined for nobody. */
export function useSession() {
  return useSyncExternalStore(session.subscribe, session.tokens);
}

/** Me, masked, with my insurances; nothing is asked while nobody is signed in. */
export function useMe(): Loading<Me> {
  const tokens = useSession();
  return useLoading(tokens ? `me-${tokens.sessionId}-${tokens.isProven}` : undefined, async () => {
    const me = await call('person.me');
    if (me.person) session.markProven();
    return me;
  });
}
