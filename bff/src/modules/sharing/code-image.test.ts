import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SignedIn, startTestHouse, type TestHouse } from '../../test-house';
import { buildPerson, familyIn, identityOf, resident } from '../../test-people';
import { json, post } from '../../test-simulators';

const HERE = '620100';
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.stop());

/** Somebody who came through this door and invited a parent. */
async function inviting(who: SignedIn) {
  const family = familyIn(house, 'gansu');
  const person = await buildPerson(house, { region: HERE, age: 45 });
  await house.proveByFace(who, identityOf(person));
  await family.commit(who);
  const relative = await buildPerson(house, { region: HERE, age: 71, insurances: resident(HERE) });
  const added = (await family.add(who, relative, 'parent')).ok;
  const code = added.sharing.members[0]?.invitation?.code;
  return { who, family, relative, code, sharingId: added.sharing.sharingId, memberId: added.memberId };
}
const imageOf = (who: SignedIn, params: { sharingId: string; memberId: string }) =>
  house.call('invitation.codeImage', {
    token: who.token,
    params: { sharingId: params.sharingId, memberId: params.memberId },
  });

it('WeChat: a picture that opens the invitation with its code as the scene', async () => {
  const it = await inviting(await house.signInByWechat());
  const { image = '' } = (await imageOf(it.who, it)).ok;
  const [head, base64] = image.split(',');
  expect(head).toBe('data:image/png;base64');
  expect(Buffer.from(base64 ?? '', 'base64').subarray(0, 4)).toEqual(PNG);
  const { codes } = await json<{ codes: object[] }>(`${house.simulators.wechat}/sim/page-codes`);
  expect(codes[0]).toEqual({ scene: it.code, page: 'pages/invitation/index' });
});

it("Alipay: the address of a picture at Alipay's, with the code in its query", async () => {
  const it = await inviting(await house.signInByAlipay());
  const { image = '' } = (await imageOf(it.who, it)).ok;
  const picture = await fetch(image);
  expect(Buffer.from(await picture.arrayBuffer()).subarray(0, 4)).toEqual(PNG);
  const { codes } = await json<{ codes: object[] }>(`${house.simulators.alipay}/sim/page-codes`);
  expect(codes[0]).toMatchObject({ page: 'pages/invitation/index', query: `code=${it.code}` });
});

it('a browser has none; the typed code does the same', async () => {
  const it = await inviting(await house.signInBySms('13800138777'));
  expect((await imageOf(it.who, it)).ok).toEqual({});
});

it('is for the owner of an open invitation alone', async () => {
  const it = await inviting(await house.signInByWechat());
  const stranger = await house.enter(await buildPerson(house, { region: HERE, age: 40 }));
  expect((await imageOf(stranger, it)).status).toBe(404);
  const member = await house.enter(it.relative);
  expect((await imageOf(member, it)).status).toBe(403);
  void (await it.family.answer(member, it.code ?? '')).ok;
  expect((await imageOf(it.who, it)).status).toBe(404);
});

it('WeChat down: a plain word, and the invitation stands', async () => {
  const it = await inviting(await house.signInByWechat());
  await post(`${house.simulators.wechat}/faults`, { kind: 'error500', match: '/wxa/getwxacodeunlimit' });
  expect((await imageOf(it.who, it)).error.code).toBe('PLATFORM_UNAVAILABLE');
  await fetch(`${house.simulators.wechat}/faults`, { method: 'DELETE' });
  expect((await imageOf(it.who, it)).ok.image).toMatch(/^data:image/);
});
