import { createHmac } from 'node:crypto';
import type { Collection, CollectionDefinition, StoredDocument } from '../../storage/port';
import { Conflict } from '../../storage/port';
import type { Route, Step } from '../exchange';
import { HttpError } from '../http-error';

/** Remembers what an Idempotency-Key was first used for. Holds fingerprints only, no content. */
export interface IdempotencyKeyDocument extends StoredDocument {
  route: string;
  bodyHash: string;
  at: string;
}

export const idempotencyKeyDefinition: CollectionDefinition<IdempotencyKeyDocument> = {
  name: 'idempotency_keys',
  schemaVersion: 1,
  schema: {
    route: { type: String, required: true },
    bodyHash: { type: String, required: true },
    at: { type: String, required: true },
  },
  indexes: [{ name: 'at', fields: { at: 1 } }],
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/**
 * On idempotent rows: turns `Idempotency-Key` into `commandId`, bound to the caller. The same key with another content or on
 * another route is refused; the same key with the same content goes through again (the modules answer it by commandId).
 * @param secret keys the fingerprints: bodies hold certificate numbers, which a plain hash would not hide
 */
export function createIdempotency(
  keys: Collection<IdempotencyKeyDocument>,
  secret: Uint8Array,
  clock: () => Date,
): (route: Route) => Step {
  const fingerprint = (...parts: string[]) => {
    const hmac = createHmac('sha256', secret);
    for (const part of parts) hmac.update(`${Buffer.byteLength(part)}:`).update(part);
    return hmac.digest('base64url');
  };
  return ({ name, row }) => {
    if (!row.isIdempotent) return (_ctx, next) => next();
    return async (ctx, next) => {
      const key = ctx.get('idempotency-key');
      if (key === '') throw new HttpError('IDEMPOTENCY_KEY_MISSING');
      if (!UUID.test(key)) {
        throw new HttpError('BAD_REQUEST', { details: [{ field: 'Idempotency-Key', problem: '操作编号的格式不对' }] });
      }
      const who = ctx.state.caller?.identityId ?? ctx.state.operator?.operatorId ?? '';
      const id = fingerprint('key', who, key.toLowerCase());
      const bodyHash = fingerprint('body', canonical(ctx.state.params), canonical(ctx.state.body));
      const isSame = (known: IdempotencyKeyDocument) => known.route === name && known.bodyHash === bodyHash;
      const known = await keys.get(id);
      if (known !== undefined && !isSame(known)) throw new HttpError('IDEMPOTENCY_KEY_REUSED');
      if (known === undefined) {
        try {
          await keys.insert({
            _id: id,
            version: 1,
            schemaVersion: 1,
            route: name,
            bodyHash,
            at: clock().toISOString(),
          });
        } catch (error) {
          if (!(error instanceof Conflict)) throw error;
          const first = await keys.get(id);
          if (first === undefined || !isSame(first)) throw new HttpError('IDEMPOTENCY_KEY_REUSED');
        }
      }
      ctx.state.commandId = id;
      await next();
    };
  };
}

/** JSON with sorted keys: the same content has the same text, whatever order the client's platform writes it in. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, item: unknown) =>
      item !== null && typeof item === 'object' && !Array.isArray(item)
        ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
        : item,
    ) ?? ''
  );
}
