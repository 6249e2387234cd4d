import { afterAll, beforeAll, expect, it } from 'vitest';
import { HttpError } from '../../http/http-error';
import { describeOnStores, type OpenTestStore } from '../../storage/test-stores';
import { post, startTestHouse, type TestHouse } from '../../test-house';
import { cookieOf, firstAdmin, newOperator, type TestOperator } from '../../test-operators';
import { buildPerson, familyIn, resident } from '../../test-people';
import { caseDefinition } from './case.collection';
import type { CaseKind } from './case.kinds';

const HERE = '130100';

describeOnStores('cases', (testStore) => {
  let house: TestHouse;
  let opened: OpenTestStore | undefined;
  let clerk: TestOperator;
  let auditor: TestOperator;
  let skewMs = 0;
  const now = () => new Date(Date.now() + skewMs);

  /** What the tested kind did, and how it behaves next. */
  const done: string[] = [];
  let next: 'works' | 'refuses' | 'breaks' | 'hangs' = 'works';
  let giveUpHanging: (reason: Error) => void = () => undefined;
  const tested: CaseKind = {
    word: '试验事项',
    subjectRoles: ['家庭成员', '主绑人'],
    summary: ({ data }) => `编号 ${data.thing ?? ''}`,
    facts: async ({ data }) => [{ label: '编号', value: data.thing ?? '' }],
    outcomes: [
      { outcome: 'keep', word: '维持', effect: '什么也不变' },
      { outcome: 'end', word: '解除', effect: '关系解除' },
    ],
    async onClose({ data }, { outcome }) {
      if (next === 'refuses') throw new HttpError('CONFLICT', { message: '现在还不能解除' });
      if (next === 'breaks') throw new Error('broken');
      if (next === 'hangs')
        await new Promise((_, reject) => {
          giveUpHanging = reject;
        });
      done.push(`${data.thing}:${outcome}`);
    },
  };

  const open = async () => {
    house.house.describeCase('testedMatter', tested);
    await house.house.watch.lookOnce();
  };
  beforeAll(async () => {
    opened = testStore.name === 'mongo' ? await testStore.open() : undefined;
    house = await startTestHouse({
      clock: now,
      env: { REPLY_WAIT_MS: '300', GATEWAY_TIMEOUT_MS: '1000' },
      ...(opened?.mongoUri ? { mongoUri: opened.mongoUri } : {}),
    });
    await open();
    const admin = await firstAdmin(house, now);
    clerk = await newOperator(house, admin, ['clerk'], now);
    auditor = await newOperator(house, admin, ['auditor'], now);
  });
  afterAll(async () => {
    await house?.stop();
    await opened?.dispose();
  });

  const comeIn = async (who: TestOperator) => {
    const { name, password } = who;
    const answer = await house.call('operator.signIn', { body: { name, password, code: who.code() } });
    who.csrfToken = answer.ok.csrfToken;
    who.cookie = cookieOf(answer.headers);
  };
  const openOne = async (thing: string, subjectIds: string[] = []) =>
    (await house.house.cases.open({ kind: 'testedMatter', key: thing, subjectIds, data: { thing } })).caseId;
  const close = (caseId: string, outcome: string, reason = '已与当事人核实', who = clerk) =>
    who.call('case.close', { params: { caseId }, body: { outcome, reason } });
  const read = (caseId: string) => clerk.call('case.get', { params: { caseId } });

  it('the same matter opens one case, however often and from wherever it is told', async () => {
    const told = await Promise.all(
      Array.from({ length: 20 }, () =>
        house.house.cases.open({ kind: 'testedMatter', key: 'same', data: { thing: 's' } }),
      ),
    );
    expect(new Set(told.map(({ caseId }) => caseId)).size).toBe(1);
    expect(told.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  it('shows people masked, what happened, and what each decision does', async () => {
    const owner = await buildPerson(house, { region: HERE, age: 44 });
    const who = await house.enter(owner);
    const personId = (await house.call('person.me', { token: who.token })).ok.person?.personId ?? '';
    const caseId = await openOne('masked', [personId]);
    const answer = await read(caseId);
    expect(answer.ok).toMatchObject({
      kindWord: '试验事项',
      status: 'open',
      summary: '编号 masked',
      facts: [{ label: '编号', value: 'masked' }],
      outcomes: [{ outcome: 'keep' }, { outcome: 'end', word: '解除', effect: '关系解除' }],
    });
    expect(answer.ok.subjects[0]).toMatchObject({ role: '家庭成员' });
    expect(answer.ok.subjects[0]?.maskedName).toContain('*');
    expect(answer.text).not.toContain(owner.name);
    expect(answer.text).not.toContain(owner.certificateNumber);
    const stored = await house.house.store.collection(caseDefinition).get(caseId);
    expect(JSON.stringify(stored)).not.toContain(owner.name);
  });

  it('is closed once, with a reason, by whoever came first; the same decision again is the same answer', async () => {
    const caseId = await openOne('race');
    const short = await close(caseId, 'end', '好');
    expect([short.status, short.error.details?.[0]?.field]).toEqual([400, 'reason']);
    expect((await close(caseId, 'nothingKnown')).error.details?.[0]?.field).toBe('outcome');
    const all = await Promise.all([close(caseId, 'end'), close(caseId, 'keep'), close(caseId, 'end')]);
    const winners = all.filter((answer) => answer.status === 200);
    expect(winners.length).toBeGreaterThanOrEqual(1);
    const { outcome } = (winners[0] as (typeof all)[0]).ok;
    expect(new Set(winners.map((answer) => answer.ok.outcome)).size).toBe(1);
    for (const answer of all) if (answer.status !== 200) expect(answer.error.code).toBe('CASE_CLOSED');
    expect(done.filter((line) => line.startsWith('race:'))).toEqual([`race:${outcome}`]);
    expect((await close(caseId, outcome ?? '')).ok).toMatchObject({ status: 'closed', reason: '已与当事人核实' });
    expect((await close(caseId, outcome === 'end' ? 'keep' : 'end')).error.code).toBe('CASE_CLOSED');
    expect((await read(caseId)).ok).toMatchObject({ status: 'closed', closedByName: clerk.name });
    expect((await close('no-such-case-here', 'end')).error.code).toBe('NOT_FOUND');
    expect((await close(await openOne('other'), 'end', '已与当事人核实', auditor)).error.code).toBe('NOT_ALLOWED');
  });

  it.each(['refuses', 'breaks'] as const)('stays open when what follows %s', async (how) => {
    const caseId = await openOne(how);
    next = how;
    const answer = await close(caseId, 'end');
    expect(answer.error.code).toBe(how === 'refuses' ? 'CONFLICT' : 'INTERNAL');
    next = 'works';
    const still = (await read(caseId)).ok;
    expect(still).toMatchObject({ status: 'open' });
    expect(still.outcome).toBeUndefined();
    expect((await close(caseId, 'end')).ok.status).toBe('closed');
    const { items } = (await auditor.call('audit.list')).ok;
    const actions = items.filter((line) => line.subject === `case:${caseId}`).map((line) => line.action);
    expect(actions).toEqual(['case.close', 'case.read', 'case.closeFailed', 'case.close']);
  });

  it('a kill in the middle of closing is finished by the next start', async () => {
    const caseId = await openOne('killed');
    next = 'hangs';
    void close(caseId, 'end').catch(() => undefined);
    const documents = house.house.store.collection(caseDefinition);
    await expect.poll(async () => (await documents.get(caseId))?.status).toBe('closing');
    expect((await clerk.call('case.list', { query: { status: 'open', limit: 100 } })).ok.items).toContainEqual(
      expect.objectContaining({ caseId, status: 'closing' }),
    );
    expect((await close(caseId, 'keep')).error.code).toBe('CASE_CLOSED');
    next = 'works';
    skewMs += 120_000;
    await house.house.watch.lookOnce();
    expect((await read(caseId)).ok).toMatchObject({ status: 'closed', outcome: 'end' });
    expect(done.filter((line) => line === 'killed:end')).toHaveLength(1);
    // The process that was cut off wakes up: what stands, stands
    giveUpHanging(new Error('cut off'));
    expect((await read(caseId)).ok).toMatchObject({ status: 'closed', outcome: 'end' });
  });

  it('pages through many, newest first, without a double', async () => {
    for (let count = 0; count < 7; count += 1) {
      skewMs += 1_000;
      await openOne(`page-${count}`);
    }
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = (
        await clerk.call('case.list', {
          query: { status: 'open', kind: 'testedMatter', limit: 3, ...(after ? { after } : {}) },
        })
      ).ok;
      expect(page.openCount).toBeGreaterThanOrEqual(7);
      seen.push(...page.items.map(({ summary }) => summary));
      after = page.nextAfter;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.slice(0, 7)).toEqual([6, 5, 4, 3, 2, 1, 0].map((count) => `编号 page-${count}`));
    const foreign = await clerk.call('case.list', { query: { after: 'bm90IGEgY3Vyc29y' } });
    expect([foreign.status, foreign.error.details?.[0]?.field]).toEqual([400, 'after']);
  });

  it('an effect that does not get through is shown, becomes one case, and settles when it gets through', {
    timeout: 90_000,
  }, async () => {
    const family = familyIn(house, 'hebei');
    const owner = await buildPerson(house, { region: HERE, age: 45 });
    const who = await house.enter(owner);
    const relative = await buildPerson(house, { region: HERE, age: 71, insurances: resident(HERE) });
    await post(`${house.simulators.core}/faults`, { kind: 'error500', match: 'GJ02' });
    const { sharing } = (await family.add(who, relative, 'parent')).ok;
    await family.until('the effect is stuck', async () => {
      skewMs += 360_000;
      await house.house.worker.runDue();
      return (await house.house.stuck.stuckEffects()).items.length > 0;
    });
    await comeIn(clerk);
    const { items, isMore } = (await clerk.call('effect.list')).ok;
    expect([items.length, isMore]).toEqual([1, false]);
    expect(items[0]).toMatchObject({
      sharingId: sharing.sharingId,
      kind: 'registerRelation',
      kindWord: '登记共济关系',
      regionWord: '河北',
    });
    expect(items[0]?.tries).toBeGreaterThanOrEqual(8);
    expect(items[0]?.ownerMaskedName).toContain('*');
    await house.house.watch.lookOnce();
    await house.house.watch.lookOnce();
    const open = (await clerk.call('case.list', { query: { status: 'open', kind: 'stuckEffect' } })).ok.items;
    expect(open).toHaveLength(1);
    const { caseId = '' } = open[0] ?? {};
    expect((await read(caseId)).ok.facts.map(({ value }) => value)).toContain('登记共济关系');

    await fetch(`${house.simulators.core}/faults`, { method: 'DELETE' });
    skewMs += 360_000;
    await family.until('the effect got through', async () => {
      await house.house.worker.runDue();
      return (await house.house.stuck.stuckEffects()).items.length === 0;
    });
    await house.house.watch.lookOnce();
    expect((await clerk.call('effect.list')).ok.items).toEqual([]);
    const settled = (await read(caseId)).ok;
    expect(settled).toMatchObject({ status: 'closed', closedByName: '系统' });
  });
});
