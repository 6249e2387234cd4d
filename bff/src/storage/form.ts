import mongoose from 'mongoose';
import { type CollectionDefinition, type IndexDefinition, Invalid, type StoredDocument } from './port';
import { compileSchema, isPlainObject, type Shape, shapeAt } from './shape';

/** A compiled collection definition: both adapters check every document, query and sort with it. */
export interface Form<T extends StoredDocument = StoredDocument> {
  definition: CollectionDefinition<T>;
  shape: Extract<Shape, { kind: 'object' }>;
  /**
   * The plain object to store. Throws Invalid(field) when the document is not of the schema, or when casting or a default
   * would make what is stored differ from what was given.
   */
  check(document: T, purpose: 'insert' | 'replace'): Promise<T>;
  /** A stored document as this program's version wants it. Never validates: a newer program may have written it. */
  read(stored: Record<string, unknown>): T;
}

/** Compiles and checks a definition. Throws Error on a definition that the two adapters could not both keep. */
export function compileForm<T extends StoredDocument>(definition: CollectionDefinition<T>): Form<T> {
  if (!/^[a-z][a-z0-9_]*$/.test(definition.name))
    throw new Error(`collection name ${definition.name}: a-z, 0-9 and _ only`);
  const strict = compileSchema(definition, true);
  const lenient = compileSchema(definition, false);
  checkIndexes(definition.name, definition.indexes, strict.shape);
  const uniqueFields = definition.indexes.filter((index) => index.unique).flatMap((index) => Object.keys(index.fields));

  return {
    definition,
    shape: strict.shape,
    async check(document, purpose) {
      const plain = plainCopy(document, '') as T;
      const isNewer = plain.schemaVersion > definition.schemaVersion;
      if (
        typeof plain.schemaVersion !== 'number' ||
        plain.schemaVersion < definition.schemaVersion ||
        (isNewer && purpose === 'insert')
      ) {
        throw new Invalid('schemaVersion', `${definition.name} is at ${definition.schemaVersion}`);
      }
      for (const field of uniqueFields) {
        if (valuesAt(plain, field).some((value) => Array.isArray(value) && value.length === 0)) {
          throw new Invalid(field, 'an empty array in a unique index; leave the field out');
        }
      }
      // A newer program's fields are unknown here and must survive our write; otherwise unknown means refused.
      const validated = await validate(plain, isNewer ? lenient.schema : strict.schema);
      const changed = firstDifference(plain, validated, '');
      if (changed !== undefined) throw new Invalid(changed, 'not of the declared type');
      return plain;
    },
    read(stored) {
      const { schemaVersion } = stored;
      if (typeof schemaVersion === 'number' && schemaVersion >= definition.schemaVersion) return stored as unknown as T;
      const lifted = definition.upcast ? definition.upcast(stored) : stored;
      return { ...lifted, schemaVersion: definition.schemaVersion } as unknown as T;
    },
  };
}

function checkIndexes(collection: string, indexes: IndexDefinition[], shape: Shape): void {
  const names = new Set<string>(['_id']);
  for (const index of indexes) {
    const at = `index ${collection}.${index.name}`;
    if (names.has(index.name)) throw new Error(`${at}: the name is taken`);
    names.add(index.name);
    const fields = Object.keys(index.fields);
    const found = fields.map((field) => shapeAt(shape, field));
    if (fields.length === 0) throw new Error(`${at}: no field`);
    for (const [i, field] of found.entries()) {
      if (!field || field.shape.kind === 'object' || field.shape.kind === 'free') {
        throw new Error(`${at}: ${fields[i]} is not a declared scalar`);
      }
    }
    if (fields.length > 1 && index.sparse) throw new Error(`${at}: sparse over several fields differs between engines`);
    if (index.unique && fields.length > 1 && found.some((field) => (field?.arrays ?? 0) > 0)) {
      throw new Error(`${at}: an array in a unique index over several fields differs between engines`);
    }
    if (index.unique && !index.sparse && !found.every((field) => field?.isRequired && field.arrays === 0)) {
      throw new Error(`${at}: a unique index is over required scalars, or sparse`);
    }
    if (index.unique && found.some((field, i) => field?.arrays && fields[i]?.includes('.'))) {
      throw new Error(`${at}: a unique index inside array elements differs between engines`);
    }
  }
}

async function validate(plain: object, schema: mongoose.Schema): Promise<unknown> {
  // Documents without a model exist in mongoose's public API, but its types only know hydrated ones.
  const Detached = mongoose.Document as unknown as new (
    object: object,
    schema: mongoose.Schema,
  ) => { validate(): Promise<void>; toObject(options: object): unknown };
  try {
    const document = new Detached(plain, schema);
    await document.validate();
    return document.toObject({ minimize: false });
  } catch (error) {
    throw asInvalid(error);
  }
}

function asInvalid(error: unknown): unknown {
  if (error instanceof mongoose.Error.StrictModeError) return new Invalid(error.path, 'unknown field');
  if (error instanceof mongoose.Error.ValidationError) {
    const [path, first] = Object.entries(error.errors)[0] ?? ['document', undefined];
    const reason = first?.reason;
    if (reason instanceof mongoose.Error.StrictModeError) return new Invalid(`${path}.${reason.path}`, 'unknown field');
    // The kind only: mongoose's message repeats the value, and values are personal data.
    return new Invalid(path, first?.kind ? `fails ${first.kind}` : 'not of the declared type');
  }
  return error;
}

/** A deep copy of plain data without undefined fields. Throws Invalid on anything that JSON and BSON would not both keep. */
function plainCopy(value: unknown, path: string): unknown {
  if (typeof value === 'string') {
    if (/\p{Surrogate}/u.test(value)) throw new Invalid(path, 'half a character');
    return value;
  }
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Invalid(path, 'not a finite number');
    if (/Fen(\.\d+)*$/.test(path) && !Number.isSafeInteger(value)) throw new Invalid(path, 'fen are whole numbers');
    return value;
  }
  if (value === null) throw new Invalid(path, 'null; leave the field out');
  if (Array.isArray(value)) return Array.from(value, (element, i) => plainCopy(element, `${path}.${i}`));
  if (!isPlainObject(value)) throw new Invalid(path, 'not plain data');
  const copy: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (field === undefined) continue;
    if (key === '' || key === '__proto__' || key.startsWith('$') || key.includes('.'))
      throw new Invalid(at, 'not a field name');
    copy[key] = plainCopy(field, at);
  }
  return copy;
}

/** Path of the first place where two plain values differ; undefined when they are equal. */
function firstDifference(a: unknown, b: unknown, path: string): string | undefined {
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return path;
    for (let i = 0; i < a.length; i += 1) {
      const found = firstDifference(a[i], b[i], `${path}.${i}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (isPlainObject(a) && isPlainObject(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const found = firstDifference(a[key], b[key], path === '' ? key : `${path}.${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return a === b ? undefined : path;
}

function valuesAt(document: unknown, path: string): unknown[] {
  let values: unknown[] = [document];
  for (const part of path.split('.')) {
    values = values.flatMap((value) => (Array.isArray(value) ? value : [value]));
    values = values.flatMap((value) => (isPlainObject(value) && part in value ? [value[part]] : []));
  }
  return values;
}
