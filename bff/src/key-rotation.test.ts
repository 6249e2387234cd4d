import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { composeStorage } from './compose-storage';
import { makeOwnKeys } from './demo-keys';
import { rotateStored, SEARCHABLE } from './key-rotation';
import type { CollectionDefinition, StoredDocument } from './storage/port';
import { personKeys } from './storage/sealing';
import { describeOnStores, type OpenTestStore } from './storage/test-stores';
import { type Simulators, startSimulators, startTestHouse, type TestHouse } from './test-house';
import { firstAdmin, type TestOperator } from './test-operators';
import { buildPerson, familyIn, resident, type TestPerson } from './test-people';

const silent = pino({ level: 'silent' });
const HERE = '130100';

let simulators: Simulators;
beforeAll(async () => {
  simulators = await startSimulators();
});
afterAll(() => simulators?.stop());

it('knows every collection with a blind index', async () => {
  const found: string[] = [];
  const modules = path.join(import.meta.dirname, 'modules');
  for (const file of await readdir(modules, { recursive: true })) {
    if (!file.endsWith('.collection.ts')) continue;
    const module = (await import(path.join(modules, file))) as Record<
      string,
      CollectionDefinition<StoredDocument> | undefined
    >;
    for (const definition of Object.values(module)) {
      if (definition?.sealed?.fields.some(({ isSearchable }) => isSearchable)) found.push(definition.name);
    }
  }
  expect(found.sort()).toEqual(SEARCHABLE.map(({ name }) => name).sort());
});

/** A house with people, a sharing and an operator, whose keys can be changed from start to start. */
async function lifeIn(start: () => Promise<TestHouse>) {
  let house = await start();
  const owner = await buildPerson(house, { region: HERE, age: 45 });
  const relative = await buildPerson(house, { region: HERE, age: 71, insurances: resident(HERE) });
  const family = familyIn(house, 'hebei');
  const who = await house.enter(owner);
  const { sharing } = (await family.add(who, relative, 'parent')).ok;
  const admin = await firstAdmin(house);
  return {
    owner,
    relative,
    get house() {
      return house;
    },
    stop: () => house.stop(),
    async startAgain() {
      house = await start();
    },
    /** Everything that was sealed can be read, and everything that was found by an index is found, once. */
    async isWhole() {
      expect(await comesBack(house, owner)).toEqual([sharing.sharingId]);
      // The same certificate number is still the same person: a second bind is refused, not doubled
      const again = await familyIn(house, 'hebei').add(await house.enter(owner), relative, 'parent');
      expect(again.status).toBe(422);
      await operatorComesBack(house, admin);
    },
  };
}

async function comesBack(house: TestHouse, person: TestPerson): Promise<string[]> {
  const who = await house.signInBySms(person.phone);
  expect(who.isProven).toBe(true);
  const me = (await house.call('person.me', { token: who.token })).ok;
  expect(me.person?.maskedName?.startsWith(person.name.slice(0, 1))).toBe(true);
  const { asOwner } = (await house.call('sharing.list', { token: who.token })).ok;
  return asOwner.map(({ sharingId }) => sharingId);
}

let usedCodes = 0;
async function operatorComesBack(house: TestHouse, admin: TestOperator): Promise<void> {
  const code = admin.recoveryCodes[usedCodes++ % 10] ?? '';
  const { name, password } = admin;
  const me = (await house.call('operator.signIn', { body: { name, password, code } })).ok;
  expect(me.displayName).toBe('守仁');
}

