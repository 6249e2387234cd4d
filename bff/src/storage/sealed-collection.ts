import { compileForm } from './form';
import {
  type Collection,
  type CollectionDefinition,
  type Condition,
  type FindOptions,
  Invalid,
  type Query,
  type Scalar,
  type Store,
  type StoredDocument,
} from './port';
import type { Sealing } from './sealing';
import { isPlainObject } from './shape';

/** Documents whose subject's key was destroyed come back with this mark and without their sealed fields. */
export interface MaybeErased {
  isErased?: true;
}

/** True when the document's sealed fields can no longer be read. */
export function isErased(document: object): boolean {
  return (document as MaybeErased).isErased === true;
}

const indexField = (field: string) => `${field}Index`;

/**
 * A collection whose callers see plain values while the store sees ciphertext. A sealed field is stored sealed under its own
 * name; a searchable one also has `<name>Index`, its blind indexes under all configured index keys. Queries on it (equality
 * and $in) go through that field, and a definition's index on it becomes an index on that field.
 * The definition's `upcast` sees stored documents, where sealed fields are ciphertext: it may move other fields only.
 * After an erasure, `replace` writes the document without its sealed values and indexes: do that to take it out of searches.
 */
export function sealedCollection<T extends StoredDocument>(
  store: Store,
  definition: CollectionDefinition<T>,
  sealing: Sealing,
): Collection<T> {
  const { sealed } = definition;
  if (!sealed) return store.collection(definition);
  const { name: collection } = definition;
  const searchable = new Set(sealed.fields.filter((field) => field.isSearchable).map((field) => field.name));
  const hidden = new Set(sealed.fields.map((field) => field.name));
  const scope = (field: string) => `${collection}|${field}`;
  const plainForm = compileForm(definition);
  const inner = store.collection<T>(storedDefinition(definition, hidden, searchable));

  const seal = async (document: T, purpose: 'insert' | 'replace'): Promise<T> => {
    const { isErased: wasErased, ...rest } = document as T & MaybeErased;
    const plain = rest as Record<string, unknown>;
    if (wasErased) {
      for (const field of hidden) {
        if (plain[field] !== undefined) throw new Invalid(field, 'the data key of this subject was destroyed');
      }
      return plain as T;
    }
    const checked = (await plainForm.check(plain as T, purpose)) as Record<string, unknown>;
    const texts = [...hidden].flatMap((field) => {
      const plain = checked[field];
      return typeof plain === 'string' ? [{ place: { collection, field, documentId: document._id }, plain }] : [];
    });
    const values = await sealing.sealAll(sealed.subjectOf(checked as T), texts);
    for (const [i, { place, plain }] of texts.entries()) {
      checked[place.field] = values[i];
      if (searchable.has(place.field)) checked[indexField(place.field)] = sealing.blindIndex(scope(place.field), plain);
    }
    return checked as T;
  };

  const open = async (documents: T[]): Promise<T[]> => {
    const slots = documents.flatMap((document) =>
      [...hidden].flatMap((field) => {
        const value = (document as Record<string, unknown>)[field];
        return typeof value === 'string' ? [{ document, field, value }] : [];
      }),
    );
    const opened = await sealing.openAll(
      slots.map(({ document, field, value }) => ({ value, place: { collection, field, documentId: document._id } })),
    );
    for (const document of documents)
      for (const field of searchable) delete (document as Record<string, unknown>)[indexField(field)];
    for (const [i, { document, field }] of slots.entries()) {
      const fields = document as Record<string, unknown>;
      if (opened[i] === undefined) {
        delete fields[field];
        fields.isErased = true;
      } else fields[field] = opened[i];
    }
    return documents;
  };

  const toStored = (query: Query): Query => {
    const stored: Query = {};
    for (const [path, condition] of Object.entries(query)) {
      if (!hidden.has(path)) stored[path] = condition;
      else Object.assign(stored, sealedCondition(path, condition));
    }
    return stored;
  };
  const sealedCondition = (field: string, condition: Condition): Query => {
    const stored: Query = {};
    const wanted = isPlainObject(condition) ? (condition.$in as Scalar[] | undefined) : [condition as Scalar];
    if (isPlainObject(condition)) {
      const unknown = Object.keys(condition).find((operator) => operator !== '$in' && operator !== '$exists');
      if (unknown) throw new Invalid(field, `${unknown} on a sealed field`);
      if (condition.$exists !== undefined) stored[field] = { $exists: condition.$exists as boolean };
    }
    if (wanted === undefined) return stored;
    if (!searchable.has(field)) throw new Invalid(field, 'sealed and not searchable');
    const indexes = wanted.flatMap((value) => {
      if (typeof value !== 'string') throw new Invalid(field, 'compared with something that is not a string');
      return sealing.blindIndex(scope(field), value);
    });
    return { ...stored, [indexField(field)]: { $in: indexes } };
  };
  const checkSort = (sort: Record<string, 1 | -1> = {}) => {
    const bad = Object.keys(sort).find((field) => hidden.has(field));
    if (bad) throw new Invalid(bad, 'a sealed field has no order');
  };

  return {
    async insert(document) {
      await inner.insert(await seal(document, 'insert'));
    },
    async get(id) {
      const stored = await inner.get(id);
      return stored && (await open([stored]))[0];
    },
    async find(query, options: FindOptions = {}) {
      checkSort(options.sort);
      return open(await inner.find(toStored(query), options));
    },
    async count(query) {
      return inner.count(toStored(query));
    },
    async replace(next) {
      return inner.replace(await seal(next, 'replace'));
    },
    remove: (id, version) => inner.remove(id, version),
    cursorOf(document, sort) {
      checkSort(sort);
      return inner.cursorOf(document, sort);
    },
  };
}

const storedDefinitions = new WeakMap<object, unknown>();

/** What the store is told: ciphertext strings in place of plain ones, blind index fields, indexes moved onto them. */
function storedDefinition<T extends StoredDocument>(
  definition: CollectionDefinition<T>,
  hidden: Set<string>,
  searchable: Set<string>,
): CollectionDefinition<T> {
  const known = storedDefinitions.get(definition) as CollectionDefinition<T> | undefined;
  if (known) return known;
  const schema: Record<string, unknown> = { ...definition.schema };
  for (const field of hidden) {
    if (!(field in schema)) throw new Error(`sealed field ${definition.name}.${field} is not in the schema`);
    // Not required here: an erased document is stored without it. Inserts are checked against the plain schema.
    schema[field] = String;
    if (searchable.has(field)) schema[indexField(field)] = [String];
  }
  const indexes = definition.indexes.map((index) => {
    const fields = Object.entries(index.fields).map(([field, order]) => {
      if (hidden.has(field) && !searchable.has(field))
        throw new Error(`index ${index.name}: ${field} is not searchable`);
      return [searchable.has(field) ? indexField(field) : field, order] as const;
    });
    const isMoved = fields.some(([field]) => field.endsWith('Index') && searchable.has(field.slice(0, -5)));
    return { ...index, fields: Object.fromEntries(fields), sparse: index.sparse || isMoved };
  });
  const stored = { ...definition, schema, indexes, sealed: undefined };
  storedDefinitions.set(definition, stored);
  return stored;
}
