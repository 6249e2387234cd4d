import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { changeDocument } from './change-document';
import { type Collection, type CollectionDefinition, Conflict, type Store, type StoredDocument } from './port';

/** A secret from the configuration. `id` is short, never reused, and written beside what the key made. */
export interface KeyGeneration {
  id: string;
  /** 32 random bytes. */
  key: Buffer;
}

export interface SealingConfig {
  /** Wrap the data keys. The first is current; older ones stay until `rewrap` has answered 0. */
  masterKeys: readonly KeyGeneration[];
  /** Make blind indexes. The first is current; during a rotation the previous one stands second. */
  indexKeys: readonly KeyGeneration[];
}

/** Where a sealed value belongs. It opens nowhere else: copying it to another document or field makes it unreadable. */
export interface SealPlace {
  collection: string;
  field: string;
  documentId: string;
}

/** The subject's key was destroyed: nothing new can be sealed for them. */
export class Erased extends Error {
  constructor(readonly subjectId: string) {
    super('the data key of this subject was destroyed');
    this.name = 'Erased';
  }
}

/**
 * Field encryption: AES-256-GCM under a data key per subject, the data key wrapped by a master key from the configuration
 * and kept in `person_keys`. Destroying that one document makes all that was sealed for the subject unreadable, in every
 * copy and backup of the other collections. (Node has no SM4-GCM; sm-crypto-v2 has, at a hundredth of the speed.)
 */
export interface Sealing {
  /** Seals texts for a subject, whose key is made at first use; answers in the same order. Throws Erased. */
  sealAll(subjectId: string, texts: readonly { place: SealPlace; plain: string }[]): Promise<string[]>;
  /** Opens many at once with one look-up of keys. Undefined where the key was destroyed. Throws on a forged or moved value. */
  openAll(sealed: readonly { value: string; place: SealPlace }[]): Promise<(string | undefined)[]>;
  /**
   * HMAC-SHA-256 of a value under each index key, current first, as `<key id>.<base64url>`. `scope` keeps equal values of
   * different fields apart. Store all of them and look up by any: uniqueness then holds throughout a rotation.
   */
  blindIndex(scope: string, value: string): string[];
  /** Destroys the subject's key for good. True when there was one. A tombstone stays: no second key is made for them. */
  eraseSubject(subjectId: string, at: string): Promise<boolean>;
  /** Wraps up to `limit` data keys anew that an older master key wraps; answers how many. Repeat until 0. */
  rewrap(limit: number): Promise<number>;
}

interface PersonKey extends StoredDocument {
  masterKeyId?: string;
  wrapped?: string;
  erasedAt?: string;
}

/** One data key per subject (`_id` is the subject's id). Shreddable: a destroyed key may not linger in the file. */
export const personKeys: CollectionDefinition<PersonKey> = {
  name: 'person_keys',
  schemaVersion: 1,
  schema: { masterKeyId: String, wrapped: String, erasedAt: String },
  indexes: [{ name: 'masterKeyId', fields: { masterKeyId: 1 }, sparse: true }],
  isShreddable: true,
};

