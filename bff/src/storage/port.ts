/** What every stored document carries. `version` counts writes (compare-and-set); `schemaVersion` lets readers upcast. */
export interface StoredDocument {
  _id: string;
  version: number;
  schemaVersion: number;
}

export type Scalar = string | number | boolean;
export type Condition =
  | Scalar
  | { $in?: readonly Scalar[]; $lt?: Scalar; $lte?: Scalar; $gt?: Scalar; $gte?: Scalar; $exists?: boolean };
/**
 * Equality, $in, $lt/$lte/$gt/$gte and $exists on declared scalar paths (dotted). A path may cross one array
 * ('seats', 'members.personId'): there only equality and $in hold, because ranges and $exists over arrays mean
 * different things to different engines. No null, no other operator, no casting. Anything else is Invalid.
 */
export type Query = Record<string, Condition>;

/**
 * A unique index is either over required scalars, or sparse over one field (an array of scalars counts by element,
 * and may be absent but never empty). `_id` is always unique; its Conflict has the index name '_id'.
 */
export interface IndexDefinition {
  name: string;
  fields: Record<string, 1 | -1>;
  unique?: boolean;
  sparse?: boolean;
}

/** A collection as plain data: one definition serves both adapters. */
export interface CollectionDefinition<T extends StoredDocument> {
  name: string;
  schemaVersion: number;
  /**
   * A plain mongoose schema definition, no mongoose import needed: String, Number, Boolean, Object (free form, cannot be
   * queried), arrays of these, nested objects, and `{ type, required, enum, min, max, match }`. No defaults, no dates
   * (instants are ISO strings). `required` strings may not be empty. `_id`, `version` and `schemaVersion` are added.
   */
  schema: Record<string, unknown>;
  indexes: IndexDefinition[];
  /** Sealed fields (top-level strings) and whose key seals them. `searchable` ones get a blind index. */
  sealed?: { fields: { name: string; isSearchable: boolean }[]; subjectOf: (document: T) => string };
  /**
   * Old states must not linger on disk (wrapped keys): the embedded store rewrites the file after each replace or remove.
   */
  isShreddable?: boolean;
  /** Brings a document written by an older version up to date; must not refuse what a newer version added. */
  upcast?: (document: Record<string, unknown>) => Record<string, unknown>;
}

/** A sort needs a limit, or an index that starts with its fields. Absent sort fields come first when ascending. */
export interface FindOptions {
  sort?: Record<string, 1 | -1>;
  limit?: number;
  /** Opaque cursor from `cursorOf`; returns what comes after it in the same sort. */
  after?: string;
}

export interface Collection<T extends StoredDocument> {
  /** Stores a new document with `version` as given (start at 1). Throws Conflict(index) on a unique index, Invalid on bad data. */
  insert(document: T): Promise<void>;
  get(id: string): Promise<T | undefined>;
  find(query: Query, options?: FindOptions): Promise<T[]>;
  count(query: Query): Promise<number>;
  /**
   * Compare-and-set: `next.version` is the version that was loaded; on success the stored document has version + 1.
   * `next` itself is not changed: load again, or count `version` up by one yourself, before writing once more.
   * Answers false when another write came first or the document is gone. Throws Conflict(index), Invalid, Unavailable
   * (the outcome is then unknown: load again and look for your commandId).
   * A document that a newer program wrote (higher schemaVersion) keeps the fields that this program does not know.
   */
  replace(next: T): Promise<boolean>;
  /** True when this very version was removed. */
  remove(id: string, version: number): Promise<boolean>;
  /** Cursor for `after`, made of the document's sort fields and id. */
  cursorOf(document: T, sort: Record<string, 1 | -1>): string;
}

export interface Store {
  readonly kind: 'embedded' | 'mongo';
  collection<T extends StoredDocument>(definition: CollectionDefinition<T>): Collection<T>;
  /** Opens files and builds indexes of all collections asked for so far; call once before serving. */
  ready(): Promise<void>;
  isHealthy(): Promise<boolean>;
  close(): Promise<void>;
}

/** A unique index was hit. `index` is the IndexDefinition's name; `key` the colliding value where the store tells it. */
export class Conflict extends Error {
  constructor(
    readonly index: string,
    readonly key?: string,
  ) {
    super(`conflict on index ${index}`);
    this.name = 'Conflict';
  }
}

/** The document or query is not of the collection's form; `field` names where. Nothing was written. */
export class Invalid extends Error {
  constructor(
    readonly field: string,
    reason: string,
  ) {
    super(`invalid ${field}: ${reason}`);
    this.name = 'Invalid';
  }
}

/** The store cannot answer now (closed, unreachable, or a write to disk failed). A write's outcome is unknown. */
export class Unavailable extends Error {
  constructor(reason: string, options?: { cause?: unknown }) {
    super(`store unavailable: ${reason}`, options);
    this.name = 'Unavailable';
  }
}

/** The part of a pino logger that storage uses. */
export interface StoreLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
