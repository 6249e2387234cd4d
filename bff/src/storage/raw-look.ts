import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import mongoose from 'mongoose';
import type { OpenTestStore } from './test-stores';

/** What really lies in the store, past both adapters: all bytes of all files, or all documents of all collections. */
export async function rawText(opened: OpenTestStore): Promise<string> {
  if (!opened.mongoUri) {
    const files = (await readdir(opened.dataDir)).filter((name) => name.endsWith('.db'));
    return (await Promise.all(files.map((name) => readFile(path.join(opened.dataDir, name), 'latin1')))).join('\n');
  }
  return withConnection(opened.mongoUri, async (database) => {
    const all = await database.collections();
    const documents = await Promise.all(all.map((collection) => collection.find({}).toArray()));
    return Buffer.from(JSON.stringify(documents), 'utf8').toString('latin1');
  });
}

/** One stored document as it really lies there; in a file, its last line counts. */
export async function rawDocument(opened: OpenTestStore, collection: string, id: string): Promise<object | undefined> {
  if (!opened.mongoUri) {
    const lines = (await readFile(path.join(opened.dataDir, `${collection}.db`), 'utf8')).trim().split('\n');
    return lines.map((line) => JSON.parse(line) as { _id?: string }).findLast((document) => document._id === id);
  }
  return withConnection(opened.mongoUri, async (database) => {
    return (await database.collection(collection).findOne({ _id: id as never })) ?? undefined;
  });
}

async function withConnection<R>(uri: string, look: (database: mongoose.mongo.Db) => Promise<R>): Promise<R> {
  const connection = await mongoose.createConnection(uri).asPromise();
  try {
    return await look(connection.db as mongoose.mongo.Db);
  } finally {
    await connection.close();
  }
}
