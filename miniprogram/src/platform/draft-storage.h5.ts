import type { DraftStorage } from './draft-vault';

/** The browser's storages answer at once. Where they are blocked (private browsing), a draft lives as long as the page. */
function inBrowser(storageOf: () => Storage, prefix: string): DraftStorage {
  const memory = new Map<string, string>();
  const attempt = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch {
      return undefined;
    }
  };
  const names = () => Object.keys(storageOf()).filter((key) => key.startsWith(prefix));
  return {
    isReady: () => true,
    ready: Promise.resolve(),
    read: (name) => attempt(() => storageOf().getItem(prefix + name)) ?? memory.get(name),
    write(name, text) {
      memory.set(name, text);
      attempt(() => storageOf().setItem(prefix + name, text));
    },
    remove(name) {
      memory.delete(name);
      attempt(() => storageOf().removeItem(prefix + name));
    },
    clear() {
      memory.clear();
      attempt(() => {
        for (const key of names()) storageOf().removeItem(key);
      });
    },
  };
}

/** The face check leaves the page, so what waits for it lives in this tab's session storage: gone with the tab, unseen by others. */
export const draftStorage = inBrowser(() => window.sessionStorage, 'draft:');

/** An unfinished bind is there again after the browser was closed, for a day (features/bind/draft). */
export const keptDraftStorage = inBrowser(() => window.localStorage, 'kept:');
