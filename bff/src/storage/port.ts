/** What every stored document carries. `version` counts writes (compare-and-set); `schemaVersion` lets readers upcast. */
export interface StoredDocument {
  _id: string;
  version: number;
  schemaVersion: number;
}

export type Scalar = string | number | boolean;
export type Condition =
  | Scalar
  | { $in?: Scalar[]; $lt?: Scalar; $lte?: Scalar; $gt?: Scalar; $gte?: Scalar; $exists?: boolean };
/** Equality, $in, $lt/$lte/$gt/$gte and $exists on scalars (dotted paths and array elements allowed). No null. */
export type Query = Record<string, Condition>;

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
  /** A plain mongoose schema definition (no mongoose import needed to write one: String, Number, Boolean, arrays, nested objects with `type`, `required`, `enum`). */
  schema: Record<string, unknown>;
  indexes: IndexDefinition[];
  /** Sealed fields (top-level strings) and whose key seals them. `searchable` ones get a blind index. */
  sealed?: { fields: { name: string; isSearchable: boolean }[]; subjectOf: (document: T) => string };
  /** Brings a document written by an older version up to date; must not refuse what a newer version added. */
  upcast?: (document: Record<string, unknown>) => Record<string, unknown>;
}

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
   * Answers false when another write came first. Throws Conflict(index), Invalid.
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
  /** Builds indexes of all collections asked for so far; call once before serving. */
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
