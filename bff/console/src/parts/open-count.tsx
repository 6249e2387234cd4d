import { useEffect } from 'react';
import { call } from '../api';
import { useRoute } from '../route';
import { useLoaded } from './loaded';

const CHANGED = 'gongji-cases-changed';

/** Says that the number of waiting cases may be another one now. */
export const casesChanged = (): boolean => window.dispatchEvent(new Event(CHANGED));

/** How many cases wait; asked anew whenever somebody goes somewhere, refreshes or closes one. */
export function OpenCount() {
  const route = useRoute().join('/');
  const { value, reload } = useLoaded(route, () => call('case.list', { query: { status: 'open', limit: 1 } }));
  useEffect(() => {
    window.addEventListener(CHANGED, reload);
    return () => window.removeEventListener(CHANGED, reload);
  }, [reload]);
  if (!value?.openCount) return null;
  return <span className="count">{value.openCount > 99 ? '99+' : value.openCount}</span>;
}
