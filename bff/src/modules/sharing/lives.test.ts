import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnStores, type OpenTestStore } from '../../storage/test-stores';
import { post, type SignedIn, startTestHouse, type TestHouse } from '../../test-house';
import { buildPerson, familyIn, provinceOf, resident, type TestPerson } from '../../test-people';

const JIANGSU = '320500';
const GUIZHOU = '520100';
const HEBEI = '130100';
const DAY_MS = 86_400_000;

/** What happens to a sharing after the bind: windows, "not mine", insurance that comes and goes, relations from elsewhere. */
describeOnStores('lives and lapses', (testStore) => {
  let house: TestHouse;
  let opened: OpenTestStore | undefined;
  let skewMs = 0;
  const now = () => Date.now() + skewMs;
  const at = (ms: number) => new Date(now() + ms).toISOString();

  beforeAll(async () => {
    opened = testStore.name === 'mongo' ? await testStore.open() : undefined;
    house = await startTestHouse({
      clock: () => new Date(now()),
      ...(opened?.mongoUri ? { mongoUri: opened.mongoUri } : {}),
    });
  });
  afterAll(async () => {
    await house?.stop();
    await opened?.dispose();
  });

  const refusalOf = (answer: { error: { refusal?: { code: string } } }) => answer.error.refusal?.code;
  const command = (who: SignedIn, sharingId: string, body: Record<string, unknown>) =>
    house.call('sharing.command', { token: who.token, params: { sharingId }, body: { command: body } as never });
  const memberNow = async (who: SignedIn, sharingId: string) =>
    (await house.call('sharing.get', { token: who.token, params: { sharingId } })).ok.sharing.members.at(-1);

  async function ownerIn(family: string, region: string, wish: { balanceFen?: number } = {}) {
    const there = familyIn(house, family);
    const person = await buildPerson(house, { region, age: 45, ...wish });
    const who = await house.enter(person);
    const { commitment } = there.pack.documents;
    if (commitment) {
      const signature = there.pack.consent.commitment.value === 'sign' ? { signature: { name: person.name } } : {};
      void (
        await house.call('sharing.acceptCommitment', {
          token: who.token,
          body: { family, textHash: commitment.hash, ...signature },
        })
      ).ok;
    }
    return { there, person, who };
  }
  const relativeIn = (region: string) => buildPerson(house, { region, age: 71, insurances: resident(region) });

  async function boundIn(family: string, region: string) {
    const { there, person, who } = await ownerIn(family, region);
    const relative = await relativeIn(region);
    const window = there.pack.window.value ? { window: { startAt: at(60_000), endAt: at(30 * DAY_MS) } } : {};
    const added = await house.call('sharing.addMember', {
      token: who.token,
      body: {
        family,
        kinship: 'parent',
        member: { name: relative.name, certificateNumber: relative.certificateNumber },
        ...window,
      },
    });
    const { sharing, memberId } = added.ok;
    expect(sharing.members.at(-1)?.status).toBe('active');
    return { there, person, who, relative, sharingId: sharing.sharingId, memberId };
  }

  async function pay(patient: TestPerson, amountFen: number) {
    const region = provinceOf(patient.region);
    const { institutions } = (await (await fetch(`${house.simulators.core}/counter/setup`)).json()) as {
      institutions: { code: string; region: string; kind: string; isDesignated: boolean; settlesOnline: boolean }[];
    };
    const till = institutions.find(
      (each) =>
        each.kind === 'hospital' && each.isDesignated && each.settlesOnline && provinceOf(each.region) === region,
    );
    const { settlement } = await post<{ settlement: { sharedFen: number } }>(
      `${house.simulators.core}/counter/settle`,
      {
        region,
        person: patient.certificateNumber,
        institutionCode: till?.code,
        items: [{ name: '门诊检查', scope: 'treatment', amountFen, fundFen: 0 }],
      },
    );
    return settlement;
  }
  const setInsurance = (person: TestPerson, insurances: { insutype: string; status: string; region: string }[]) =>
    post(`${house.simulators.core}/sim/insurance`, {
      region: provinceOf(person.region),
      person: person.certificateNumber,
      insurances,
    });

  it('Jiangsu: the commitment is signed with the own name, and the window has to be right', async () => {
    const there = familyIn(house, 'jiangsu');
    const person = await buildPerson(house, { region: JIANGSU, age: 45 });
    const who = await house.enter(person);
    const textHash = there.pack.documents.commitment?.hash ?? '';
    const sign = (signature?: { name: string }) =>
      house.call('sharing.acceptCommitment', {
        token: who.token,
        body: { family: 'jiangsu', textHash, ...(signature ? { signature } : {}) },
      });
    expect(refusalOf(await sign())).toBe('SIGNATURE_REQUIRED');
    expect(refusalOf(await sign({ name: '别的人' }))).toBe('SIGNATURE_REQUIRED');
    void (await sign({ name: person.name })).ok;
    const relative = await relativeIn(JIANGSU);
    const add = (window?: { startAt: string; endAt?: string }) =>
      house.call('sharing.addMember', {
        token: who.token,
        body: {
          family: 'jiangsu',
          kinship: 'parent',
          member: { name: relative.name, certificateNumber: relative.certificateNumber },
          ...(window ? { window } : {}),
        },
      });
    expect(refusalOf(await add())).toBe('WINDOW_REQUIRED');
    expect(refusalOf(await add({ startAt: at(-DAY_MS), endAt: at(DAY_MS) }))).toBe('WINDOW_INVALID');
    const same = at(DAY_MS);
    expect(refusalOf(await add({ startAt: same, endAt: same }))).toBe('WINDOW_INVALID');
    const added = (await add({ startAt: at(DAY_MS), endAt: at(3 * DAY_MS) })).ok;
    expect(added.sharing.members[0]).toMatchObject({ status: 'active', window: { state: 'notBegun' } });
  });

  it('Jiangsu: a window is changed, ends, and is extended; the core follows', async () => {
    const { who, relative, sharingId, memberId, person } = await boundIn('jiangsu', JIANGSU);
    expect((await command(who, sharingId, { type: 'changeWindow', memberId, endAt: at(-DAY_MS) })).status).toBe(422);
    void (await command(who, sharingId, { type: 'changeWindow', memberId, endAt: at(2 * DAY_MS) })).ok;
    expect((await memberNow(who, sharingId))?.window?.state).toBe('notBegun');
    skewMs += 3 * DAY_MS;
    const again = await house.enter(person);
    expect((await memberNow(again, sharingId))?.window).toMatchObject({ state: 'over', stateWord: '使用时间已过' });
    void (await command(again, sharingId, { type: 'changeWindow', memberId, endAt: at(9 * DAY_MS) })).ok;
    expect((await memberNow(again, sharingId))?.window?.state).toBe('open');
    expect(relative.name).toBeTruthy();
    skewMs -= 3 * DAY_MS;
  });

  it('Jiangsu: a member may leave alone, and then join another', async () => {
    const { there, relative, sharingId, memberId } = await boundIn('jiangsu', JIANGSU);
    const member = await house.enter(relative);
    const left = (await command(member, sharingId, { type: 'leave', memberId })).ok;
    expect(left.sharing.members[0]?.status).toBe('ended');
    expect((await there.relationsAtCore(relative)).every((relation) => relation.endedAt)).toBe(true);
    const other = await ownerIn('jiangsu', JIANGSU);
    const added = await house.call('sharing.addMember', {
      token: other.who.token,
      body: {
        family: 'jiangsu',
        kinship: 'parent',
        member: { name: relative.name, certificateNumber: relative.certificateNumber },
        window: { startAt: at(60_000), endAt: at(DAY_MS) },
      },
    });
    expect(added.ok.sharing.members[0]?.status).toBe('active');
  });

  it('Guizhou: one owner per member, three kinships, a balance, and unbinding before another binds', async () => {
    const { relative, who, sharingId, memberId, there } = await boundIn('guizhou', GUIZHOU);
    const other = await ownerIn('guizhou', GUIZHOU);
    expect(refusalOf(await there.add(other.who, relative, 'parent'))).toBe('MEMBER_HAS_OWNER');
    expect(refusalOf(await there.add(other.who, await relativeIn(GUIZHOU), 'sibling'))).toBe('KINSHIP_NOT_ALLOWED');
    const poor = await ownerIn('guizhou', GUIZHOU, { balanceFen: 0 });
    expect(refusalOf(await there.add(poor.who, await relativeIn(GUIZHOU), 'parent'))).toBe('OWNER_BALANCE_ZERO');
    void (await command(who, sharingId, { type: 'unbind', memberId })).ok;
    expect((await there.add(other.who, relative, 'parent')).ok.nextStep.name).toBe('done');
  });

  it('"not mine": frozen at once, a case for operators, who end it or restore it', async () => {
    for (const outcome of ['ended', 'restored'] as const) {
      const { who, relative, sharingId, memberId } = await boundIn('hebei', HEBEI);
      expect((await pay(relative, 1_000)).sharedFen).toBe(1_000);
      const member = await house.enter(relative);
      expect((await command(who, sharingId, { type: 'dispute', memberId })).status).toBe(422);
      const disputed = (await command(member, sharingId, { type: 'dispute', memberId })).ok.sharing.members[0];
      expect(disputed).toMatchObject({ status: 'suspended', suspended: { because: 'disputed' } });
      expect((await pay(relative, 1_000)).sharedFen).toBe(0);
      const open = await house.house.cases.list({ status: 'open' });
      const matter = open.items.find((each) => each.data.sharingId === sharingId);
      expect(matter?.subjectIds).toHaveLength(2);
      await house.house.cases.close({
        caseId: matter?._id ?? '',
        outcome,
        reason: '电话核实',
        by: { operatorId: 'op-test', name: '测试员' },
      });
      const after = await memberNow(who, sharingId);
      expect(after?.status).toBe(outcome === 'ended' ? 'ended' : 'active');
      expect((await pay(relative, 1_000)).sharedFen).toBe(outcome === 'ended' ? 0 : 1_000);
    }
  });

  it('insurance paused: suspended and told, resumed by itself; ended: ends where the province says so', async () => {
    const { who, person, sharingId, there } = await boundIn('guizhou', GUIZHOU);
    await setInsurance(person, [{ insutype: '310', status: '2', region: GUIZHOU }]);
    await there.until('suspended', async () => (await memberNow(who, sharingId))?.suspended?.because === 'ownerPaused');
    await setInsurance(person, [{ insutype: '310', status: '1', region: GUIZHOU }]);
    await there.until('resumed', async () => (await memberNow(who, sharingId))?.status === 'active');
    const jiangsu = await boundIn('jiangsu', JIANGSU);
    await setInsurance(jiangsu.person, [{ insutype: '310', status: '4', region: JIANGSU }]);
    const ended = await there.until('ended by rule', async () => {
      const member = await memberNow(jiangsu.who, jiangsu.sharingId);
      return member?.status === 'ended' ? member : undefined;
    });
    expect(ended.explanation).toContain('参保');
    const titles = (await house.call('notice.list', { token: who.token })).ok.items.map((notice) => notice.title);
    expect(titles.join()).toContain('暂停使用');
  });

  it('a relation bound elsewhere is shown, and not doubled', async () => {
    const there = familyIn(house, 'gansu');
    const { who, person } = await ownerIn('gansu', '620100');
    const relative = await relativeIn('620100');
    await post(`${house.simulators.core}/sim/relations`, {
      region: '620000',
      owner: person.certificateNumber,
      member: relative.certificateNumber,
      kinship: 'parent',
    });
    void (await house.call('sharing.preview', { token: who.token, body: { family: 'gansu' } })).ok;
    const { asOwner, elsewhere } = (await house.call('sharing.list', { token: who.token })).ok;
    expect(asOwner).toEqual([]);
    expect(elsewhere).toHaveLength(1);
    expect(elsewhere[0]).toMatchObject({ family: 'gansu', myRole: 'owner', otherMaskedName: '我的父母' });
    expect(elsewhere[0]?.explanation).toMatch(/^\d{4}年\d{1,2}月\d{1,2}日办的。/);
    expect(refusalOf(await there.add(who, relative, 'parent'))).toBe('MEMBER_ALREADY_IN');
  });
});
