import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeOnStores } from '../../storage/test-stores';
import { type FaultyCore, startFaultyCore } from '../../test-core-faults';
import { post, type SignedIn } from '../../test-house';
import { buildPerson, familyIn, resident } from '../../test-people';

const HERE = '130100';

/** The core down, slow, forgetful or unwilling: nothing is lost, nothing is doubled, and people are told. */
describeOnStores('when the core fails', (testStore) => {
  let core: FaultyCore;
  let house: FaultyCore['house'];
  let family: FaultyCore['family'];

  beforeAll(async () => {
    core = await startFaultyCore(testStore, 'hebei', 300);
    ({ house, family } = core);
  });
  afterEach(() => core.heal());
  afterAll(() => core?.stop());

  const owner = async (): Promise<SignedIn> => house.enter(await buildPerson(house, { region: HERE, age: 45 }));
  const parent = () => buildPerson(house, { region: HERE, age: 71, insurances: resident(HERE) });
  const statusOf = async (who: SignedIn, sharingId: string) =>
    (await family.get(who, sharingId)).ok.sharing.members[0]?.status;
  /** Lets waiting retries become due, and runs them. */
  const later = () => core.later(60_000);

  it.each(['error500', 'badSignature'])('%s while registering: says so, retries, binds once', async (kind) => {
    const who = await owner();
    const relative = await parent();
    await core.fault(kind, 'GJ02');
    const added = (await family.add(who, relative, 'parent')).ok;
    expect(added.sharing.members[0]).toMatchObject({ status: 'registering', statusWord: '正在登记' });
    expect(added.nextStep.name).toBe('registering');
    await later();
    expect(await statusOf(who, added.sharing.sharingId)).toBe('registering');
    await core.heal();
    await later();
    expect(await statusOf(who, added.sharing.sharingId)).toBe('active');
    expect(await family.relationsAtCore(relative)).toHaveLength(1);
  });

  it('a reply lost after the work was done does not bind twice', async () => {
    const who = await owner();
    const relative = await parent();
    await core.fault('dropAfterWork', 'GJ02', 1);
    const added = (await family.add(who, relative, 'parent')).ok;
    await later();
    expect(await statusOf(who, added.sharing.sharingId)).toBe('active');
    expect(await family.relationsAtCore(relative)).toHaveLength(1);
  });

  it('a restart in the middle loses nothing', async () => {
    const who = await owner();
    const relative = await parent();
    await core.fault('error500', 'GJ02');
    const added = (await family.add(who, relative, 'parent')).ok;
    await house.restart();
    await core.heal();
    await later();
    await family.until(
      'bound after the restart',
      async () => (await statusOf(who, added.sharing.sharingId)) === 'active',
    );
    expect(await family.relationsAtCore(relative)).toHaveLength(1);
  });

  it('a refusal of the core is told in its own words, frees the place, and can be tried again', async () => {
    const who = await owner();
    const relative = await parent();
    await post(`${house.simulators.core}/sim/refuse-next-register`, { region: '130000', message: '人员信息核验中' });
    const refused = (await family.add(who, relative, 'parent')).ok;
    expect(refused.sharing.members[0]).toMatchObject({ status: 'refused' });
    expect(refused.sharing.members[0]?.explanation).toContain('人员信息核验中');
    expect(await family.relationsAtCore(relative)).toEqual([]);
    expect((await family.add(who, relative, 'parent')).ok.nextStep.name).toBe('done');
  });

  it('an end that overtakes an unsent registration cancels it; nothing ever reaches the core', async () => {
    const who = await owner();
    const relative = await parent();
    await core.fault('error500', 'GJ02');
    const { sharing, memberId } = (await family.add(who, relative, 'parent')).ok;
    void (await family.command(who, sharing.sharingId, { type: 'unbind', memberId })).ok;
    await core.heal();
    await later();
    await later();
    expect(await statusOf(who, sharing.sharingId)).toBe('ended');
    expect((await family.relationsAtCore(relative)).filter((relation) => !relation.endedAt)).toEqual([]);
  });

  it('facts that cannot be had: the bind is not begun and says so; the conditions are still told', async () => {
    const who = await owner();
    const relative = await parent();
    await core.fault('error500', '1101');
    const answer = await family.add(who, relative, 'parent');
    expect(answer.status).toBe(503);
    expect(answer.error.code).toBe('CORE_UNAVAILABLE');
    const preview = await house.call('sharing.preview', {
      token: who.token,
      body: { family: 'hebei', kinship: 'parent' },
    });
    expect(preview.ok.findings.length).toBeGreaterThan(5);
    expect((await house.call('sharing.list', { token: who.token })).status).toBe(200);
  });

  it('money is moved once, though the reply was lost', async () => {
    const here = '620100';
    const gansu = familyIn(house, 'gansu');
    const who = await house.enter(await buildPerson(house, { region: here, age: 45 }));
    await gansu.commit(who);
    const child = await buildPerson(house, { region: here, age: 8, insurances: resident(here) });
    const { guardianConsentHash } = gansu;
    const { sharing } = (await gansu.add(who, child, 'child', { guardianConsentHash })).ok;
    await gansu.until('the child is bound', async () => (await statusOf(who, sharing.sharingId)) === 'active');
    await core.fault('dropAfterWork', 'GJ04', 1);
    const params = { sharingId: sharing.sharingId };
    const body = { direction: 'allocate' as const, amountFen: 40_000 };
    void (await house.call('funds.move', { token: who.token, params, body })).ok;
    const again = await house.call('funds.move', { token: who.token, params, body });
    if (again.status !== 200) expect(again.error.refusal?.code).toBe('FUNDS_MOVE_PENDING');
    await later();
    const funds = (await house.call('funds.get', { token: who.token, params })).ok;
    const done = funds.moves.filter((move) => move.status === 'done').length;
    expect(done).toBeGreaterThanOrEqual(1);
    expect(funds.familyAccountFen).toBe(40_000 * done);
    expect(funds.ownerBalanceFen).toBe(100_000 - 40_000 * done);
  });
});
