import { randomBytes, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnStores, type OpenTestStore } from '../../storage/test-stores';
import { startTestHouse, type TestHouse } from '../../test-house';
import { firstAdmin, signInAgain, type TestOperator } from '../../test-operators';
import { buildPerson, familyIn, identityOf, resident } from '../../test-people';
import { type Attempts, attemptsIn, otherThan } from '../../test-victim';

const REGION = '620100';
let house: TestHouse;
let admin: TestOperator;
let t: Attempts;
let nowMs = Date.now();
const daysLater = (days: number) => {
  nowMs += days * 86_400_000;
};

describeOnStores('ways to take over an account', (testStore) => {
  let opened: OpenTestStore;
  beforeAll(async () => {
    opened = await testStore.open();
    house = await startTestHouse({
      ...(opened.mongoUri === undefined ? {} : { mongoUri: opened.mongoUri }),
      clock: () => new Date(nowMs),
    });
    admin = await firstAdmin(house, () => new Date(nowMs));
    t = attemptsIn(house, admin);
  });
  afterAll(async () => {
    await house?.stop();
    await opened?.dispose();
  });

  test('guessing a sign-in code, and asking for new ones to guess again: fifteen a day', async () => {
    const { phone } = await t.somebody();
    const seen: string[] = [];
    for (const round of [1, 2, 3]) {
      await t.sendCode(phone);
      const code = await t.newestCode(phone);
      for (const step of [1, 2, 3, 4, 5]) seen.push((await t.signIn(phone, otherThan(code, step + round))).error.code);
    }
    expect(new Set(seen)).toEqual(new Set(['SMS_CODE_WRONG', 'SMS_CODE_LOCKED']));
    expect((await t.sendCode(phone)).error).toMatchObject({ code: 'SMS_CODE_LOCKED' });
    daysLater(1);
    expect((await house.signInBySms(phone)).token).not.toBe('');
  });

  test('thirty guesses at once at the code that proves the victim', async () => {
    const victim = await t.aVictim();
    const thief = await house.signInByAlipay();
    const sent = (await house.inbox(victim.person.phone)).length;
    const proofId = await t.startSms(thief, victim.person);
    await expect.poll(async () => (await house.inbox(victim.person.phone)).length).toBe(sent + 1);
    const code = await t.newestCode(victim.person.phone);
    const tries = Array.from({ length: 30 }, (_, at) => t.finishSms(thief, proofId, otherThan(code, at + 1)));
    const codes = (await Promise.all(tries)).map((each) => each.error.code);
    expect(codes.filter((each) => each === 'SMS_CODE_WRONG')).toHaveLength(4);
    expect((await t.finishSms(thief, proofId, code)).error.code).toBe('SMS_CODE_LOCKED');
    await t.expectNothing(victim, thief);
  });

  test('a sign-in code overheard and used a second time, or for another phone', async () => {
    const [{ phone }, other] = [await t.somebody(), await t.somebody()];
    await t.sendCode(phone);
    const code = await t.newestCode(phone);
    await t.sendCode(other.phone);
    if (code !== (await t.newestCode(other.phone)))
      expect((await t.signIn(other.phone, code)).error.code).toBe('SMS_CODE_WRONG');
    expect((await t.signIn(phone, code)).status).toBe(200);
    expect((await t.signIn(phone, code)).error.code).toBe('SMS_CODE_EXPIRED');
  });

  test('a proof code overheard and typed at another door, or a sign-in code used as proof', async () => {
    const victim = await t.aVictim();
    const [own, thief] = [await house.signInByAlipay(), await house.signInByAlipay()];
    const proofId = await t.startSms(own, victim.person);
    await expect.poll(async () => (await house.inbox(victim.person.phone)).length).toBeGreaterThan(0);
    const code = await t.newestCode(victim.person.phone);
    expect((await t.finishSms(thief, proofId, code)).error.code).toBe('SMS_CODE_EXPIRED');
    await t.sendCode(victim.person.phone);
    const thiefProof = await t.startSms(thief, victim.person);
    const signInCode = (await house.inbox(victim.person.phone)).find(({ template }) => template === 'login-code');
    const tried = await t.finishSms(thief, thiefProof, /\d{6}/.exec(signInCode?.text ?? '')?.[0] ?? '');
    expect(tried.error.code).toBe('SMS_CODE_WRONG');
    await t.expectNothing(victim, thief);
  });

  test('a phone number that went to somebody else after ninety days', async () => {
    const victim = await t.aVictim();
    const phoneDoor = await house.signInBySms(victim.person.phone);
    await house.proveBySms(phoneDoor, victim.person);
    daysLater(91);
    victim.door = await t.backIn(victim);
    const newHolder = await house.signInBySms(victim.person.phone);
    expect(newHolder.isProven).toBe(false);
    await t.expectNothing(victim, newHolder);
  });

  test('the old holder of a number stays signed in while the new holder proves themselves', async () => {
    const victim = await t.aVictim();
    let thief = await house.signInBySms(victim.person.phone);
    for (const _ of [1, 2, 3, 4]) {
      daysLater(23);
      thief = { ...thief, ...(await t.tokensOf(t.refresh(thief.refreshToken))) };
    }
    victim.door = await house.signInBySms(victim.person.phone);
    expect((await t.me(thief.token)).error.code).toBe('SESSION_ENDED');
    await house.proveBySms(victim.door, victim.person);
    expect((await t.refresh(thief.refreshToken)).error.code).toBe('SESSION_ENDED');
    await t.expectNothing(victim, thief);
  });

  test('being signed in at a door before its owner proves themselves there (session fixation)', async () => {
    const victim = await t.aVictim();
    const openid = `sim-o-borrowed-${randomBytes(6).toString('hex')}`;
    const thief = await house.signInByWechat(openid);
    victim.door = await house.signInByWechat(openid);
    await house.proveByFace(victim.door, identityOf(victim.person));
    expect((await t.me(thief.token)).error.code).toBe('SESSION_ENDED');
    expect((await t.refresh(thief.refreshToken)).error.code).toBe('SESSION_ENDED');
    await t.expectNothing(victim, thief);
  });

  test('a refresh token stolen and used after its owner went on', async () => {
    const victim = await t.aVictim();
    const stolen = victim.door.refreshToken;
    const second = await t.tokensOf(t.refresh(stolen));
    nowMs += 61_000;
    expect((await t.refresh(stolen)).error.code).toBe('SESSION_ENDED');
    expect((await t.me(second.token)).error.code).toBe('SESSION_ENDED');
  });

  test('a refresh token stolen and used before its owner: both are out when the owner comes', async () => {
    const victim = await t.aVictim();
    const thief = await t.tokensOf(t.refresh(victim.door.refreshToken));
    nowMs += 61_000;
    expect((await t.refresh(victim.door.refreshToken)).error.code).toBe('SESSION_ENDED');
    expect((await t.me(thief.token)).error.code).toBe('SESSION_ENDED');
    expect((await t.refresh(thief.refreshToken)).error.code).toBe('SESSION_ENDED');
  });

  test('a stolen refresh token used to let a new door in, or to throw the owner’s doors out', async () => {
    const victim = await t.aVictim();
    const other = await house.signInByAlipay();
    await house.proveByFace(other, identityOf(victim.person));
    nowMs += 31 * 60_000;
    const stolen = { ...victim.door, ...(await t.tokensOf(t.refresh(victim.door.refreshToken))) };
    const thief = await house.signInByAlipay();
    const { requestId, matchCode } = await t.askDoor(thief, victim.person);
    expect((await t.answerDoor(stolen, requestId, matchCode)).error.code).toBe('SIGN_IN_AGAIN');
    const removed = await house.call('session.end', {
      token: stolen.token,
      params: { sessionId: other.sessionId },
      body: { removesDoor: true },
    });
    expect(removed.error.code).toBe('SIGN_IN_AGAIN');
    await t.expectNothing({ ...victim, door: stolen }, thief);
  });

  test('a made-up refresh token, with the victim’s session id', async () => {
    const victim = await t.aVictim();
    const [, , seal = ''] = victim.door.refreshToken.split('.');
    for (const forged of [`${victim.door.sessionId}.2.${seal}`, `${victim.door.sessionId}.1.${seal.slice(1)}A`]) {
      expect((await t.refresh(forged)).error.code).toBe('SESSION_ENDED');
    }
    await t.expectNothing(victim);
  });

  test('an access token without a signature, with another key, or another purpose', async () => {
    const victim = await t.aVictim();
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const times = { iat: Math.floor(nowMs / 1000), exp: Math.floor(nowMs / 1000) + 600 };
    const claims = { sid: victim.door.sessionId, iss: 'gongji', ...times };
    const otherKey = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(randomBytes(32));
    const none = `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
    for (const forged of [none, otherKey, victim.door.refreshToken, victim.door.sessionId]) {
      expect((await t.me(forged)).status).toBe(401);
    }
  });

  test('an access token kept after the victim signed out', async () => {
    const victim = await t.aVictim();
    await house.call('session.signOut', { token: victim.door.token });
    expect((await t.me(victim.door.token)).error.code).toBe('SESSION_ENDED');
  });

  test('a WeChat code and an Alipay code used a second time', async () => {
    const { wechat, alipay } = house.simulators;
    const [one, two] = [await t.codeAt(wechat), await t.codeAt(alipay)];
    expect((await house.call('session.signInByWechat', { body: one })).status).toBe(200);
    expect((await house.call('session.signInByAlipay', { body: two })).status).toBe(200);
    for (const replay of [
      await house.call('session.signInByWechat', { body: one }),
      await house.call('session.signInByAlipay', { body: two }),
      await house.call('session.signInByWechat', { body: await t.codeAt(alipay) }),
    ])
      expect(replay.error.code).toBe('PLATFORM_LOGIN_FAILED');
  });

  test('another face before the camera', async () => {
    const victim = await t.aVictim();
    const thief = await house.signInByAlipay();
    const { faceCheckId, certifyId } = await t.startFace(thief, victim.person);
    await t.before(certifyId, await t.somebody());
    expect((await t.finishFace(thief, faceCheckId)).ok.status).toBe('failed');
    await t.expectNothing(victim, thief);
  });

  test('finishing a face check that the victim passed at another door', async () => {
    const victim = await t.aVictim();
    const thief = await house.signInByAlipay();
    const own = await house.signInByAlipay();
    const { faceCheckId, certifyId } = await t.startFace(own, victim.person);
    await t.before(certifyId, victim.person);
    expect((await t.finishFace(thief, faceCheckId)).error.code).toBe('NOT_FOUND');
    await t.expectNothing(victim, thief);
  });

  test('the face of a member beside the owner, used to become the member', async () => {
    const victim = await t.aVictim();
    const { thief, sharingId, memberId } = await t.invitation(victim);
    const face = await house.faceCheck(thief, { sharingId, memberId }, victim.person);
    expect([face.status, face.me]).toEqual(['passed', undefined]);
    const fresh = await house.signInByWechat();
    expect((await t.finishFace(fresh, face.faceCheckId)).error.code).toBe('NOT_FOUND');
    expect((await t.me(thief.token)).ok.person?.personId).not.toBe(victim.personId);
    expect((await t.me(fresh.token)).ok.person).toBeUndefined();
  });

  test('the victim’s invitation code, answered by somebody else', async () => {
    const victim = await t.aVictim();
    const { code } = await t.invitation(victim);
    const { door: stranger } = await t.aProvenStranger();
    const family = familyIn(house, 'gansu');
    expect((await family.answer(stranger, code)).error.code).toBe('INVITATION_NOT_YOURS');
    expect((await family.answer(await house.signInByWechat(), code)).error.code).toBe('NOT_PROVEN');
    await t.expectNothing(victim, stranger);
  });

  test('a number of the victim’s sharing, session or request, guessed or seen', async () => {
    const victim = await t.aVictim();
    const { sharingId } = await t.invitation(victim);
    const { door: stranger } = await t.aProvenStranger();
    const { requestId, matchCode } = await t.askDoor(await house.signInByWechat(), victim.person);
    const params = { sharingId, sessionId: victim.door.sessionId, requestId };
    const { token } = stranger;
    expect((await house.call('sharing.get', { token, params })).error.code).toBe('NOT_FOUND');
    expect((await house.call('session.end', { token, params, body: {} })).error.code).toBe('NOT_FOUND');
    expect((await t.lookDoor(stranger, requestId)).error.code).toBe('NOT_FOUND');
    expect((await t.answerDoor(stranger, requestId, matchCode)).error.code).toBe('NOT_FOUND');
    await t.expectNothing(victim, stranger);
  });

  test('a door proof without a word, or with the asking door’s own', async () => {
    const victim = await t.aVictim();
    const thief = await house.signInByAlipay();
    const { requestId, matchCode } = await t.askDoor(thief, victim.person);
    expect((await t.lookDoor(thief, requestId)).ok.status).toBe('pending');
    expect((await t.answerDoor(thief, requestId, matchCode)).error.code).toBe('NOT_PROVEN');
    await t.expectNothing(victim, thief);
  });

  test('a door request slipped in just before the victim’s own: the codes of the two screens differ', async () => {
    const victim = await t.aVictim();
    const [thief, own] = [await house.signInByAlipay(), await house.signInByAlipay()];
    const slipped = await t.askDoor(thief, victim.person);
    const mine = await t.askDoor(own, victim.person);
    const [shown] = (await t.me(victim.door.token)).ok.doorRequests ?? [];
    expect(shown?.requestId).toBe(slipped.requestId);
    if (mine.matchCode !== slipped.matchCode)
      expect((await t.answerDoor(victim.door, slipped.requestId, mine.matchCode)).error.code).toBe('MATCH_CODE_WRONG');
    expect((await t.answerDoor(victim.door, mine.requestId, mine.matchCode)).error.code).toBe('NOT_FOUND');
    await t.expectNothing(victim, thief, own);
  });

  test('a chain of doors, from one that the victim was talked into', async () => {
    const victim = await t.aVictim();
    const [first, second] = [await house.signInByAlipay(), await house.signInByAlipay()];
    const talked = await t.askDoor(first, victim.person);
    expect((await t.answerDoor(victim.door, talked.requestId, talked.matchCode)).ok.status).toBe('confirmed');
    const chain = await t.askDoor(second, victim.person);
    expect((await t.answerDoor(first, chain.requestId, chain.matchCode)).error.code).toBe('DOOR_CANNOT_VOUCH');
    const remove = { params: { sessionId: first.sessionId }, body: { removesDoor: true } };
    expect((await house.call('session.end', { token: victim.door.token, ...remove })).ok.isDoorRemoved).toBe(true);
    expect((await t.lookDoor(first, talked.requestId)).status).toBe(401);
    await t.expectNothing(victim, first, second);
  });

  test('the code for the window, guessed; or the victim’s own code for the thief’s case', async () => {
    const victim = await t.aVictim();
    const [thief, own] = [await house.signInByAlipay(), await house.signInByAlipay()];
    const thiefCode = await t.toDesk(thief, victim.person);
    const ownCode = await t.toDesk(own, victim.person);
    const two = `${thiefCode.slice(0, 4)}ABCD ${ownCode}`;
    await signInAgain(house, admin);
    const reasons = ['看过身份证', `核对码 ${ownCode}`, `核对码 ${thiefCode.slice(0, 4)}ZZZZ`, two, '核对码 ABCDEFGH'];
    for (const reason of reasons)
      expect((await t.atDesk(thiefCode, `${reason}，是本人`)).error.code).toBe('DESK_CODE_WRONG');
    expect((await t.atDesk(thiefCode, `核对码 ${thiefCode}，是本人`)).error.code).toBe('PROOF_EXPIRED');
    await t.expectNothing(victim, thief, own);
  });

  test('the right number with a changed name, the right name with another number', async () => {
    const victim = await t.aVictim();
    const other = await t.somebody(60);
    const names = [
      { ...victim.person, name: '欧阳无名' },
      { ...other, name: victim.person.name },
    ];
    const sent = (await house.inbox(victim.person.phone)).length;
    for (const wrong of names) {
      const thief = await house.signInByAlipay();
      expect((await t.finishSms(thief, await t.startSms(thief, wrong), '000000')).error.code).toBe('SMS_CODE_WRONG');
      const { requestId } = await t.askDoor(thief, wrong);
      expect((await t.lookDoor(thief, requestId)).ok.status).toBe('pending');
      await t.expectNothing(victim, thief);
    }
    expect((await t.me(victim.door.token)).ok.doorRequests).toBeUndefined();
    expect((await house.inbox(victim.person.phone)).length).toBe(sent);
  });

  test('an operator’s session on citizens’ routes, a citizen’s token on the console', async () => {
    const victim = await t.aVictim();
    await signInAgain(house, admin);
    expect((await admin.call('operator.me')).status).toBe(200);
    const cookieValue = admin.cookie.split('=')[1] ?? '';
    const disguises: Record<string, string>[] = [{ cookie: admin.cookie }, { authorization: `Bearer ${cookieValue}` }];
    for (const headers of disguises) {
      expect((await house.call('person.me', { headers })).status).toBe(401);
      expect((await house.call('sharing.list', { headers })).status).toBe(401);
    }
    expect((await house.call('case.list', { token: victim.door.token })).status).toBe(401);
  });

  test('the victim’s idempotency key, with the victim’s very words', async () => {
    const victim = await t.aVictim();
    const family = familyIn(house, 'gansu');
    await family.commit(victim.door);
    const parent = await buildPerson(house, { region: REGION, age: 71, insurances: resident(REGION) });
    const key = randomUUID();
    const added = (await family.add(victim.door, parent, 'parent', { key })).ok;
    const { door: stranger } = await t.aProvenStranger();
    await family.commit(stranger);
    const replayed = await family.add(stranger, parent, 'parent', { key });
    expect(replayed.text).not.toContain(added.sharing.sharingId);
    await t.expectNothing(victim, stranger);
  });
});
