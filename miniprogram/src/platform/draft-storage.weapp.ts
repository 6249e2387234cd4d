import { createDrafts, type DraftVault } from './draft-vault';

interface StorageCall {
  key: string;
  encrypt?: true;
  success(answer: { data?: unknown }): void;
  fail(): void;
}
declare const wx: {
  canIUse(schema: string): boolean;
  setStorage(options: StorageCall & { data: string }): void;
  getStorage(options: StorageCall): void;
  removeStorage(options: StorageCall): void;
};

const KEY = 'drafts';
const asked = <T>(ask: (done: (value: T) => void, failed: () => void) => void) =>
  new Promise<T>((resolve, reject) => ask(resolve, () => reject(new Error('storage'))));

/** wx.setStorage with `encrypt` (AES-128 by WeChat, base library 2.21.3; asynchronous only). */
const vault: DraftVault = {
  read: () =>
    asked((done, fail) =>
      wx.getStorage({
        key: KEY,
        encrypt: true,
        success: ({ data }) => done(typeof data === 'string' ? data : undefined),
        fail,
      }),
    ),
  write: (data) => asked((done, fail) => wx.setStorage({ key: KEY, data, encrypt: true, success: () => done(), fail })),
  remove: () => asked((done, fail) => wx.removeStorage({ key: KEY, success: () => done(), fail })),
};

/**
 * A relative's name and certificate number must not lie readable on the phone. An older WeChat would take `encrypt` and store in
 * clear: there the drafts stay in memory.
 */
export const keptDraftStorage = createDrafts(wx.canIUse('setStorage.object.encrypt') ? vault : undefined);
export const draftStorage = keptDraftStorage;
