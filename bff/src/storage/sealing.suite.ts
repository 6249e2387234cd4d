import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Collection, type CollectionDefinition, Conflict, Invalid, type StoredDocument } from './port';
import { rawDocument, rawText } from './raw-look';
import { isErased, sealedCollection } from './sealed-collection';
import { createSealing, Erased, personKeys, type Sealing, type SealingConfig } from './sealing';
import type { OpenTestStore, TestStore } from './test-stores';

interface Citizen extends StoredDocument {
  name: string;
  certificateNumber: string;
  phone?: string;
  region: string;
}

const citizens: CollectionDefinition<Citizen> = {
  name: 'citizens',
  schemaVersion: 1,
  schema: {
    name: { type: String, required: true },
    certificateNumber: { type: String, required: true },
    phone: String,
    region: { type: String, required: true },
  },
  indexes: [{ name: 'certificate', fields: { certificateNumber: 1 }, unique: true }],
  sealed: {
    fields: [
      { name: 'name', isSearchable: false },
      { name: 'certificateNumber', isSearchable: true },
      { name: 'phone', isSearchable: true },
    ],
    subjectOf: (citizen) => citizen._id,
  },
};

const wang: Citizen = {
  _id: 'person-wang',
  version: 1,
  schemaVersion: 1,
  name: '王建国',
  certificateNumber: '520100195503071234',
  phone: '13800005678',
  region: '620000',
};
const li: Citizen = {
  ...wang,
  _id: 'person-li',
  name: '李梅',
  certificateNumber: '52010019570812002X',
  phone: undefined,
};
const key = (id: string) => ({ id, key: randomBytes(32) });
const latin = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

