import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnStores, type OpenTestStore } from '../../storage/test-stores';
import { post, startTestHouse, type TestHouse } from '../../test-house';
import { buildPerson, familyIn, provinceOf, resident, type TestPerson } from '../../test-people';

interface Paid {
  settlementId: string;
  totalFen: number;
  sharedFen: number;
  cashFen: number;
}

/** A bill paid at the counter reaches both people's records by the feed. */
describeOnStores('bills', (testStore) => {
  let house: TestHouse;
  let opened: OpenTestStore | undefined;

  beforeAll(async () => {
    opened = testStore.name === 'mongo' ? await testStore.open() : undefined;
    house = await startTestHouse(opened?.mongoUri ? { mongoUri: opened.mongoUri } : {});
  });
  afterAll(async () => {
    await house?.stop();
    await opened?.dispose();
  });

  async function pay(patient: TestPerson, amountFen: number, how: { isOutside?: boolean } = {}): Promise<Paid> {
    const { institutions } = (await (await fetch(`${house.simulators.core}/counter/setup`)).json()) as {
      institutions: { code: string; region: string; kind: string; isDesignated: boolean; settlesOnline: boolean }[];
    };
    const province = provinceOf(patient.region);
    const till = institutions.find(
      (each) =>
        each.kind === 'hospital' &&
        each.isDesignated &&
        each.settlesOnline &&
        (provinceOf(each.region) === province) === !how.isOutside,
    );
    if (!till) throw new Error('no such institution');
    const { settlement } = await post<{ settlement: Paid }>(`${house.simulators.core}/counter/settle`, {
      region: province,
      person: patient.certificateNumber,
      institutionCode: till.code,
      items: [{ name: '门诊检查', scope: 'treatment', amountFen, fundFen: 0 }],
    });
    return settlement;
  }

  /** An owner with money, and a relative without an own account, bound in this family. */
  async function bound(family: string, region: string, balanceFen: number) {
    const there = familyIn(house, family);
    const owner = await buildPerson(house, { region, age: 45, balanceFen });
    const who = await house.enter(owner);
    await there.commit(who);
    const child = await buildPerson(house, { region, age: 12, insurances: resident(region) });
    const { guardianConsentHash } = there;
    const { sharing } = (await there.add(who, child, 'child', { guardianConsentHash })).ok;
    expect(sharing.members[0]?.status).toBe('active');
    const member = await house.enter(child);
    return { there, owner, who, child, member, sharingId: sharing.sharingId };
  }

  const casesOf = async (settlementId: string) =>
    (await house.house.cases.list({ kind: 'settlementDiffers', limit: 100 })).items.filter(
      ({ data }) => data.settlementId === settlementId,
    );
  const deviate = (region: string, deviation: object | null) =>
    post(`${house.simulators.core}/sim/deviation`, { region, deviation });

  const records = async (token: string) => (await house.call('settlement.list', { token })).ok.items;

  it('Gansu: nothing is shared before an allocation; then the family account pays, and both read why', async () => {
    const { there, who, owner, child, member, sharingId } = await bound('gansu', '620100', 100_000);
    const first = await pay(child, 5_000);
    expect(first.sharedFen).toBe(0);
    const failed = await there.until('the failed record', async () =>
      (await records(member.token)).find((record) => record.status === 'sharingFailed'),
    );
    expect(failed.because.map((reason) => reason.code)).toContain('NOTHING_ALLOCATED');
    expect(failed.because.map((reason) => reason.words).join()).toContain('划拨');

    const params = { sharingId };
    void (
      await house.call('funds.move', { token: who.token, params, body: { direction: 'allocate', amountFen: 8_000 } })
    ).ok;
    const paid = await pay(child, 12_000);
    expect(paid).toMatchObject({ sharedFen: 8_000, cashFen: 4_000 });
    const mine = await there.until('the member’s record', async () =>
      (await records(member.token)).find((record) => record.settlementId === paid.settlementId),
    );
    expect(mine).toMatchObject({
      myRole: 'member',
      totalFen: 12_000,
      sharedFen: 8_000,
      cashFen: 4_000,
      paidByMeFen: 0,
    });
    const theirs = (await records(who.token)).find((record) => record.settlementId === paid.settlementId);
    expect(theirs).toMatchObject({ myRole: 'owner', paidByMeFen: 8_000, statusWord: '已结算' });
    expect(theirs?.ownerMaskedNames[0]).toMatch(/\*/);
    expect(JSON.stringify([mine, theirs])).not.toContain(owner.name);
    expect(JSON.stringify([mine, theirs])).not.toContain(child.name);
    expect((await house.call('funds.get', { token: who.token, params })).ok.familyAccountFen).toBe(0);
  });

  it('Hebei: the largest balance pays all or nothing, outside the province too; a cancellation shows as one', async () => {
    const { there, who, child, member } = await bound('hebei', '130100', 10_000);
    const tooMuch = await pay(child, 10_001);
    expect(tooMuch.sharedFen).toBe(0);
    const refused = await there.until('the record', async () =>
      (await records(member.token)).find((record) => record.settlementId === tooMuch.settlementId),
    );
    expect(refused.because.map((reason) => reason.code)).toContain('LARGEST_BALANCE_TOO_SMALL');
    const paid = await pay(child, 9_000, { isOutside: true });
    expect(paid).toMatchObject({ sharedFen: 9_000, cashFen: 0 });
    await there.until('the owner’s record', async () =>
      (await records(who.token)).some((record) => record.settlementId === paid.settlementId),
    );
    await post(`${house.simulators.core}/counter/cancel`, { region: '130000', settlementId: paid.settlementId });
    const undone = await there.until('the cancellation', async () =>
      (await records(who.token)).find(
        (record) => record.settlementId === paid.settlementId && record.status === 'cancelled',
      ),
    );
    expect(undone.statusWord).toContain('退回');
  });

  it('a bill that the core settled otherwise than the pack says becomes one case, and closes itself when undone', async () => {
    const { there, who } = await bound('hebei', '130100', 50_000);
    const second = await buildPerson(house, { region: '130100', age: 12, insurances: resident('130100') });
    const { guardianConsentHash } = there;
    void (await there.add(who, second, 'child', { guardianConsentHash })).ok;
    const recorded = (settlementId: string) =>
      there.until('the record', async () =>
        (await records(who.token)).find((record) => record.settlementId === settlementId),
      );

    const right = await pay(second, 2_000);
    await deviate('130000', { kind: 'sharedLess', amountFen: 300 });
    const less = await pay(second, 3_000);
    expect(less).toMatchObject({ sharedFen: 2_700, cashFen: 300 });
    await deviate('130000', null);
    await recorded(less.settlementId);
    const opened = await there.until('the case', async () => (await casesOf(less.settlementId))[0]);
    expect(opened).toMatchObject({ status: 'open', data: { region: '130000' } });
    expect(opened.subjectIds).toHaveLength(2);
    expect(await casesOf(right.settlementId)).toEqual([]);

    await post(`${house.simulators.core}/counter/cancel`, { region: '130000', settlementId: less.settlementId });
    await there.until('the cancellation', async () =>
      (await records(who.token)).find(
        (record) => record.settlementId === less.settlementId && record.status === 'cancelled',
      ),
    );
    await house.house.watch.lookOnce();
    expect(await casesOf(less.settlementId)).toMatchObject([{ status: 'closed', outcome: 'undone' }]);
  });

  it('"no relation" from a core that confirmed one to us becomes a case; from one that confirmed none it does not', async () => {
    const { there, who, child, member, sharingId } = await bound('guizhou', '520100', 50_000);
    await deviate('520000', { kind: 'relationsDenied' });
    const denied = await pay(child, 3_000);
    expect(denied).toMatchObject({ sharedFen: 0, cashFen: 3_000 });
    await deviate('520000', null);
    const [opened] = await there.until('the case', async () => {
      const found = await casesOf(denied.settlementId);
      return found.length > 0 ? found : undefined;
    });
    expect(JSON.parse(opened?.data.differences ?? '')).toEqual([{ what: 'relationDenied' }]);

    const memberId = (await there.get(who, sharingId)).ok.sharing.members[0]?.memberId ?? '';
    void (await there.command(who, sharingId, { type: 'unbind', memberId })).ok;
    await there.until('the end', async () =>
      (await there.get(who, sharingId)).ok.sharing.members.every(({ status }) => status === 'ended'),
    );
    const alone = await pay(child, 4_000);
    await there.until('the record', async () =>
      (await records(member.token)).find((record) => record.settlementId === alone.settlementId),
    );
    expect(await casesOf(alone.settlementId)).toEqual([]);
  });

  it('no bill of this file that was settled by the rules is objected to', async () => {
    const { items } = await house.house.cases.list({ kind: 'settlementDiffers', limit: 100 });
    expect(items.map(({ data }) => data.differences)).toHaveLength(2);
  });

  it('pages through many records without a double, newest first, and survives a restart', {
    timeout: 60_000,
  }, async () => {
    const { there, who, child } = await bound('hebei', '130100', 100_000);
    for (let count = 0; count < 7; count += 1) await pay(child, 1_000 + count);
    await there.until('all have arrived', async () => (await records(who.token)).length === 7);
    await house.restart();
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = (
        await house.call('settlement.list', { token: who.token, query: { limit: 3, ...(after ? { after } : {}) } })
      ).ok;
      seen.push(...page.items.map((record) => String(record.totalFen)));
      after = page.nextAfter;
    } while (after);
    expect(seen).toEqual(['1006', '1005', '1004', '1003', '1002', '1001', '1000']);
    await pay(child, 2_000);
    await there.until('the feed goes on', async () => (await records(who.token)).length === 8);
  });

  it('shows nobody the records of others', async () => {
    const stranger = await house.enter(await buildPerson(house, { region: '620100', age: 33 }));
    expect(await records(stranger.token)).toEqual([]);
  });
});
