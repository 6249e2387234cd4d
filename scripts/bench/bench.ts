import { mkdtemp, open, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { evolve } from '@gongji/shared/domain/sharing';
import type { Action, Sharing } from '@gongji/shared/domain/sharing.types';
import { entryContents } from '../../bff/seed/entries/index';
import { synonyms } from '../../bff/seed/synonyms/index';
import { createSearchEngine } from '../../bff/src/modules/search/engine';
import { createLexicon } from '../../bff/src/modules/search/lexicon';
import { openStore } from '../../bff/src/storage/open';
import type { CollectionDefinition, StoredDocument } from '../../bff/src/storage/port';
import { clients } from './clients';
import { middle } from './middle';

/** Middle one of the times, in ms, that `rounds` runs of `work` take. One run to warm up is not counted. */
async function medianMs(rounds: number, work: () => unknown): Promise<number> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = process.hrtime.bigint();
    await work();
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  return middle(times);
}

/** Prints what is measured beside what it is measured against: only the ratio travels between machines. */
function report(what: string, ms: number, against: string, baseMs: number): void {
  console.log(`${what} / ${against}: ${(ms / baseMs).toFixed(2)} (${ms.toFixed(3)} ms / ${baseMs.toFixed(3)} ms)`);
}

async function search(): Promise<void> {
  const documents = Array.from({ length: 4 }, (_, copy) =>
    entryContents.map(({ id, title, aliases, answer, region }) => ({
      id: `${id}-${copy}`,
      title,
      aliases,
      answer,
      region,
    })),
  ).flat();
  const engine = createSearchEngine({ documents, lexicon: createLexicon(synonyms) });
  const questions = [
    '绑了还是刷不了',
    '爸妈能不能用我的医保卡',
    'jiating gongji zenme bangding',
    '綁定以後怎麼劃撥',
    '余额是零还能绑吗',
  ];
  const texts = documents.map(({ title, aliases, answer }) => [title, ...aliases, answer].join('\n'));
  const searched = await medianMs(30, () => questions.map((q) => engine.search(q, { limit: 10 })));
  const scanned = await medianMs(30, () => questions.map((q) => texts.filter((text) => text.includes(q)).length));
  report(`five questions over ${documents.length} entries`, searched, 'a plain text scan', scanned);
}

async function fold(): Promise<void> {
  const opened: Action = {
    type: 'sharing.opened',
    commandId: 'c0',
    at: '2026-11-23T00:00:00.000Z',
    by: 'owner',
    sharingId: 's',
    ownerId: 'o',
    family: 'f',
    packId: 'p',
  };
  const log: Action[] = [opened];
  for (let at = 0; at < 300; at += 1) {
    const stamp = { commandId: `c${at}`, at: opened.at, by: 'owner' as const, memberId: `m${at % 8}` };
    if (at < 8) log.push({ ...stamp, type: 'member.added', personId: `p${at}`, kinship: 'parent' });
    else log.push({ ...stamp, type: 'member.invited', code: `C${at}`, expiresAt: opened.at });
  }
  const text = JSON.stringify(log);
  const folded = await medianMs(50, () => log.reduce<Sharing | undefined>(evolve, undefined));
  const parsed = await medianMs(50, () => JSON.parse(text));
  report('fold of a sharing with 301 actions', folded, 'JSON.parse of the same', parsed);
}

interface Note extends StoredDocument {
  text: string;
}
const notes: CollectionDefinition<Note> = {
  name: 'notes',
  schemaVersion: 1,
  schema: { text: { type: String, required: true } },
  indexes: [],
};

async function storage(): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'gongji-bench-'));
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const store = await openStore({ dataDir, log: quiet });
  const collection = store.collection(notes);
  await store.ready();
  const file = await open(path.join(dataDir, 'plain.log'), 'a');
  let next = 0;
  const insert = () => {
    next += 1;
    return collection.insert({ _id: `n${next}`, version: 1, schemaVersion: 1, text: 'x'.repeat(500) });
  };
  const append = async () => {
    await file.write(`${'x'.repeat(600)}\n`);
    await file.sync();
  };
  const inserted = await medianMs(100, insert);
  const appended = await medianMs(100, append);
  report('one durable insert', inserted, 'append and fsync of as many bytes', appended);
  const together = await medianMs(10, () => Promise.all(Array.from({ length: 100 }, insert)));
  report('a hundred inserts at once', together, 'one insert', inserted);
  await file.close();
  await store.close();
  await rm(dataDir, { recursive: true });
}

await search();
await fold();
await storage();
const over = await clients();
if (over.length > 0) {
  console.error(`over what is allowed: ${over.join(', ')}`);
  process.exitCode = 1;
}
