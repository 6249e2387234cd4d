import mongoose from 'mongoose';
import { compileForm, type Form } from './form';
import { databaseOf } from './mongo-uri';
import {
  type Collection,
  type CollectionDefinition,
  Conflict,
  type FindOptions,
  type Query,
  type Store,
  type StoredDocument,
  type StoreLog,
  Unavailable,
} from './port';
import { checkQuery, cursorOf, type NativeFilter, planFind } from './query';

type Native = ReturnType<mongoose.Connection['collection']>;
type NativeDocument = Record<string, unknown> & { _id: never };

/**
 * Opens a store on MongoDB through a connection of its own (never mongoose's global one): majority writes, reads from the
 * primary. The URI names the database (else 'gongji'). Throws Unavailable when no server answers within five seconds.
 */
export async function openMongo(options: { uri: string; log: StoreLog }): Promise<Store> {
  const connection = mongoose.createConnection(options.uri, {
    dbName: databaseOf(options.uri) ?? 'gongji',
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    serverSelectionTimeoutMS: 5_000,
    connectTimeoutMS: 5_000,
    socketTimeoutMS: 30_000,
    writeConcern: { w: 'majority' },
    readPreference: 'primary',
  });
  try {
    await connection.asPromise();
  } catch (error) {
    await connection.destroy().catch(() => undefined);
    // Not the URI: it may hold a password.
    throw new Unavailable('MongoDB does not answer; look at MONGODB_URI and the server', { cause: error });
  }
  connection.on('error', (error: Error) => options.log.error({ kind: error.name }, 'MongoDB connection'));
  connection.on('disconnected', () => options.log.warn({}, 'MongoDB disconnected'));
  const collections = new Map<string, MongoCollection<StoredDocument>>();

  return {
    kind: 'mongo',
    collection<T extends StoredDocument>(definition: CollectionDefinition<T>): Collection<T> {
      const known = collections.get(definition.name);
      if (known) {
        if (known.form.definition !== (definition as unknown))
          throw new Error(`collection ${definition.name} is defined twice`);
        return known as unknown as Collection<T>;
      }
      const collection = new MongoCollection(compileForm(definition), connection.collection(definition.name));
      collections.set(definition.name, collection as unknown as MongoCollection<StoredDocument>);
      return collection;
    },
    async ready() {
      for (const collection of collections.values()) await collection.open();
    },
    async isHealthy() {
      if (connection.readyState !== mongoose.ConnectionStates.connected || !connection.db) return false;
      return connection.db
        .admin()
        .ping()
        .then(
          () => true,
          () => false,
        );
    },
    async close() {
      connection.removeAllListeners('disconnected');
      await connection.close();
    },
  };
}

class MongoCollection<T extends StoredDocument> implements Collection<T> {
  #indexed: Promise<void> | undefined;

  constructor(
    readonly form: Form<T>,
    readonly native: Native,
  ) {}

  /** Builds the indexes; the first use does it where `ready` did not. */
  open(): Promise<void> {
    this.#indexed ??= this.#buildIndexes().catch((error: unknown) => {
      this.#indexed = undefined;
      throw error;
    });
    return this.#indexed;
  }

  async insert(document: T): Promise<void> {
    const stored = await this.form.check(document, 'insert');
    await this.#run(() => this.native.insertOne(stored as unknown as NativeDocument));
  }

  async get(id: string): Promise<T | undefined> {
    const filter = checkQuery(this.form, { _id: id });
    const stored = await this.#run(() => this.native.findOne(filter));
    return stored ? this.form.read(stored as unknown as Record<string, unknown>) : undefined;
  }

  async find(query: Query, options: FindOptions = {}): Promise<T[]> {
    const { filter, sort, limit } = planFind(this.form, query, options);
    const found = await this.#run(() => {
      const cursor = this.native.find(asClauses(filter));
      if (sort) cursor.sort(sort);
      if (limit !== undefined) cursor.limit(limit);
      return cursor.toArray();
    });
    return found.map((stored) => this.form.read(stored as unknown as Record<string, unknown>));
  }

  async count(query: Query): Promise<number> {
    const filter = checkQuery(this.form, query);
    return this.#run(() => this.native.countDocuments(asClauses(filter)));
  }

  async replace(next: T): Promise<boolean> {
    const checked = await this.form.check(next, 'replace');
    const stored = { ...checked, version: checked.version + 1 };
    const result = await this.#run(() =>
      this.native.replaceOne(
        { _id: stored._id, version: checked.version } as unknown as NativeDocument,
        stored as unknown as NativeDocument,
      ),
    );
    return result.matchedCount === 1;
  }

  async remove(id: string, version: number): Promise<boolean> {
    const filter = checkQuery(this.form, { _id: id, version });
    const result = await this.#run(() => this.native.deleteOne(filter));
    return result.deletedCount === 1;
  }

  cursorOf(document: T, sort: Record<string, 1 | -1>): string {
    return cursorOf(this.form, document, sort);
  }

  async #run<R>(operation: () => Promise<R>): Promise<R> {
    await this.open();
    try {
      return await operation();
    } catch (error) {
      throw asStoreError(error);
    }
  }

  async #buildIndexes(): Promise<void> {
    for (const index of this.form.definition.indexes) {
      try {
        await this.native.createIndex(index.fields, {
          name: index.name,
          unique: index.unique === true,
          sparse: index.sparse === true,
        });
      } catch (error) {
        throw new Unavailable(`index ${this.form.definition.name}.${index.name} cannot be built`, { cause: error });
      }
    }
  }
}

/**
 * Each condition as a clause of one $and. To MongoDB that is the same query and the same plan; the test server, asked for
 * `$in` over a uniquely indexed array at the top level, answers a document once per matching element.
 */
function asClauses(filter: NativeFilter): NativeFilter {
  const clauses = Object.entries(filter).map(([path, condition]) => ({ [path]: condition }));
  return clauses.length > 0 ? { $and: clauses } : {};
}

/** The server's duplicate-key error as Conflict; whatever else went wrong between us and the server as Unavailable. */
function asStoreError(error: unknown): unknown {
  if (error instanceof mongoose.mongo.MongoServerError && error.code === 11000) return asConflict(error);
  if (error instanceof mongoose.mongo.MongoError || error instanceof mongoose.Error) {
    return new Unavailable('MongoDB did not carry out an operation', { cause: error });
  }
  return error;
}

function asConflict(error: mongoose.mongo.MongoServerError): Conflict {
  const named = /index: (?:\S+\.\$)?(\S+)/.exec(error.message)?.[1] ?? '_id';
  const [value] = Object.values((error.keyValue ?? {}) as Record<string, unknown>);
  const told = value ?? /dup key: \{ [^"]*"(.*)" \}/.exec(error.message)?.[1];
  return new Conflict(named === '_id_' ? '_id' : named, typeof told === 'string' ? told : undefined);
}
