import { createDrafts, type NativeStorage, nativeVault } from './draft-vault';

declare const my: NativeStorage;

/**
 * Alipay encrypts a mini-program's storage itself and keeps it apart by account and program ("缓存数据本地加密存储，通过 API
 * 读取时会自动解密返回": opendocs.alipay.com, my.setStorage).
 */
export const keptDraftStorage = createDrafts(nativeVault(my));
export const draftStorage = keptDraftStorage;