/** Sealing over a real store: what callers see, and what lies in the files or in the database. */
export function sealingContract(testStore: TestStore): void {
  const config: SealingConfig = { masterKeys: [key('m1')], indexKeys: [key('i1')] };
  let opened: OpenTestStore;
  let sealing: Sealing;
  let collection: Collection<Citizen>;

  const attach = (next: SealingConfig) => {
    sealing = createSealing(opened.store, next);
    collection = sealedCollection(opened.store, citizens, sealing);
  };
  const restart = async (next: SealingConfig) => {
    await opened.reopen();
    attach(next);
  };
  beforeEach(async () => {
    opened = await testStore.open();
    attach(config);
    await opened.store.ready();
  });
  afterEach(() => opened.dispose());

  it('shows plain values to callers and stores none of them', async () => {
    await collection.insert(wang);
    await collection.insert(li);
    expect(await collection.get(wang._id)).toEqual(wang);
    expect(await collection.replace({ ...wang, phone: '13911112222' })).toBe(true);
    expect(await collection.find({}, { sort: { _id: 1 } })).toEqual([
      Object.fromEntries(Object.entries(li).filter(([, value]) => value !== undefined)),
      { ...wang, version: 2, phone: '13911112222' },
    ]);
    const raw = await rawText(opened);
    expect(raw).toContain('person-wang');
    for (const secret of ['王建国', '李梅', '520100195503071234', '52010019570812002X', '13800005678', '13911112222']) {
      expect(raw).not.toContain(latin(secret));
      expect(raw).not.toContain(Buffer.from(secret).toString('base64url'));
    }
  });

  it('finds by blind index, and only what is searchable, by equality', async () => {
    await collection.insert(wang);
    await collection.insert(li);
    expect((await collection.find({ certificateNumber: wang.certificateNumber })).map((each) => each._id)).toEqual([
      wang._id,
    ]);
    expect(await collection.count({ certificateNumber: { $in: [wang.certificateNumber, li.certificateNumber] } })).toBe(
      2,
    );
    expect(await collection.count({ phone: '13800000000' })).toBe(0);
    expect(await collection.count({ phone: { $exists: false } })).toBe(1);
    // The same number in another field has another index.
    expect(await collection.count({ phone: wang.certificateNumber })).toBe(0);
    await expect(collection.find({ name: wang.name })).rejects.toBeInstanceOf(Invalid);
    await expect(collection.find({ phone: { $gt: '1' } })).rejects.toBeInstanceOf(Invalid);
    await expect(collection.find({}, { sort: { phone: 1 }, limit: 1 })).rejects.toBeInstanceOf(Invalid);
  });

  it('keeps a sealed unique field unique, and its form checked', async () => {
    await collection.insert(wang);
    await expect(collection.insert({ ...li, certificateNumber: wang.certificateNumber })).rejects.toMatchObject({
      name: 'Conflict',
      index: 'certificate',
    });
    await expect(collection.insert({ ...li, name: undefined } as never)).rejects.toMatchObject({ field: 'name' });
    await expect(collection.insert({ ...li, phone: 13800005678 } as never)).rejects.toMatchObject({ field: 'phone' });
  });

  it('never seals the same text to the same bytes, and opens no value in another place', async () => {
    await collection.insert(wang);
    const first = (await rawDocument(opened, 'citizens', wang._id)) as Record<string, string>;
    await collection.replace(wang);
    const second = (await rawDocument(opened, 'citizens', wang._id)) as Record<string, string>;
    expect(second.name).not.toBe(first.name);
    const value = second.name as string;
    const place = { collection: 'citizens', field: 'name', documentId: wang._id };
    expect(await sealing.openAll([{ value, place }])).toEqual([wang.name]);
    for (const moved of [{ field: 'phone' }, { documentId: li._id }, { collection: 'others' }]) {
      await expect(sealing.openAll([{ value, place: { ...place, ...moved } }])).rejects.toThrow();
    }
    const [version, subject, iv, body, tag] = value.split('.');
    const forged = Buffer.from(body as string, 'base64url');
    forged[0] = (forged[0] as number) ^ 1;
    const bad = [version, subject, iv, forged.toString('base64url'), tag].join('.');
    await expect(sealing.openAll([{ value: bad, place }])).rejects.toThrow();
  });

  it('erases a subject by destroying the key: nothing opens, no key is left behind, others stay', async () => {
    await collection.insert(wang);
    await collection.insert(li);
    const wrapped = ((await rawDocument(opened, 'person_keys', wang._id)) as { wrapped: string }).wrapped;
    expect(await rawText(opened)).toContain(wrapped);
    expect(await sealing.eraseSubject(wang._id, '2025-01-01T00:00:00.000Z')).toBe(true);
    expect(await sealing.eraseSubject(wang._id, '2025-01-02T00:00:00.000Z')).toBe(false);
    expect(await rawText(opened)).not.toContain(wrapped);

    const erased = (await collection.get(wang._id)) as Citizen;
    expect(erased).toEqual({ _id: wang._id, version: 1, schemaVersion: 1, region: '620000', isErased: true });
    expect(isErased(erased)).toBe(true);
    expect((await collection.get(li._id))?.name).toBe('李梅');
    await expect(collection.replace({ ...wang })).rejects.toBeInstanceOf(Erased);
    await expect(collection.replace({ ...erased, name: '王' })).rejects.toBeInstanceOf(Invalid);

    expect(await collection.replace(erased)).toBe(true);
    expect(await collection.count({ certificateNumber: wang.certificateNumber })).toBe(0);
    await collection.insert({ ...wang, _id: 'person-wang-again' });
  });

  it('stays unique and findable while index keys rotate', async () => {
    await collection.insert(wang);
    const rotating = { ...config, indexKeys: [key('i2'), ...config.indexKeys] };
    await restart(rotating);
    expect(await collection.count({ certificateNumber: wang.certificateNumber })).toBe(1);
    await expect(collection.insert({ ...li, certificateNumber: wang.certificateNumber })).rejects.toBeInstanceOf(
      Conflict,
    );
    await collection.insert(li);
    expect(await collection.replace((await collection.get(wang._id)) as Citizen)).toBe(true);

    await restart({ ...config, indexKeys: rotating.indexKeys.slice(0, 1) });
    expect(await collection.count({ certificateNumber: { $in: [wang.certificateNumber, li.certificateNumber] } })).toBe(
      2,
    );
  });

  it('rewraps data keys under a new master key, after which the old one is not needed', async () => {
    await collection.insert(wang);
    await collection.insert(li);
    const rotating = { ...config, masterKeys: [key('m2'), ...config.masterKeys] };
    await restart(rotating);
    expect(await collection.get(wang._id)).toEqual(wang);
    expect(await sealing.rewrap(1)).toBe(1);
    expect(await sealing.rewrap(10)).toBe(1);
    expect(await sealing.rewrap(10)).toBe(0);
    await restart({ ...config, masterKeys: rotating.masterKeys.slice(0, 1) });
    expect(await collection.get(wang._id)).toEqual(wang);
    await restart({ ...config, masterKeys: [key('m3')] });
    await expect(collection.get(wang._id)).rejects.toThrow('m2');
  });

  it('makes one key for a subject that 50 parallel writers meet first', async () => {
    const place = { collection: 'notes', field: 'text', documentId: 'n' };
    const sealed = await Promise.all(
      Array.from({ length: 50 }, (_, i) => sealing.sealAll('person-new', [{ place, plain: `text ${i}` }])),
    );
    const opened50 = await sealing.openAll(sealed.flat().map((value) => ({ value, place })));
    expect(opened50).toEqual(Array.from({ length: 50 }, (_, i) => `text ${i}`));
    expect(await opened.store.collection(personKeys).count({ _id: 'person-new' })).toBe(1);
  });

  it('refuses keys that are short, doubled or missing', () => {
    const short = { id: 'm1', key: randomBytes(16) };
    expect(() => createSealing(opened.store, { ...config, masterKeys: [short] })).toThrow('32 bytes');
    expect(() => createSealing(opened.store, { ...config, indexKeys: [key('i'), key('i')] })).toThrow('doubled');
    expect(() => createSealing(opened.store, { ...config, masterKeys: [] })).toThrow('master');
  });
}
