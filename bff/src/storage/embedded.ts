import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import Datastore from '@seald-io/nedb';
import { checkDataFile, GroupFlush } from './data-file';
import { holdFolder } from './folder-lock';
import { compileForm, type Form } from './form';
import {
  type Collection,
  type CollectionDefinition,
  Conflict,
  type FindOptions,
  type IndexDefinition,
  type Query,
  type Store,
  type StoredDocument,
  type StoreLog,
  Unavailable,
} from './port';
import { checkQuery, cursorOf, planFind } from './query';

/** Appended lines after which a file is rewritten (when at least half of them are old states). */
const linesBeforeCompaction = 20_000;

/**
 * Opens the embedded store: one NeDB file per collection under `folder`, for one process. Throws Unavailable when another
 * process holds the folder. Every acknowledged write is on disk (fsync, shared by parallel writers).
 */
export async function openEmbedded(options: { folder: string; log: StoreLog }): Promise<Store> {
  const { folder, log } = options;
  const lock = await holdFolder(folder);
  const collections = new Map<string, EmbeddedCollection<StoredDocument>>();
  let isClosed = false;

  return {
    kind: 'embedded',
    collection<T extends StoredDocument>(definition: CollectionDefinition<T>): Collection<T> {
      const known = collections.get(definition.name);
      if (known) {
        if (known.form.definition !== (definition as unknown))
          throw new Error(`collection ${definition.name} is defined twice`);
        return known as unknown as Collection<T>;
      }
      const collection = new EmbeddedCollection(compileForm(definition), folder, log);
      if (isClosed) collection.refuse('the store is closed');
      collections.set(definition.name, collection as unknown as EmbeddedCollection<StoredDocument>);
      return collection;
    },
    async ready() {
      for (const collection of collections.values()) await collection.open();
    },
    async isHealthy() {
      if (isClosed || [...collections.values()].some((collection) => collection.isRefusing)) return false;
      return access(folder, constants.W_OK).then(
        () => true,
        () => false,
      );
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      for (const collection of collections.values()) await collection.close();
      await lock.release();
    },
  };
}

class EmbeddedCollection<T extends StoredDocument> implements Collection<T> {
  readonly #file: string;
  readonly #flush: GroupFlush;
  #database: Promise<Datastore<T>> | undefined;
  #refusal: string | undefined;
  #lines = 0;

  constructor(
    readonly form: Form<T>,
    folder: string,
    readonly log: StoreLog,
  ) {
    this.#file = path.join(folder, `${form.definition.name}.db`);
    this.#flush = new GroupFlush(this.#file);
  }

  get isRefusing(): boolean {
    return this.#refusal !== undefined;
  }

  /** From now on every call is Unavailable for this reason. */
  refuse(reason: string): void {
    this.#refusal ??= reason;
  }

  /** Checks, loads and compacts the file and builds the indexes; the first use does it where `ready` did not. */
  open(): Promise<Datastore<T>> {
    if (this.#refusal) return Promise.reject(new Unavailable(this.#refusal));
    this.#database ??= this.#load();
    return this.#database;
  }

  /** Lets pending operations finish, then refuses new ones. */
  async close(): Promise<void> {
    const database = await this.#database?.catch(() => undefined);
    const wasRefusing = this.isRefusing;
    this.refuse('the store is closed');
    // After a failed write nothing more can be brought to disk; closing must still let go of the folder.
    if (!database || wasRefusing) return;
    // Operations run one after another: when this count answers, all earlier ones are in the file.
    await database.countAsync({});
    await this.#flush.flush();
  }

  async insert(document: T): Promise<void> {
    const stored = await this.form.check(document, 'insert');
    await this.#write(stored, (database) => database.insertAsync(stored));
  }

  async get(id: string): Promise<T | undefined> {
    const filter = checkQuery(this.form, { _id: id });
    const database = await this.open();
    const stored = await database.findOneAsync(filter);
    return stored ? this.form.read(stored as unknown as Record<string, unknown>) : undefined;
  }

  async find(query: Query, options: FindOptions = {}): Promise<T[]> {
    const { filter, sort, limit } = planFind(this.form, query, options);
    const database = await this.open();
    const cursor = database.findAsync(filter);
    if (sort) cursor.sort(sort);
    if (limit !== undefined) cursor.limit(limit);
    const found = await cursor;
    return found.map((stored) => this.form.read(stored as unknown as Record<string, unknown>));
  }

  async count(query: Query): Promise<number> {
    const filter = checkQuery(this.form, query);
    const database = await this.open();
    return database.countAsync(filter);
  }

  async replace(next: T): Promise<boolean> {
    const checked = await this.form.check(next, 'replace');
    const stored = { ...checked, version: checked.version + 1 };
    const result = await this.#write(stored, (database) =>
      database.updateAsync({ _id: stored._id, version: checked.version }, stored, {}),
    );
    return result.numAffected === 1;
  }

  async remove(id: string, version: number): Promise<boolean> {
    const filter = checkQuery(this.form, { _id: id, version });
    const removed = await this.#write(undefined, (database) => database.removeAsync(filter, {}));
    return removed === 1;
  }

  cursorOf(document: T, sort: Record<string, 1 | -1>): string {
    return cursorOf(this.form, document, sort);
  }

