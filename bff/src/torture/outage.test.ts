import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnStores } from '../storage/test-stores';
import { type FaultyCore, startFaultyCore } from '../test-core-faults';
import { buildPerson, resident, type TestPerson } from '../test-people';

const HERE = '130100';
const MINUTE_MS = 60_000;

/** The core takes no change for an hour; the clock is moved, nobody waits. */
describeOnStores('an hour without the core', (testStore) => {
  let core: FaultyCore;
  let house: FaultyCore['house'];
  let family: FaultyCore['family'];

  beforeAll(async () => {
    core = await startFaultyCore(testStore, 'hebei', 200);
    ({ house, family } = core);
  });
  afterAll(() => core?.stop());

  const parent = () => buildPerson(house, { region: HERE, age: 71, insurances: resident(HERE) });
  /** An owner of their own for each case; signs in again where an hour has passed. */
  async function bindOne() {
    const owner = await buildPerson(house, { region: HERE, age: 45 });
    const relative = await parent();
    const added = (await family.add(await house.enter(owner), relative, 'parent')).ok;
    return { owner, relative, sharingId: added.sharing.sharingId, memberId: added.memberId };
  }
  const statusOf = async ({ owner, sharingId }: { owner: TestPerson; sharingId: string }) =>
    (await family.get(await house.enter(owner), sharingId)).ok.sharing.members[0]?.status;
  const standing = async (relative: TestPerson) =>
    (await family.relationsAtCore(relative)).filter((relation) => relation.endedAt === undefined).length;
  const unbind = async ({ owner, sharingId, memberId }: Awaited<ReturnType<typeof bindOne>>) =>
    (await family.command(await house.enter(owner), sharingId, { type: 'unbind', memberId })).ok;
  const titles = async (owner: TestPerson) =>
    (await house.call('notice.list', { token: (await house.enter(owner)).token })).ok.items.map(({ title }) => title);

  it('keeps what is owed, says so once, and brings it all to its end when the core is back', {
    timeout: 90_000,
  }, async () => {
    const bound = await bindOne();
    expect(await statusOf(bound)).toBe('active');
    for (const match of ['GJ02', 'GJ03', 'GJ04']) await core.fault('error500', match);

    const waiting = await bindOne();
    const regretted = await bindOne();
    await unbind(bound);
    for (let minutes = 0; minutes < 60; minutes += 6) {
      await core.later(6 * MINUTE_MS);
      // Half-way through, an owner changes their mind while the registration is still owed.
      if (minutes === 30) await unbind(regretted);
    }
    expect(await statusOf(bound)).toBe('ending');
    expect(await statusOf(waiting)).toBe('registering');
    expect(['ending', 'ended']).toContain(await statusOf(regretted));
    expect(await standing(bound.relative)).toBe(1);
    const told = await family.until('the owner is told', async () => {
      const all = (await titles(waiting.owner)).filter((title) => title.includes('还在办理'));
      return all.length > 0 && all;
    });
    expect(told).toHaveLength(1);

    await core.heal();
    await core.later(6 * MINUTE_MS);
    await family.until('nothing is owed any more', async () => {
      await house.house.worker.runDue();
      const [first, second, third] = [await statusOf(bound), await statusOf(waiting), await statusOf(regretted)];
      return first === 'ended' && second === 'active' && third === 'ended';
    });
    expect(await standing(bound.relative)).toBe(0);
    expect(await standing(waiting.relative)).toBe(1);
    expect(await family.relationsAtCore(waiting.relative)).toHaveLength(1);
    expect(await standing(regretted.relative)).toBe(0);
    // The seats are free again: both may be bound anew.
    const again = await family.add(await house.enter(bound.owner), bound.relative, 'parent');
    expect(again.ok.sharing.members.at(-1)?.status).toBe('active');
  });
});
