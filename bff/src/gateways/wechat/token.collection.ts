import { changeDocument } from '../../storage/change-document';
import type { Collection, CollectionDefinition, StoredDocument } from '../../storage/port';
import { type AccessToken, FORCE_GAP_MS, type TokenKeeper } from './port';

/** The app's interface token, one document for all processes. `_id` is the app. Whoever holds the value can speak for the app: sealed. */
export interface TokenDocument extends StoredDocument {
  /** Absent once it was refused. */
  value?: string;
  expiresAtMs?: number;
  /** When one process last asked WeChat to make a new one. */
  forcedAtMs?: number;
}

export const tokenDefinition: CollectionDefinition<TokenDocument> = {
  name: 'platform_tokens',
  schemaVersion: 1,
  schema: { value: String, expiresAtMs: { type: Number, min: 0 }, forcedAtMs: { type: Number, min: 0 } },
  indexes: [],
  sealed: {
    fields: [{ name: 'value', isSearchable: false }],
    subjectOf: (document) => `platform-token:${document._id}`,
  },
};

/** Keeps the token in the store, by compare-and-set: of two processes that renew at once, the token that lives longer stays. */
export function tokenInStore(collection: Collection<TokenDocument>, appId: string, nowMs: () => number): TokenKeeper {
  const _id = `wechat:${appId}`;

  /** Writes what `change` makes of the newest document, and nothing else of it; false where that is undefined. */
  async function write(
    change: (known: TokenDocument | undefined) => Partial<TokenDocument> | undefined,
  ): Promise<boolean> {
    const written = await changeDocument(collection, _id, (known) => {
      const parts = change(known);
      return parts && { schemaVersion: known?.schemaVersion ?? 1, ...parts };
    });
    return written !== undefined;
  }
  const tokenIn = (document: TokenDocument | undefined): AccessToken | undefined =>
    document?.value !== undefined && document.expiresAtMs !== undefined
      ? { value: document.value, expiresAtMs: document.expiresAtMs }
      : undefined;
  const forcedIn = (document: TokenDocument | undefined) =>
    document?.forcedAtMs === undefined ? {} : { forcedAtMs: document.forcedAtMs };

  return {
    read: async () => tokenIn(await collection.get(_id)),
    async keep(token) {
      await write((known) => {
        const other = tokenIn(known);
        return other && other.expiresAtMs > token.expiresAtMs ? undefined : { ...forcedIn(known), ...token };
      });
    },
    async forget(value) {
      await write((known) => (known?.value === value ? forcedIn(known) : undefined));
    },
    mayForce: () =>
      write((known) => {
        const isTooSoon = known?.forcedAtMs !== undefined && nowMs() - known.forcedAtMs < FORCE_GAP_MS;
        return isTooSoon ? undefined : { ...tokenIn(known), forcedAtMs: nowMs() };
      }),
  };
}
