import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnStores, type OpenTestStore } from '../storage/test-stores';
import { post, startTestHouse, type TestHouse } from '../test-house';
import { buildPerson, familyIn, resident, type TestPerson } from '../test-people';

const HERE = '130100';
const MINUTE_MS = 60_000;

/** The core takes no change for an hour; the clock is moved, nobody waits. */
describeOnStores('an hour without the core', (testStore) => {
  let house: TestHouse;
  let opened: OpenTestStore | undefined;
  let family: ReturnType<typeof familyIn>;
  let skewMs = 0;

  beforeAll(async () => {
    opened = testStore.name === 'mongo' ? await testStore.open() : undefined;
    house = await startTestHouse({
      clock: () => new Date(Date.now() + skewMs),
      ...(opened?.mongoUri ? { mongoUri: opened.mongoUri } : {}),
      env: { REPLY_WAIT_MS: '200', GATEWAY_TIMEOUT_MS: '1000' },
    });
    family = familyIn(house, 'hebei');
  });
  afterAll(async () => {
    await house?.stop();
    await opened?.dispose();
  });

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
    for (const match of ['GJ02', 'GJ03', 'GJ04'])
      await post(`${house.simulators.core}/faults`, { kind: 'error500', match });

    const waiting = await bindOne();
    const regretted = await bindOne();
    await unbind(bound);
    for (let minutes = 0; minutes < 60; minutes += 6) {
      skewMs += 6 * MINUTE_MS;
      await house.house.worker.runDue();
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

    await fetch(`${house.simulators.core}/faults`, { method: 'DELETE' });
    skewMs += 6 * MINUTE_MS;
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
