import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findMongo, NotHere } from './find-mongo';

const kept = { PATH: process.env.PATH, MONGODB_URI: process.env.MONGODB_URI };
let empty: string;

describe('finding a MongoDB for tests', () => {
  beforeEach(async () => {
    empty = await mkdtemp(path.join(os.tmpdir(), 'gongji-empty-'));
  });
  afterEach(async () => {
    for (const [name, value] of Object.entries(kept)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await rm(empty, { recursive: true });
  });

  it('takes MONGODB_URI first', async () => {
    process.env.MONGODB_URI = 'mongodb://db.example/';
    expect(await findMongo()).toMatchObject({ uri: 'mongodb://db.example/', how: 'MONGODB_URI' });
  });

  it('says what each way lacks where there is none', async () => {
    delete process.env.MONGODB_URI;
    process.env.PATH = empty;
    const error = await findMongo().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NotHere);
    expect((error as Error).message).toMatch(/no mongod on PATH.*no JDK .*apt-get install/);
  });
});