/** Makes the sealing of a store. Throws Error on keys of a wrong length or with doubled ids. */
export function createSealing(store: Store, config: SealingConfig): Sealing {
  const masterKeys = byId('master', config.masterKeys);
  byId('index', config.indexKeys);
  const [currentMaster] = config.masterKeys;
  if (!currentMaster) throw new Error('sealing needs a master key');
  const keys: Collection<PersonKey> = store.collection(personKeys);

  const wrap = (subjectId: string, dataKey: Buffer) => ({
    masterKeyId: currentMaster.id,
    wrapped: encrypt(currentMaster.key, dataKey, `person_keys|${subjectId}`),
  });
  const unwrap = (document: PersonKey): Buffer | undefined => {
    if (document.wrapped === undefined) return undefined;
    const master = masterKeys.get(document.masterKeyId ?? '');
    if (!master) throw new Error(`master key ${document.masterKeyId} is not configured`);
    return decrypt(master, document.wrapped, `person_keys|${document._id}`);
  };
  const keyToSeal = async (subjectId: string): Promise<Buffer> => {
    for (;;) {
      const known = await keys.get(subjectId);
      if (known) {
        const dataKey = unwrap(known);
        if (!dataKey) throw new Erased(subjectId);
        return dataKey;
      }
      const dataKey = randomBytes(32);
      try {
        await keys.insert({ _id: subjectId, version: 1, schemaVersion: 1, ...wrap(subjectId, dataKey) });
        return dataKey;
      } catch (error) {
        // Another writer made this subject's key between our look and our insert: take theirs.
        if (!(error instanceof Conflict)) throw error;
      }
    }
  };

  return {
    async sealAll(subjectId, texts) {
      if (texts.length === 0) return [];
      const dataKey = await keyToSeal(subjectId);
      const subject = Buffer.from(subjectId, 'utf8').toString('base64url');
      return texts.map(({ place, plain }) => {
        return `1.${subject}.${encrypt(dataKey, Buffer.from(plain, 'utf8'), context(place, subjectId))}`;
      });
    },

    async openAll(sealed) {
      const parts = sealed.map(({ value }) => {
        const [, subject, body] = /^1\.([\w-]+)\.([\w.-]+)$/.exec(value) ?? [];
        if (!subject || !body) throw new Error('not a sealed value');
        return { subjectId: Buffer.from(subject, 'base64url').toString('utf8'), body };
      });
      const subjectIds = [...new Set(parts.map((part) => part.subjectId))];
      const found = subjectIds.length > 0 ? await keys.find({ _id: { $in: subjectIds } }) : [];
      const dataKeys = new Map(found.map((document) => [document._id, unwrap(document)]));
      return parts.map(({ subjectId, body }, i) => {
        const dataKey = dataKeys.get(subjectId);
        const place = sealed[i]?.place as SealPlace;
        return dataKey ? decrypt(dataKey, body, context(place, subjectId)).toString('utf8') : undefined;
      });
    },

    blindIndex(scope, value) {
      return config.indexKeys.map(({ id, key }) => {
        const digest = createHmac('sha256', key).update(`${scope}|`, 'utf8').update(value, 'utf8').digest('base64url');
        return `${id}.${digest}`;
      });
    },

    async eraseSubject(subjectId, at) {
      const tombstone = await changeDocument(keys, subjectId, (known) =>
        known?.erasedAt ? undefined : { schemaVersion: 1, erasedAt: at },
      );
      // A tombstone that was inserted had no key before it
      return tombstone !== undefined && tombstone.version > 1;
    },

    async rewrap(limit) {
      const olderIds = config.masterKeys.slice(1).map((generation) => generation.id);
      if (olderIds.length === 0) return 0;
      const due = await keys.find({ masterKeyId: { $in: olderIds } }, { sort: { _id: 1 }, limit });
      for (const document of due) {
        const dataKey = unwrap(document);
        // A lost race is no loss: the key was erased meanwhile, or another process wrapped it anew.
        if (dataKey) await keys.replace({ ...document, ...wrap(document._id, dataKey) });
      }
      return due.length;
    },
  };
}

function byId(kind: string, generations: readonly KeyGeneration[]): Map<string, Buffer> {
  const known = new Map<string, Buffer>();
  for (const { id, key } of generations) {
    if (!/^[\w-]{1,32}$/.test(id) || known.has(id))
      throw new Error(`${kind} key id ${id} is doubled or not a short word`);
    if (key.length !== 32) throw new Error(`${kind} key ${id} is not 32 bytes long`);
    known.set(id, key);
  }
  if (known.size === 0) throw new Error(`sealing needs a ${kind} key`);
  return known;
}

/** Bound into the authentication tag, so that a value cannot be moved to another place or subject. */
function context(place: SealPlace, subjectId: string): string {
  return JSON.stringify([place.collection, place.field, place.documentId, subjectId]);
}

/** `<iv>.<ciphertext>.<tag>`, each base64url; a fresh random 96-bit iv every time (NIST SP 800-38D, 8.2.2). */
function encrypt(key: Buffer, plain: Buffer, associated: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(associated, 'utf8'));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return [iv, body, cipher.getAuthTag()].map((part) => part.toString('base64url')).join('.');
}

function decrypt(key: Buffer, sealed: string, associated: string): Buffer {
  const [iv, body, tag] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'));
  if (iv?.length !== 12 || !body || tag?.length !== 16) throw new Error('not a sealed value');
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 });
  decipher.setAAD(Buffer.from(associated, 'utf8'));
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]);
}
