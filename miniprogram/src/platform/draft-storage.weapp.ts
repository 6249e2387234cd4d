import { createDrafts, type NativeStorage, nativeVault } from './draft-vault';

declare const wx: NativeStorage & { canIUse(schema: string): boolean };

/**
 * wx.setStorage with `encrypt` (AES-128 by WeChat, base library 2.21.3; asynchronous only). A relative's name and certificate number
 * must not lie readable on the phone. An older WeChat would take `encrypt` and store in clear: there the drafts stay in memory.
 */
export const keptDraftStorage = createDrafts(
  wx.canIUse('setStorage.object.encrypt') ? nativeVault(wx, { encrypt: true }) : undefined,
);
export const draftStorage = keptDraftStorage;
