import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnStores, type OpenTestStore } from '../../storage/test-stores';
import { startTestHouse, type TestHouse } from '../../test-house';
import { firstAdmin, newOperator, type TestOperator } from '../../test-operators';
import { type AuditDocument, auditDefinition } from './audit.collection';
import { hashOfLine } from './audit.usecases';

describeOnStores('the audit log', (testStore) => {
  let house: TestHouse;
  let opened: OpenTestStore | undefined;
  let admin: TestOperator;

  beforeAll(async () => {
    opened = testStore.name === 'mongo' ? await testStore.open() : undefined;
    house = await startTestHouse(opened?.mongoUri ? { mongoUri: opened.mongoUri } : {});
    admin = await firstAdmin(house);
    for (const role of ['editor', 'clerk', 'auditor'] as const) await newOperator(house, admin, [role]);
  });
  afterAll(async () => {
    await house?.stop();
    await opened?.dispose();
  });

  const documents = () => house.house.store.collection(auditDefinition);
  const check = async (query: { seq?: number; hash?: string } = {}) => (await admin.call('audit.check', { query })).ok;
  const line = async (seq: number) => (await documents().find({ seq }))[0] as AuditDocument;
  /** What somebody with access to the database might do, and how it is put right again. */
  const tamper = async (seq: number, change: (document: AuditDocument) => AuditDocument) => {
    const before = await line(seq);
    expect(await documents().replace(change(before))).toBe(true);
    return async () => {
      const { version } = await line(seq);
      expect(await documents().replace({ ...before, version })).toBe(true);
    };
  };

  it('parallel writers make one chain without gaps; reading is newest first, page by page', async () => {
    const before = (await check()).headSeq;
    await Promise.all(
      Array.from({ length: 25 }, (_, at) =>
        admin.call('operator.invite', { body: { name: `chain${at}`, displayName: '并行', roles: ['editor'] } }),
      ),
    );
    const { isIntact, headSeq } = await check();
    expect([isIntact, headSeq]).toEqual([true, before + 26]);
    const seen: number[] = [];
    let beforeSeq: number | undefined;
    do {
      const page = (await admin.call('audit.list', { query: { limit: 10, ...(beforeSeq ? { beforeSeq } : {}) } })).ok;
      seen.push(...page.items.map(({ seq }) => seq));
      beforeSeq = page.nextBeforeSeq;
    } while (beforeSeq);
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, at) => seen.length - at));
    const { items } = (await admin.call('audit.list', { query: { limit: 200 } })).ok;
    const setUp = items.filter(({ action }) => action === 'operator.setUp');
    expect(setUp.map(({ operatorName }) => operatorName)).toContain('shouren');
    expect(items.find(({ action }) => action === 'operator.invite')).toMatchObject({ actionWord: '邀请操作员' });
  });

  it('a changed line, a recomputed line and a removed line are found', async () => {
    const restore = await tamper(3, (document) => ({ ...document, action: 'nothing.happened' }));
    expect(await check()).toMatchObject({ isIntact: false, firstBadSeq: 3, problem: '这一行的内容被改过' });
    await restore();
    expect((await check()).isIntact).toBe(true);

    const undo = await tamper(4, (document) => {
      const forged = { ...document, operatorName: 'somebody-else' };
      return { ...forged, hash: hashOfLine(forged) };
    });
    expect(await check()).toMatchObject({ isIntact: false, firstBadSeq: 5, problem: '这一行和上一行接不上' });
    await undo();

    const gone = await line(2);
    expect(await documents().remove(gone._id, gone.version)).toBe(true);
    expect(await check()).toMatchObject({ isIntact: false, firstBadSeq: 2, problem: '这一行不见了' });
    await documents().insert({ ...gone, version: 1 });
    expect((await check()).isIntact).toBe(true);
  });

  it('the heads in the process log show a cut end and a chain that was computed anew', async () => {
    const heads = house.logLines.flatMap((text) => {
      const read = JSON.parse(text) as { msg: string; seq: number; hash: string };
      return read.msg === 'audit head' ? [{ seq: read.seq, hash: read.hash }] : [];
    });
    const known = heads.at(-1) as { seq: number; hash: string };
    expect((await check(known)).isIntact).toBe(true);
    const newest = (await documents().find({}, { sort: { seq: -1 }, limit: 3 })) as AuditDocument[];
    const cut = newest.filter(({ seq }) => seq >= known.seq);
    for (const document of cut) expect(await documents().remove(document._id, document.version)).toBe(true);
    expect((await check()).isIntact).toBe(true);
    // The check that found nothing wrong has since written a line of its own in the cut one's place
    expect(await check(known)).toMatchObject({ isIntact: false, firstBadSeq: known.seq });
    expect((await admin.call('audit.check', { query: { seq: 3 } })).error.details?.[0]?.field).toBe('hash');
  });
});
