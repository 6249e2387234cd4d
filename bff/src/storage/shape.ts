import mongoose from 'mongoose';
import type { CollectionDefinition, StoredDocument } from './port';

/** What a schema definition says about the form of a value, in terms that queries, sorts and indexes can be checked by. */
export type Shape =
  | { kind: 'string' | 'number' | 'boolean'; isRequired: boolean }
  | { kind: 'free'; isRequired: boolean }
  | { kind: 'array'; of: Shape; isRequired: boolean }
  | { kind: 'object'; fields: Map<string, Shape>; isRequired: boolean };

type Raw = Record<string, unknown>;
interface Compiled {
  shape: Shape;
  /** The same, as mongoose wants it. */
  mongoose: unknown;
}

const scalarKinds = new Map<unknown, 'string' | 'number' | 'boolean'>([
  [String, 'string'],
  ['String', 'string'],
  ['string', 'string'],
  [Number, 'number'],
  ['Number', 'number'],
  ['number', 'number'],
  [Boolean, 'boolean'],
  ['Boolean', 'boolean'],
  ['boolean', 'boolean'],
]);
const freeTypes = new Set<unknown>([Object, 'Object', 'Mixed', 'mixed', mongoose.Schema.Types.Mixed]);
/** These change a value while casting, or invent one: a stored document would differ from what the caller gave. */
const forbiddenOptions = ['default', 'trim', 'lowercase', 'uppercase', 'get', 'set', 'alias', 'index', 'unique', 'ref'];
const reserved = {
  _id: { type: String, required: true },
  version: { type: Number, required: true, min: 1, validate: Number.isSafeInteger },
  schemaVersion: { type: Number, required: true, min: 1, validate: Number.isSafeInteger },
};

/**
 * Compiles a plain schema definition: nested objects become sub-schemas without `_id` (so that an absent one stays
 * absent), arrays lose mongoose's silent default of `[]`. Throws Error on a definition that this storage does not
 * support; that is a programming error, found when the program starts.
 */
export function compileSchema<T extends StoredDocument>(
  definition: CollectionDefinition<T>,
  isStrict: boolean,
): { schema: mongoose.Schema; shape: Extract<Shape, { kind: 'object' }> } {
  const { fields, tree } = compileFields({ ...definition.schema, ...reserved }, definition.name, isStrict);
  return { schema: toSchema(tree, isStrict), shape: { kind: 'object', fields, isRequired: true } };
}

function toSchema(tree: Raw, isStrict: boolean): mongoose.Schema {
  return new mongoose.Schema(tree as mongoose.SchemaDefinition, {
    strict: isStrict ? 'throw' : false,
    minimize: false,
    versionKey: false,
    id: false,
    _id: false,
    autoIndex: false,
    autoCreate: false,
  });
}

function compileFields(raw: Raw, at: string, isStrict: boolean): { fields: Map<string, Shape>; tree: Raw } {
  const fields = new Map<string, Shape>();
  const tree: Raw = {};
  for (const [key, value] of Object.entries(raw)) {
    const compiled = compileField(value, `${at}.${key}`, isStrict);
    fields.set(key, compiled.shape);
    tree[key] = compiled.mongoose;
  }
  return { fields, tree };
}

function compileField(value: unknown, at: string, isStrict: boolean): Compiled {
  if (!isTyped(value)) return compileType(value, {}, at, isStrict);
  const { type, ...options } = value;
  for (const name of forbiddenOptions) {
    if (name in options) throw new Error(`schema ${at}: option ${name} is not supported by this storage`);
  }
  return compileType(type, options, at, isStrict);
}

/** Mongoose's own rule: an object with `type` describes one value, unless `type` is itself a field named "type". */
function isTyped(value: unknown): value is Raw & { type: unknown } {
  if (!isPlainObject(value) || !('type' in value)) return false;
  const { type } = value;
  return !(isPlainObject(type) && 'type' in type);
}

function compileType(type: unknown, options: Raw, at: string, isStrict: boolean): Compiled {
  const isRequired = options.required === true;
  const kind = scalarKinds.get(type);
  if (kind) return { shape: { kind, isRequired }, mongoose: { ...options, type } };
  if (Array.isArray(type)) {
    if (type.length !== 1) throw new Error(`schema ${at}: an array names exactly one element type`);
    const element = compileField(type[0], `${at}[]`, isStrict);
    if (element.shape.kind === 'array') throw new Error(`schema ${at}: arrays of arrays are not supported`);
    return {
      shape: { kind: 'array', of: element.shape, isRequired },
      mongoose: { ...options, type: [element.mongoose], default: undefined },
    };
  }
  if (freeTypes.has(type) || (isPlainObject(type) && Object.keys(type).length === 0)) {
    return { shape: { kind: 'free', isRequired }, mongoose: { ...options, type: mongoose.Schema.Types.Mixed } };
  }
  if (isPlainObject(type)) {
    const { fields, tree } = compileFields(type, at, isStrict);
    return {
      shape: { kind: 'object', fields, isRequired },
      mongoose: { ...options, type: toSchema(tree, isStrict) },
    };
  }
  throw new Error(`schema ${at}: unsupported type`);
}

/** The shape at a dotted path and how many arrays lie on the way (the last one included); undefined when not declared. */
export function shapeAt(shape: Shape, path: string): { shape: Shape; arrays: number; isRequired: boolean } | undefined {
  let current: Shape = shape;
  let arrays = 0;
  let isRequired = true;
  for (const part of path.split('.')) {
    if (current.kind !== 'object') return undefined;
    const next = current.fields.get(part);
    if (!next) return undefined;
    isRequired &&= next.isRequired;
    current = next;
    if (current.kind === 'array') {
      arrays += 1;
      current = current.of;
    }
  }
  return { shape: current, arrays, isRequired };
}

/** True for an object literal (or one without a prototype); false for arrays, dates and instances of classes. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
