import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnStores, type OpenTestStore } from '../../storage/test-stores';
import { startTestHouse, type TestHouse } from '../../test-house';
import { buildPerson, familyIn, resident } from '../../test-people';

const HERE = '620100';
const OWNERS = 50;

/** Limits are seats: whatever happens at the same time, one relation stands and everybody else hears the same clear word. */
describeOnStores('fifty at once', (testStore) => {
  let house: TestHouse;
  let opened: OpenTestStore | undefined;
  let family: ReturnType<typeof familyIn>;

  beforeAll(async () => {
    opened = testStore.name === 'mongo' ? await testStore.open() : undefined;
    house = await startTestHouse(opened?.mongoUri ? { mongoUri: opened.mongoUri } : {});
    family = familyIn(house, 'gansu');
  });
  afterAll(async () => {
    await house?.stop();
    await opened?.dispose();
  });

  /** Owners who have all confirmed the commitment; five at a time, since each takes a dozen requests. Made once for all races. */
  const made: Awaited<ReturnType<TestHouse['enter']>>[] = [];
  async function owners() {
    if (made.length > 0) return made;
    for (let group = 0; group < OWNERS / 5; group += 1) {
      made.push(
        ...(await Promise.all(
          Array.from({ length: 5 }, async () => {
            const who = await house.enter(await buildPerson(house, { region: HERE, age: 45 }));
            await family.commit(who);
            return who;
          }),
        )),
      );
    }
    return made;
  }

  it('binds one child once: 1 of 50 owners succeeds, 49 get the same clear refusal', { timeout: 120_000 }, async () => {
    const child = await buildPerson(house, { region: HERE, age: 8, insurances: resident(HERE) });
    const everybody = await owners();
    const { guardianConsentHash } = family;
    const answers = await Promise.all(everybody.map((who) => family.add(who, child, 'child', { guardianConsentHash })));
    const won = answers.filter((answer) => answer.status === 200);
    const lost = answers.filter((answer) => answer.status !== 200);
    expect(won).toHaveLength(1);
    expect(lost).toHaveLength(OWNERS - 1);
    expect(lost.map((answer) => answer.status)).toEqual(lost.map(() => 422));
    const words = new Set(lost.map((answer) => answer.error.message));
    expect(words.size).toBe(1);
    expect([...words][0]).toContain('同一时间只能在一份共济关系里');
    expect(new Set(lost.map((answer) => answer.error.refusal?.code))).toEqual(new Set(['MEMBER_HAS_OWNER']));
    expect(await family.relationsAtCore(child)).toHaveLength(1);
  });

  it('lets one member agree to one of 50 invitations at once', { timeout: 120_000 }, async () => {
    const relative = await buildPerson(house, { region: HERE, age: 70, insurances: resident(HERE) });
    const everybody = await owners();
    const codes = await Promise.all(
      everybody.map(
        async (who) => (await family.add(who, relative, 'parent')).ok.sharing.members.at(-1)?.invitation?.code ?? '',
      ),
    );
    const member = await house.enter(relative);
    const answers = await Promise.all(codes.map((code) => family.answer(member, code)));
    const lost = answers.filter((answer) => answer.status !== 200);
    expect(answers.length - lost.length).toBe(1);
    expect(new Set(lost.map((answer) => answer.error.refusal?.code))).toEqual(new Set(['MEMBER_HAS_OWNER']));
    expect(new Set(lost.map((answer) => answer.error.message)).size).toBe(1);
    expect(await family.relationsAtCore(relative)).toHaveLength(1);
  });

  it('makes one document of an owner’s many first binds', { timeout: 60_000 }, async () => {
    const who = await house.enter(await buildPerson(house, { region: HERE, age: 45 }));
    await family.commit(who);
    const children = await Promise.all(
      Array.from({ length: 6 }, () => buildPerson(house, { region: HERE, age: 8, insurances: resident(HERE) })),
    );
    const { guardianConsentHash } = family;
    const answers = await Promise.all(
      children.map((child) => family.add(who, child, 'child', { guardianConsentHash })),
    );
    expect(new Set(answers.map((answer) => answer.ok.sharing.sharingId)).size).toBe(1);
    const { asOwner } = (await house.call('sharing.list', { token: who.token })).ok;
    expect(asOwner).toHaveLength(1);
    await family.until('all are bound', async () => {
      const now = (await house.call('sharing.list', { token: who.token })).ok.asOwner[0];
      return now?.members.every((member) => member.status === 'active');
    });
  });
});
