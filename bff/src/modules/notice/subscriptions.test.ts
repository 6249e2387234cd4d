import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnStores, type OpenTestStore } from '../../storage/test-stores';
import { type SignedIn, startTestHouse, type TestHouse } from '../../test-house';
import { buildPerson, familyIn, identityOf, resident } from '../../test-people';
import { json, post } from '../../test-simulators';

const HERE = '620100';
const CHANGED = 'sim-template-sharing-changed';

/** Told by WeChat or Alipay once, where they allowed it; by the inbox always. */
describeOnStores('one-time messages', (testStore) => {
  let house: TestHouse;
  let opened: OpenTestStore | undefined;
  let family: ReturnType<typeof familyIn>;
  let count = 0;

  beforeAll(async () => {
    opened = testStore.name === 'mongo' ? await testStore.open() : undefined;
    house = await startTestHouse(opened?.mongoUri ? { mongoUri: opened.mongoUri } : {});
    family = familyIn(house, 'gansu');
  });
  afterAll(async () => {
    await house?.stop();
    await opened?.dispose();
  });

  const newId = (channel: string) => {
    count += 1;
    return `sim-${channel}-${process.pid}-${count}-telling`;
  };

  /** An owner at a platform's door, with an invitation that waits. */
  async function inviting(channel: 'wechat' | 'alipay') {
    const openId = newId(channel);
    const person = await buildPerson(house, { region: HERE, age: 45 });
    const who = channel === 'wechat' ? await house.signInByWechat(openId) : await house.signInByAlipay(openId);
    await house.proveByFace(who, identityOf(person));
    await family.commit(who);
    const relative = await buildPerson(house, { region: HERE, age: 71, insurances: resident(HERE) });
    const added = (await family.add(who, relative, 'parent')).ok;
    const code = added.sharing.members[0]?.invitation?.code ?? '';
    return { openId, who, person, relative, code, sharingId: added.sharing.sharingId, memberId: added.memberId };
  }

  const subscribe = (
    who: SignedIn,
    about: { sharingId: string; memberId: string },
    isAllowed = true,
    more: { key?: string } = {},
  ) =>
    house.call('notice.subscribe', {
      token: who.token,
      ...more,
      body: {
        about: { occasion: 'invitationAnswered', sharingId: about.sharingId, memberId: about.memberId },
        isAllowed,
      },
    });
  const allowAtWechat = (openid: string, times = 1) =>
    post(`${house.simulators.wechat}/sim/subscriptions`, { openid, templateId: CHANGED, times });
  const allowAtAlipay = (openId: string) =>
    post(`${house.simulators.alipay}/sim/subscriptions`, { openId, templateId: CHANGED });
  const atWechat = async (openid: string) =>
    (
      await json<{ messages: { page: string; data: Record<string, string> }[] }>(
        `${house.simulators.wechat}/sim/messages?openid=${openid}`,
      )
    ).messages;
  const atAlipay = async (openId: string) =>
    (
      await json<{ messages: { page: string; data: Record<string, string> }[] }>(
        `${house.simulators.alipay}/sim/messages?openId=${openId}`,
      )
    ).messages;
  const inboxOf = async (who: SignedIn) => (await house.call('notice.list', { token: who.token })).ok.items;
  const told = (who: SignedIn, words: string) =>
    family.until(`the inbox says ${words}`, async () =>
      (await inboxOf(who)).find(({ title }) => title.includes(words)),
    );

  async function agree({ relative, code }: { relative: Parameters<TestHouse['enter']>[0]; code: string }) {
    const member = await house.enter(relative);
    void (await family.answer(member, code)).ok;
    return member;
  }

  it('names the templates of the platform that one came through, and none in a browser', async () => {
    const wechat = await house.signInByWechat(newId('wechat'));
    const alipay = await house.signInByAlipay(newId('alipay'));
    const browser = await house.signInBySms('13800139991');
    const templates = async (who: SignedIn) => (await house.call('notice.templates', { token: who.token })).ok.items;
    expect(await templates(wechat)).toContainEqual({ occasion: 'invitationAnswered', templateId: CHANGED });
    expect(await templates(alipay)).toContainEqual({
      occasion: 'windowEnding',
      templateId: 'sim-template-window-ending',
    });
    expect(await templates(browser)).toEqual([]);
  });

  it('WeChat: tells the owner once that the relative answered, in fields that WeChat takes', async () => {
    const it = await inviting('wechat');
    await allowAtWechat(it.openId);
    const said = (await subscribe(it.who, it)).ok;
    expect(said).toMatchObject({ isByPlatform: true });
    expect(said.message).toContain('微信');
    await agree(it);
    await told(it.who, '已绑定');
    const messages = await family.until('the message arrived', async () => {
      const sent = await atWechat(it.openId);
      return sent.length > 0 && sent;
    });
    expect(messages).toHaveLength(1);
    expect(messages[0]?.page).toBe(`packages/sharing/detail/index?sharingId=${it.sharingId}`);
    expect(messages[0]?.data.thing1).toMatch(/\*.*已绑定/);
    expect([...(messages[0]?.data.thing2 ?? '')].length).toBeLessThanOrEqual(20);
    expect(messages[0]?.data.time3).toMatch(/^\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d$/);
    expect(JSON.stringify(messages)).not.toContain(it.relative.name);
  });

  it('Alipay: the same, and a refusal by the relative is told too', async () => {
    const it = await inviting('alipay');
    await allowAtAlipay(it.openId);
    expect((await subscribe(it.who, it)).ok.message).toContain('支付宝');
    const member = await house.enter(it.relative);
    void (await family.answer(member, it.code, 'decline')).ok;
    await told(it.who, '没有同意');
    const messages = await family.until('the message arrived', async () => {
      const sent = await atAlipay(it.openId);
      return sent.length > 0 && sent;
    });
    expect(messages).toHaveLength(1);
    expect(messages[0]?.data.keyword1).toContain('没有同意');
  });

  it('who did not allow it, or whose grant is used up there (43101), hears from the inbox alone; nothing is tried again', async () => {
    const refused = await inviting('wechat');
    expect((await subscribe(refused.who, refused, false)).ok.isByPlatform).toBe(false);
    await agree(refused);
    await told(refused.who, '已绑定');

    // We believe that it was allowed, WeChat does not.
    const usedUp = await inviting('wechat');
    expect((await subscribe(usedUp.who, usedUp)).ok.isByPlatform).toBe(true);
    await agree(usedUp);
    await told(usedUp.who, '已绑定');
    // Whatever is allowed there later: ours is gone, so nothing comes of it.
    await allowAtWechat(usedUp.openId);
    await house.house.worker.runDue();
    expect(await atWechat(refused.openId)).toEqual([]);
    expect(await atWechat(usedUp.openId)).toEqual([]);
  });

  it('the same tap sent twice counts once', async () => {
    const it = await inviting('wechat');
    await allowAtWechat(it.openId, 5);
    const key = crypto.randomUUID();
    expect((await subscribe(it.who, it, true, { key })).ok.isByPlatform).toBe(true);
    expect((await subscribe(it.who, it, true, { key })).ok.isByPlatform).toBe(true);
    await agree(it);
    await told(it.who, '已绑定');
    void (await family.command(it.who, it.sharingId, { type: 'unbind', memberId: it.memberId })).ok;
    const again = await buildPerson(house, { region: HERE, age: 70, insurances: resident(HERE) });
    const added = (await family.add(it.who, again, 'parent')).ok;
    const code = added.sharing.members.at(-1)?.invitation?.code ?? '';
    await agree({ relative: again, code });
    await family.until('the second bind is in the inbox', async () => {
      const titles = (await inboxOf(it.who)).map(({ title }) => title).filter((title) => title.includes('已绑定'));
      return titles.length === 2;
    });
    expect(await atWechat(it.openId)).toHaveLength(1);
  });

  it('a platform that fails changes nothing about the bind, the inbox or the queue', async () => {
    const it = await inviting('wechat');
    await allowAtWechat(it.openId);
    void (await subscribe(it.who, it)).ok;
    const url = `${house.simulators.wechat}/faults`;
    await post(url, { kind: 'error500', match: '/cgi-bin/message/subscribe/send' });
    const member = await agree(it);
    await told(it.who, '已绑定');
    const sharing = (await family.get(member, it.sharingId)).ok.sharing;
    expect(sharing.members[0]?.status).toBe('active');
    await fetch(url, { method: 'DELETE' });
    await house.house.worker.runDue();
    expect(await atWechat(it.openId)).toEqual([]);
    const { items } = await house.house.stuck.stuckEffects();
    expect(items.filter(({ sharingId }) => sharingId === it.sharingId)).toEqual([]);
  });

  it('only the owner of this sharing may ask; a stranger learns nothing', async () => {
    const it = await inviting('wechat');
    const stranger = await house.enter(await buildPerson(house, { region: HERE, age: 40 }));
    expect((await subscribe(stranger, it)).status).toBe(404);
    const member = await agree(it);
    expect((await subscribe(member, it)).error.code).toBe('NOT_ALLOWED');
    // Answered meanwhile: nothing to wait for.
    expect((await subscribe(it.who, it)).ok).toMatchObject({ isByPlatform: false });
  });

  it('a door that was taken away hears nothing more', async () => {
    const it = await inviting('wechat');
    await allowAtWechat(it.openId);
    void (await subscribe(it.who, it)).ok;
    // The owner comes in by another door and removes the first one.
    const other = await house.signInByWechat(newId('wechat'));
    await house.proveByFace(other, identityOf(it.person));
    const sessions = (await house.call('session.list', { token: other.token })).ok.items;
    const first = sessions.find(({ isThis }) => !isThis);
    const ended = await house.call('session.end', {
      token: other.token,
      params: { sessionId: first?.sessionId ?? '' },
      body: { removesDoor: true },
    });
    expect(ended.ok.isDoorRemoved).toBe(true);
    await agree(it);
    await told(other, '已绑定');
    await house.house.worker.runDue();
    expect(await atWechat(it.openId)).toEqual([]);
  });
});
