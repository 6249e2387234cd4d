import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedded } from './embedded';
import { type CollectionDefinition, type Store, type StoredDocument, type StoreLog, Unavailable } from './port';
import { silentLog } from './test-stores';

interface Note extends StoredDocument {
  text: string;
}
const notes: CollectionDefinition<Note> = {
  name: 'notes',
  schemaVersion: 1,
  schema: { text: { type: String, required: true } },
  indexes: [{ name: 'text', fields: { text: 1 }, unique: true }],
};
const note = (id: string, text = `text of ${id}`): Note => ({ _id: id, version: 1, schemaVersion: 1, text });

let folder: string;
let file: string;
const stores: Store[] = [];
const children: ChildProcess[] = [];

const open = async (log: StoreLog = silentLog, at = folder) => {
  const store = await openEmbedded({ folder: at, log });
  stores.push(store);
  return store;
};
const openNotes = async (log?: StoreLog) => {
  const store = await open(log);
  const collection = store.collection(notes);
  await store.ready();
  return collection;
};
const closeAll = async () => {
  for (const store of stores.splice(0)) await store.close();
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'gongji-embedded-'));
  file = path.join(folder, 'notes.db');
});
afterEach(async () => {
  await closeAll();
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

describe('a damaged data file', () => {
  beforeEach(async () => {
    const collection = await openNotes();
    for (const id of ['a', 'b', 'c']) await collection.insert(note(id));
    await closeAll();
  });

  it('forgives a torn last line: drops it, logs it, keeps all else, and writes on', async () => {
    const whole = await readFile(file);
    await appendFile(file, JSON.stringify(note('d', '一二三')).slice(0, -12));
    const warnings: object[] = [];
    const collection = await openNotes({ ...silentLog, warn: (fields) => warnings.push(fields) });
    expect(await collection.find({}, { sort: { _id: 1 } })).toEqual([note('a'), note('b'), note('c')]);
    expect(warnings).toMatchObject([{ collection: 'notes', kept: false }]);
    await collection.insert(note('d'));
    await closeAll();
    expect((await readFile(file)).length).toBeGreaterThan(whole.length);
    expect(await (await openNotes()).count({})).toBe(4);
  });

  it('forgives a last line torn inside a character, or before its newline only', async () => {
    await appendFile(file, Buffer.from(JSON.stringify(note('d', '一'))).subarray(0, -3));
    expect(await (await openNotes()).count({})).toBe(3);
    await closeAll();
    await appendFile(file, JSON.stringify(note('e')));
    const collection = await openNotes();
    expect(await collection.get('e')).toEqual(note('e'));
    await collection.insert(note('f'));
    await closeAll();
    expect(await (await openNotes()).count({})).toBe(5);
  });

  const damages: [string, (lines: string[]) => string][] = [
    ['a torn line in the middle', (lines) => [lines[0], lines[1]?.slice(0, 20), ...lines.slice(2)].join('\n')],
    ['a whole last line that is not an entry', (lines) => [...lines.slice(0, -1), 'rubbish', ''].join('\n')],
    ['an empty line', (lines) => [lines[0], '', ...lines.slice(1)].join('\n')],
    ['a line of JSON without _id', (lines) => ['{"x":1}', ...lines].join('\n')],
    ['zeros', (lines) => [lines[0], '\0\0\0\0', ...lines.slice(1)].join('\n')],
  ];
  it.each(damages)('refuses to start on %s, names file and line, and changes nothing', async (_what, damage) => {
    const damaged = damage((await readFile(file, 'utf8')).split('\n'));
    await writeFile(file, damaged);
    await expect(openNotes()).rejects.toThrow(/notes\.db is damaged at line \d/);
    expect(await readFile(file, 'utf8')).toBe(damaged);
  });

  it('refuses to start on bytes that are no text', async () => {
    const bytes = await readFile(file);
    bytes[10] = 0xff;
    await writeFile(file, bytes);
    await expect(openNotes()).rejects.toBeInstanceOf(Unavailable);
  });

  it('refuses to start when two documents hold one unique key', async () => {
    await appendFile(file, `${JSON.stringify(note('z', 'text of a'))}\n`);
    await expect(openNotes()).rejects.toBeInstanceOf(Unavailable);
  });
});

describe('the files', () => {
  it('follow the definition when an index changes', async () => {
    await (await openNotes()).insert(note('a', 'same'));
    await closeAll();
    const collection = (await open()).collection({ ...notes, indexes: [{ name: 'text', fields: { text: 1 } }] });
    await collection.insert(note('b', 'same'));
    await closeAll();
    await expect(openNotes()).rejects.toBeInstanceOf(Unavailable);
  });

  it('are readable by their owner only', async () => {
    await (await openNotes()).insert(note('a'));
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it('refuse every call after a write that failed, and say what to do', async () => {
    const collection = await openNotes();
    await collection.insert(note('a'));
    await rm(file);
    await mkdir(file);
    await expect(collection.insert(note('b'))).rejects.toThrow('restart after the disk is in order');
    await expect(collection.get('a')).rejects.toBeInstanceOf(Unavailable);
    expect(await (stores[0] as Store).isHealthy()).toBe(false);
    await closeAll();
    await rm(file, { recursive: true });
    await openNotes();
  });
});

describe('one process', () => {
  /** A process of its own that writes notes and prints each id after the store acknowledged it. */
  const startWriter = async (at = folder) => {
    const here = path.dirname(fileURLToPath(import.meta.url));
    const program = `
      import { openEmbedded } from ${JSON.stringify(path.join(here, 'embedded.ts'))};
      const log = { info() {}, warn() {}, error() {} };
      const store = await openEmbedded({ folder: ${JSON.stringify(at)}, log });
      const notes = store.collection({ ...${JSON.stringify({ ...notes, schema: {} })}, schema: { text: String }, indexes: [] });
      await store.ready();
      for (let i = 0; ; i += 4) {
        await Promise.all([0, 1, 2, 3].map(async (j) => {
          const _id = 'n' + (i + j);
          await notes.insert({ _id, version: 1, schemaVersion: 1, text: 'text of ' + _id });
          process.stdout.write(_id + '\\n');
        }));
      }`;
    const script = path.join(at, '..', `${path.basename(at)}-writer.mts`);
    await writeFile(script, program);
    const child = spawn(process.execPath, ['--import', 'tsx', script], {
      cwd: path.resolve(here, '../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    let told = '';
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    while (told.split('\n').length < 50) await once(child.stdout, 'data');
    return {
      async kill() {
        child.kill('SIGKILL');
        await once(child, 'close');
        await rm(script);
        return told.trim().split('\n');
      },
    };
  };

  it('holds the folder, also against itself and by another path, until it closes', async () => {
    await open();
    await expect(open()).rejects.toThrow(`another process is using the data folder ${folder}`);
    await expect(open(silentLog, path.join(folder, '..', path.basename(folder), '.'))).rejects.toBeInstanceOf(
      Unavailable,
    );
    await closeAll();
    await open();
  });

  it('lets exactly one of ten openers in', async () => {
    const opened = await Promise.allSettled(Array.from({ length: 10 }, () => open()));
    expect(opened.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
  });

  it('works in a folder deeper than a socket path may be', async () => {
    const deep = path.join(folder, 'd'.repeat(120));
    await open(silentLog, deep);
    await expect(open(silentLog, deep)).rejects.toBeInstanceOf(Unavailable);
  });

  it('killed in the middle of writing, it leaves the folder free and every acknowledged document in it', async () => {
    const writer = await startWriter();
    await expect(open()).rejects.toThrow('another process');
    const acknowledged = await writer.kill();
    expect(acknowledged.length).toBeGreaterThan(40);
    const store = await open();
    const collection = store.collection({ ...notes, indexes: [] });
    const kept = new Set((await collection.find({})).map((each) => each._id));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  });
});
