/** The phone's own encrypted storage, one value for all drafts. Every call may fail or take its time. */
export interface DraftVault {
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
  remove(): Promise<void>;
}

interface StorageCall {
  key: string;
  encrypt?: true;
  success(answer: { data?: unknown }): void;
  fail(): void;
}

/** The storage calls of `wx` and `my`; a call answers by one of its two functions. */
export interface NativeStorage {
  setStorage(options: StorageCall & { data: string }): void;
  getStorage(options: StorageCall): void;
  removeStorage(options: StorageCall): void;
}

const KEY = 'drafts';
const asked = <T>(ask: (done: (value: T) => void, failed: () => void) => void) =>
  new Promise<T>((resolve, reject) => ask(resolve, () => reject(new Error('storage'))));

/** A mini-program's own storage as a vault. `encrypting`: what reading and writing say on top, where the platform has to be told. */
export function nativeVault(storage: NativeStorage, encrypting: { encrypt?: true } = {}): DraftVault {
  return {
    read: () =>
      asked((done, fail) =>
        storage.getStorage({
          key: KEY,
          ...encrypting,
          success: ({ data }) => done(typeof data === 'string' ? data : undefined),
          fail,
        }),
      ),
    write: (data) =>
      asked((done, fail) => storage.setStorage({ key: KEY, data, ...encrypting, success: () => done(), fail })),
    remove: () => asked((done, fail) => storage.removeStorage({ key: KEY, success: () => done(), fail })),
  };
}

/** Text that must survive a detour (sign-in, face check) and a killed program, but not the day: on a phone shared at home it goes away. */
export interface DraftStorage {
  /** True once what an earlier run left can be read. */
  isReady(): boolean;
  /** Resolves with `isReady`; never fails. */
  readonly ready: Promise<void>;
  read(name: string): string | undefined;
  write(name: string, text: string): void;
  remove(name: string): void;
  /** Everything goes: signing out. */
  clear(): void;
}

interface Kept {
  text: string;
  savedAtMs: number;
}

/** As long as an unfinished bind is kept in the browser. */
const KEPT_MS = 24 * 3_600_000;
/** A phone that does not answer must not keep anybody from starting: then this run begins without the old drafts. */
const PATIENCE_MS = 2_000;

/**
 * Drafts in memory, written behind into the vault: reading and writing are instant for the screens, the phone's encryption takes
 * its time. Without a vault (the app is too old to encrypt) they live as long as the program: never readable on the phone.
 */
export function createDrafts(vault: DraftVault | undefined, nowMs: () => number = Date.now): DraftStorage {
  const drafts = new Map<string, Kept>();
  const touched = new Set<string>();
  let isCleared = false;
  let isReady = vault === undefined;
  let isWriting = false;
  let isBehind = false;

  const writeBehind = async () => {
    isBehind = true;
    // Before the old ones are read, a write would wipe them out.
    if (!vault || !isReady || isWriting) return;
    isWriting = true;
    while (isBehind) {
      isBehind = false;
      try {
        const all = Object.fromEntries(drafts);
        await (drafts.size > 0 ? vault.write(JSON.stringify(all)) : vault.remove());
      } catch {
        // A full storage: this run goes on from memory.
      }
    }
    isWriting = false;
  };

  const take = (text: string | undefined) => {
    if (text === undefined || isCleared) return false;
    let isAnyOld = false;
    for (const [name, kept] of Object.entries(JSON.parse(text) as Record<string, Kept>)) {
      // A clock that was set back must not keep a draft for ever.
      if (Math.abs(nowMs() - kept.savedAtMs) >= KEPT_MS) isAnyOld = true;
      else if (!touched.has(name)) drafts.set(name, kept);
    }
    return isAnyOld;
  };
  const load = async (from: DraftVault) => {
    let isAnyOld = false;
    try {
      const patience = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS));
      isAnyOld = take(await Promise.race([from.read(), patience]));
    } catch {
      // Nothing was kept, or it cannot be read any more: begin anew.
    }
    isReady = true;
    if (isAnyOld || isBehind) await writeBehind();
  };

  return {
    isReady: () => isReady,
    ready: vault ? load(vault) : Promise.resolve(),
    read: (name) => drafts.get(name)?.text,
    write(name, text) {
      touched.add(name);
      drafts.set(name, { text, savedAtMs: nowMs() });
      writeBehind();
    },
    remove(name) {
      touched.add(name);
      if (drafts.delete(name) || !isReady) writeBehind();
    },
    clear() {
      isCleared = true;
      drafts.clear();
      writeBehind();
    },
  };
}
