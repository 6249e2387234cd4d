import { createDrafts, type DraftVault } from './draft-vault';

interface StorageCall {
  key: string;
  success(answer: { data?: unknown }): void;
  fail(): void;
}
declare const my: {
  setStorage(options: StorageCall & { data: string }): void;
  getStorage(options: StorageCall): void;
  removeStorage(options: StorageCall): void;
};

const KEY = 'drafts';
const asked = <T>(ask: (done: (value: T) => void, failed: () => void) => void) =>
  new Promise<T>((resolve, reject) => ask(resolve, () => reject(new Error('storage'))));

/**
 * Alipay encrypts a mini-program's storage itself and keeps it apart by account and program ("缓存数据本地加密存储，通过 API
 * 读取时会自动解密返回": opendocs.alipay.com, my.setStorage).
 */
const vault: DraftVault = {
  read: () =>
    asked((done, fail) =>
      my.getStorage({ key: KEY, success: ({ data }) => done(typeof data === 'string' ? data : undefined), fail }),
    ),
  write: (data) => asked((done, fail) => my.setStorage({ key: KEY, data, success: () => done(), fail })),
  remove: () => asked((done, fail) => my.removeStorage({ key: KEY, success: () => done(), fail })),
};

export const keptDraftStorage = createDrafts(vault);
export const draftStorage = keptDraftStorage;
