import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

/** The console's own path, as it stands behind `#`: ['cases', '<id>']. */
export function useRoute(): string[] {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return hash
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
}

export const pathTo = (...parts: string[]): string => `#/${parts.map(encodeURIComponent).join('/')}`;

export function go(...parts: string[]): void {
  window.location.hash = pathTo(...parts);
}

/** Goes somewhere without leaving the present address in the browser's history: one-time tokens do not stay there. */
export function goInstead(...parts: string[]): void {
  window.history.replaceState(null, '', pathTo(...parts));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