describeOnStores('a rotation of keys', (testStore) => {
  it('leaves everything readable before, half way and after, and the old keys useless', {
    timeout: 180_000,
  }, async () => {
    usedCodes = 0;
    const opened: OpenTestStore = await testStore.open();
    await opened.store.close();
    const data = { dataDir: opened.dataDir, ...(opened.mongoUri ? { mongoUri: opened.mongoUri } : {}) };
    const first = makeOwnKeys();
    const second = {
      SEALING_MASTER_KEYS: `k2:${randomBytes(32).toString('base64')}`,
      BLIND_INDEX_KEY: randomBytes(48).toString('base64url'),
    };
    const both = {
      ...first,
      ...second,
      SEALING_MASTER_KEYS: `${second.SEALING_MASTER_KEYS},${first.SEALING_MASTER_KEYS}`,
      BLIND_INDEX_KEY_PREVIOUS: first.BLIND_INDEX_KEY,
    };
    const newest = { ...first, ...second };
    let env: Record<string, string> = first;
    const life = await lifeIn(() => startTestHouse({ simulators, env, ...data }));
    const rotateIn = async (keys: Record<string, string>, limit?: number) => {
      const masters = (keys.SEALING_MASTER_KEYS ?? '').split(',').map((each) => {
        const [id = '', key = ''] = each.split(':');
        return { id, key };
      });
      const blind = [keys.BLIND_INDEX_KEY ?? '', keys.BLIND_INDEX_KEY_PREVIOUS ?? ''].filter((key) => key !== '');
      const storage = await composeStorage(
        { ...data, secrets: { accessToken: 'x', sealingMasterKeys: masters, blindIndexKeys: blind } },
        silent,
      );
      const done = await rotateStored(storage, limit);
      const left = await storage.store.collection(personKeys).count({ masterKeyId: 'k1' });
      await storage.store.close();
      return { ...done, left };
    };
    try {
      await life.isWhole();
      await life.stop();
      env = both;
      await life.startAgain();
      await life.isWhole();
      // Embedded data belongs to one process at a time; on MongoDB the rotation runs beside the program
      const isBeside = testStore.name === 'mongo';
      if (!isBeside) await life.stop();
      const half = await rotateIn(both, 2);
      expect([half.rewrapped, half.left > 0]).toEqual([2, true]);
      if (!isBeside) await life.startAgain();
      await life.isWhole();
      if (!isBeside) await life.stop();
      const rest = await rotateIn(both);
      expect(rest.left).toBe(0);
      expect((await rotateIn(both)).rewrapped).toBe(0);
      if (isBeside) await life.stop();

      env = newest;
      await life.startAgain();
      await life.isWhole();
      await life.stop();
      await rotateIn(newest);
      await life.startAgain();
      await life.isWhole();
      await life.stop();
      await expect(
        startTestHouse({ simulators, env: first, ...data }).then(async (house) => {
          try {
            return (await house.signInBySms(life.owner.phone)).isProven;
          } finally {
            await house.stop();
          }
        }),
      ).rejects.toThrow();
    } finally {
      await opened.store.close().catch(() => undefined);
      await opened.dispose().catch(() => undefined);
    }
  });
});

/** Runs the command as a person does. */
function command(dataDir: string, args: string[] = [], env: Record<string, string> = {}) {
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'bff/src/rotate-keys.ts', ...args], {
      cwd: path.resolve(import.meta.dirname, '../..'),
      env: { PATH: process.env.PATH ?? '', DATA_DIR: dataDir, ...env },
    });
    let output = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.stderr.on('data', (text) => {
      output += text;
    });
    child.on('close', (code) => resolve({ code, output }));
  });
}

it("the command changes the demo's keys as a whole, refuses a running program, and goes on after a kill", {
  timeout: 180_000,
}, async () => {
  usedCodes = 0;
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'gongji-rotate-'));
  const file = path.join(dataDir, 'keys.json');
  const keys = async () => JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
  await writeFile(file, JSON.stringify(makeOwnKeys()));
  const life = await lifeIn(async () => startTestHouse({ simulators, dataDir, env: await keys() }));
  try {
    const before = await keys();
    const refused = await command(dataDir);
    expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('another process is using')]);
    expect(await keys()).toEqual(before);
    await life.stop();

    const done = await command(dataDir);
    expect([done.code, done.output]).toEqual([0, expect.stringContaining('Only the new keys are left')]);
    const after = await keys();
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
    expect(after.SEALING_MASTER_KEYS).toMatch(/^k2:[^,]+$/);
    expect(after.BLIND_INDEX_KEY).not.toBe(before.BLIND_INDEX_KEY);
    expect(after.ACCESS_TOKEN_SECRET).toBe(before.ACCESS_TOKEN_SECRET);
    await life.startAgain();
    await life.isWhole();
    await life.stop();

    // A kill after the new keys were written: both generations lie in the file, nothing is rewritten yet
    const half = {
      ...after,
      SEALING_MASTER_KEYS: `k3:${randomBytes(32).toString('base64')},${after.SEALING_MASTER_KEYS}`,
      BLIND_INDEX_KEY: randomBytes(48).toString('base64url'),
      BLIND_INDEX_KEY_PREVIOUS: after.BLIND_INDEX_KEY ?? '',
    };
    await writeFile(file, JSON.stringify(half));
    expect((await command(dataDir)).code).toBe(0);
    const last = await keys();
    expect([last.SEALING_MASTER_KEYS?.split(':')[0], last.BLIND_INDEX_KEY_PREVIOUS]).toEqual(['k3', undefined]);
    await life.startAgain();
    await life.isWhole();
  } finally {
    await life.stop().catch(() => undefined);
    await rm(dataDir, { recursive: true, force: true });
  }
});

it('prints new keys for a place of secrets, with a new id, and asks for the present ones', async () => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'gongji-rotate-'));
  try {
    const { ACCESS_TOKEN_SECRET: _, ...present } = makeOwnKeys();
    const printed = (await command(dataDir, ['new'], present)).output;
    expect(printed).toContain(`,${present.SEALING_MASTER_KEYS}\n`);
    expect(printed).toMatch(/^SEALING_MASTER_KEYS=k2:/m);
    expect(printed).toContain(`BLIND_INDEX_KEY_PREVIOUS=${present.BLIND_INDEX_KEY}`);
    expect((await command(dataDir, ['new'])).output).toContain('must hold the present keys');
    expect((await command(dataDir)).output).toContain('keys.json is not there');
    expect((await command(dataDir, ['nonsense'])).code).toBe(1);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
