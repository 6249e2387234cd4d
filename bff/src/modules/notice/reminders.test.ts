import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnStores, type OpenTestStore } from '../../storage/test-stores';
import { type SignedIn, startTestHouse, type TestHouse } from '../../test-house';
import { buildPerson, familyIn, identityOf, resident, type TestPerson } from '../../test-people';
import { json, post } from '../../test-simulators';

const JIANGSU = '320100';
const DAY_MS = 86_400_000;

/** Told a few days before a window ends, where somebody asked for it. */
describeOnStores('reminders of a window', (testStore) => {
  let house: TestHouse;
  let opened: OpenTestStore | undefined;
  let skewMs = 0;
  const at = (ms: number) => new Date(Date.now() + skewMs + ms).toISOString();

  beforeAll(async () => {
    opened = testStore.name === 'mongo' ? await testStore.open() : undefined;
    house = await startTestHouse({
      clock: () => new Date(Date.now() + skewMs),
      ...(opened?.mongoUri ? { mongoUri: opened.mongoUri } : {}),
    });
  });
  afterAll(async () => {
    await house?.stop();
    await opened?.dispose();
  });

  /** An owner at WeChat's door, bound with a parent until so many days from now. */
  async function bound(openid: string, days: number) {
    const { pack } = familyIn(house, 'jiangsu');
    const person = await buildPerson(house, { region: JIANGSU, age: 45 });
    const who = await house.signInByWechat(openid);
    await house.proveByFace(who, identityOf(person));
    const textHash = pack.documents.commitment?.hash ?? '';
    const body = { family: 'jiangsu', textHash, signature: { name: person.name } };
    void (await house.call('sharing.acceptCommitment', { token: who.token, body })).ok;
    const relative = await buildPerson(house, { region: JIANGSU, age: 71, insurances: resident(JIANGSU) });
    const added = await house.call('sharing.addMember', {
      token: who.token,
      body: {
        family: 'jiangsu',
        kinship: 'parent',
        member: identityOf(relative),
        window: { startAt: at(60_000), endAt: at(days * DAY_MS) },
      },
    });
    const { sharing, memberId } = added.ok;
    return { person, who, openid, sharingId: sharing.sharingId, memberId };
  }
  const ask = (who: SignedIn, it: { sharingId: string; memberId: string }, isAllowed = false) =>
    house.call('notice.subscribe', {
      token: who.token,
      body: { about: { occasion: 'windowEnding', sharingId: it.sharingId, memberId: it.memberId }, isAllowed },
    });
  const again = async (openid: string) => house.signInByWechat(openid);
  const toldOf = async (who: SignedIn) =>
    (await house.call('notice.list', { token: who.token })).ok.items.filter(({ title }) => title.includes('快到了'));
  const later = async (days: number, body: () => Promise<void>) => {
    skewMs += days * DAY_MS;
    try {
      await house.house.reminders.lookOnce();
      await body();
    } finally {
      skewMs -= days * DAY_MS;
    }
  };

  it('three days before the end: once, in the inbox and on WeChat', async () => {
    const it = await bound('sim-reminded-once', 30);
    await post(`${house.simulators.wechat}/sim/subscriptions`, {
      openid: it.openid,
      templateId: 'sim-template-window-ending',
    });
    expect((await ask(it.who, it, true)).ok).toMatchObject({ isByPlatform: true });
    await later(26, async () => expect(await toldOf(await again(it.openid))).toEqual([]));
    await later(28, async () => {
      await house.house.reminders.lookOnce();
      const who = await again(it.openid);
      const told = await toldOf(who);
      expect(told).toHaveLength(1);
      expect(told[0]?.text).toMatch(/^\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d 结束/);
      const { messages } = await json<{ messages: { templateId: string }[] }>(
        `${house.simulators.wechat}/sim/messages?openid=${it.openid}`,
      );
      expect(messages.map(({ templateId }) => templateId)).toEqual(['sim-template-window-ending']);
    });
  });

  it('a window that was extended moves the reminder', async () => {
    const it = await bound('sim-reminded-later', 30);
    expect((await ask(it.who, it)).ok).toMatchObject({ isByPlatform: false });
    const command = { type: 'changeWindow' as const, memberId: it.memberId, endAt: at(60 * DAY_MS) };
    void (
      await house.call('sharing.command', {
        token: it.who.token,
        params: { sharingId: it.sharingId },
        body: { command },
      })
    ).ok;
    await later(28, async () => expect(await toldOf(await again(it.openid))).toEqual([]));
    await later(58, async () => expect(await toldOf(await again(it.openid))).toHaveLength(1));
  });

  it('an unbound relation reminds nobody, and an end within a day is said at once', async () => {
    const it = await bound('sim-reminded-never', 30);
    void (await ask(it.who, it)).ok;
    await familyIn(house, 'jiangsu').command(it.who, it.sharingId, { type: 'unbind', memberId: it.memberId });
    await later(28, async () => expect(await toldOf(await again(it.openid))).toEqual([]));
    expect((await ask(it.who, it)).status).toBe(404);
    const near = await bound('sim-reminded-near', 0.5);
    expect((await ask(near.who, near)).ok.message).toContain('一天之内');
  });

  it("a stranger cannot ask about somebody else's window", async () => {
    const it = await bound('sim-reminded-other', 30);
    const stranger: TestPerson = await buildPerson(house, { region: JIANGSU, age: 40 });
    expect((await ask(await house.enter(stranger), it)).status).toBe(404);
  });
});