  async #write<R>(stored: T | undefined, run: (database: Datastore<T>) => Promise<R>): Promise<R> {
    const database = await this.open();
    let result: R;
    try {
      result = await run(database);
    } catch (error) {
      if (isUniqueViolation(error)) throw await this.#conflict(database, stored, error.key);
      throw this.#broken(error);
    }
    await this.#flush.flush().catch((error: unknown) => {
      throw this.#broken(error);
    });
    this.#lines += 1;
    await this.#compactIfDue(database, stored);
    return result;
  }

  /** After a failed append memory and file may differ: only a restart, which reads the file, can tell what was saved. */
  #broken(error: unknown): Unavailable {
    this.refuse(`writing ${this.form.definition.name} to disk failed; restart after the disk is in order`);
    this.log.error({ collection: this.form.definition.name, code: (error as { code?: unknown }).code }, 'write failed');
    return new Unavailable(this.#refusal as string, { cause: error });
  }

  async #compactIfDue(database: Datastore<T>, stored: T | undefined): Promise<void> {
    const isShredding = this.form.definition.isShreddable && (stored === undefined || stored.version > 1);
    const isLong = this.#lines >= linesBeforeCompaction && this.#lines > 2 * (await database.countAsync({}));
    if (!isShredding && !isLong) return;
    this.#lines = 0;
    await database.compactDatafileAsync().catch((error: unknown) => {
      throw this.#broken(error);
    });
  }

  /** NeDB names the colliding key, not the index: find the index by that key. */
  async #conflict(database: Datastore<T>, stored: T | undefined, key: unknown): Promise<Conflict> {
    const text = typeof key === 'string' ? key : undefined;
    if (!stored) return new Conflict('_id', text);
    if (key === stored._id && (await database.countAsync({ _id: stored._id })) > 0 && stored.version === 1) {
      return new Conflict('_id', text);
    }
    for (const index of this.form.definition.indexes.filter((each) => each.unique)) {
      const fields = Object.keys(index.fields);
      const values = fields.map((field) =>
        field.split('.').reduce((at, part) => (at as never)?.[part], stored as unknown),
      );
      const filter: Record<string, unknown> = {};
      for (const [i, field] of fields.entries())
        filter[field] = Array.isArray(values[i]) ? { $in: values[i] } : values[i];
      const holders = values.includes(undefined) ? [] : await database.findAsync(filter);
      if (holders.some((holder) => holder._id !== stored._id)) return new Conflict(index.name, text);
    }
    // The holder is gone meanwhile; the write was refused all the same.
    return new Conflict(this.form.definition.indexes.find((index) => index.unique)?.name ?? '_id', text);
  }

  async #load(): Promise<Datastore<T>> {
    const { name, indexes } = this.form.definition;
    await checkDataFile(this.#file, this.log);
    // Our own check has cut a torn line; whatever NeDB still calls corrupt must not be dropped in silence.
    const database = new Datastore<T>({
      filename: this.#file,
      corruptAlertThreshold: 0,
      modes: { fileMode: 0o600, dirMode: 0o700 },
    });
    try {
      await database.loadDatabaseAsync();
      const wanted = nedbIndexes(indexes);
      await dropOtherIndexes(database, wanted);
      for (const index of wanted) await database.ensureIndexAsync(index);
      return database;
    } catch (error) {
      const reason = isUniqueViolation(error)
        ? 'two documents hold the same key of a unique index'
        : (diskTrouble(error) ?? 'its file cannot be loaded');
      this.refuse(`collection ${name}: ${reason}`);
      throw new Unavailable(this.#refusal as string, { cause: error });
    }
  }
}

/** What a file system's refusal means, and what to do; nothing was changed in the file itself. Undefined for anything else. */
function diskTrouble(error: unknown): string | undefined {
  const code = (error as NodeJS.ErrnoException).code;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `the disk is full (${code}); make room and start again, nothing was lost`;
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return `its file cannot be written (${code}); give this program a folder that it may write to`;
    default:
      return undefined;
  }
}

interface NedbIndex {
  fieldName: string[];
  unique: boolean;
  sparse: boolean;
}

/**
 * Unique indexes as they are. Of another index over several fields NeDB can use the first one only, and keeps one index
 * per field.
 */
function nedbIndexes(indexes: IndexDefinition[]): NedbIndex[] {
  const wanted = new Map<string, NedbIndex>();
  for (const index of [...indexes].sort((a, b) => Number(b.unique ?? false) - Number(a.unique ?? false))) {
    const fields = Object.keys(index.fields);
    const unique = index.unique === true;
    const fieldName = unique ? fields : fields.slice(0, 1);
    const key = [...fieldName].sort().join();
    if (!wanted.has(key) && key !== '_id') wanted.set(key, { fieldName, unique, sparse: index.sparse === true });
  }
  return [...wanted.values()];
}

/** NeDB remembers indexes in the file and keeps an old one as it was: drop those that the definition no longer has so. */
async function dropOtherIndexes<T>(database: Datastore<T>, wanted: NedbIndex[]): Promise<void> {
  const { indexes } = database as unknown as { indexes: Record<string, { unique: boolean; sparse: boolean }> };
  for (const [key, index] of Object.entries(indexes)) {
    if (key === '_id') continue;
    const fields = key.split(',');
    const keeps = wanted.some(
      (each) =>
        [...each.fieldName].sort().join() === fields.sort().join() &&
        each.unique === index.unique &&
        each.sparse === index.sparse,
    );
    if (!keeps) await database.removeIndexAsync(fields);
  }
}

function isUniqueViolation(error: unknown): error is Error & { key: unknown } {
  return error instanceof Error && (error as { errorType?: unknown }).errorType === 'uniqueViolated';
}
