import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnStores, type OpenTestStore } from '../../storage/test-stores';
import { type SignedIn, startTestHouse, type TestHouse } from '../../test-house';
import { firstAdmin, signInAgain, type TestOperator } from '../../test-operators';
import { buildPerson, identityOf, type TestPerson } from '../../test-people';

let house: TestHouse;
let clerk: TestOperator;
let nowMs = Date.now();
const now = () => new Date(nowMs);
const minutesLater = (minutes: number) => {
  nowMs += minutes * 60_000;
};

const me = async (who: SignedIn) => (await house.call('person.me', { token: who.token })).ok;
const somebody = () => buildPerson(house, { region: '620100', age: 40 });
const ask = (who: SignedIn, person: TestPerson) =>
  house.call('person.startDoorProof', { token: who.token, body: { identity: identityOf(person) } });
const look = (who: SignedIn, requestId: string) =>
  house.call('person.finishDoorProof', { token: who.token, params: { requestId } });
const answer = (who: SignedIn, requestId: string, body: { answer: 'confirm' | 'deny'; matchCode?: string }) =>
  house.call('person.answerDoorRequest', { token: who.token, params: { requestId }, body });
const toDesk = (who: SignedIn, person: TestPerson) =>
  house.call('person.startDeskProof', {
    token: who.token,
    body: { identity: identityOf(person), region: person.region },
  });
const sessions = async (who: SignedIn) => (await house.call('session.list', { token: who.token })).ok.items;
const titles = async (who: SignedIn) =>
  (await house.call('notice.list', { token: who.token })).ok.items.map(({ title }) => title);
const refreshed = async (who: SignedIn): Promise<SignedIn> => {
  const { accessToken, refreshToken } = (
    await house.call('session.refresh', { body: { refreshToken: who.refreshToken } })
  ).ok;
  return { ...who, token: accessToken, refreshToken };
};
/** The case that a code opened, as the clerk finds it in the list. */
const caseOf = async (deskCode: string) => {
  const { items } = (await clerk.call('case.list', { query: { kind: 'deskProof' } })).ok;
  const found = items.find(({ summary }) => summary.includes(deskCode.slice(0, 4)));
  if (found === undefined) throw new Error('no case for this code');
  return found;
};
const close = (caseId: string, outcome: string, reason: string) =>
  clerk.call('case.close', { params: { caseId }, body: { outcome, reason } });

/** A person with a proven WeChat door, and a door of theirs that is not proven yet. */
async function twoDoors() {
  const person = await somebody();
  const [known, fresh] = [await house.signInByWechat(), await house.signInByAlipay()];
  await house.proveByFace(known, identityOf(person));
  return { person, known, fresh };
}

describeOnStores('other doors of a person', (testStore) => {
  let opened: OpenTestStore;
  beforeAll(async () => {
    opened = await testStore.open();
    house = await startTestHouse({
      ...(opened.mongoUri === undefined ? {} : { mongoUri: opened.mongoUri }),
      clock: now,
    });
    clerk = await firstAdmin(house, now);
  });
  afterAll(async () => {
    await house?.stop();
    await opened?.dispose();
  });

  test('a word from an attached door lets the new one in', async () => {
    const { person, known, fresh } = await twoDoors();
    const asked = (await ask(fresh, person)).ok;
    expect((await look(fresh, asked.requestId)).ok.status).toBe('pending');
    const shown = await me(known);
    expect(shown.doorRequests).toEqual([
      { requestId: asked.requestId, channel: 'alipay', askedAt: now().toISOString(), expiresAt: asked.expiresAt },
    ]);
    expect((await house.call('person.doorRequests', { token: known.token })).ok.items).toEqual(shown.doorRequests);
    const confirm = { answer: 'confirm', matchCode: asked.matchCode } as const;
    expect((await answer(known, asked.requestId, confirm)).ok.status).toBe('confirmed');
    expect((await answer(known, asked.requestId, confirm)).ok.status).toBe('confirmed');
    const done = (await look(fresh, asked.requestId)).ok;
    expect(done.me?.person).toMatchObject({ personId: shown.person?.personId, proof: 'phone', provenBy: 'door' });
    expect((await me(known)).doorRequests).toBeUndefined();
    expect(await titles(known)).toEqual(expect.arrayContaining(['有新的登录方式请您确认', '新增了一个登录方式']));
  });

  test('a phone door that asks is shown masked', async () => {
    const { person, known } = await twoDoors();
    const phoneDoor = await house.signInBySms(person.phone);
    await ask(phoneDoor, person);
    const [shown] = (await me(known)).doorRequests ?? [];
    expect(shown?.maskedPhone).toBe(`${person.phone.slice(0, 3)}****${person.phone.slice(7)}`);
  });

  test('a wrong code costs a try, three end it; a request lives ten minutes', async () => {
    const { person, known, fresh } = await twoDoors();
    const first = (await ask(fresh, person)).ok;
    const wrong = String((Number(first.matchCode) + 1) % 10_000).padStart(4, '0');
    const codes = [];
    for (const _ of [1, 2, 3])
      codes.push((await answer(known, first.requestId, { answer: 'confirm', matchCode: wrong })).error.code);
    expect(codes).toEqual(['MATCH_CODE_WRONG', 'MATCH_CODE_WRONG', 'PROOF_EXPIRED']);
    const right = { answer: 'confirm', matchCode: first.matchCode } as const;
    expect((await answer(known, first.requestId, right)).error.code).toBe('PROOF_EXPIRED');
    const second = (await ask(fresh, person)).ok;
    expect((await answer(known, second.requestId, { answer: 'confirm' })).error.details?.[0]?.field).toBe('matchCode');
    minutesLater(10);
    const late = await answer(await refreshed(known), second.requestId, {
      answer: 'confirm',
      matchCode: second.matchCode,
    });
    expect(late.error.code).toBe('PROOF_EXPIRED');
    expect((await look(await refreshed(fresh), second.requestId)).ok.status).toBe('expired');
  });

  test('a refusal ends it, warns, and looks like waiting to who asked; that door is not heard again that day', async () => {
    const { person, known, fresh } = await twoDoors();
    const asked = (await ask(fresh, person)).ok;
    expect((await answer(known, asked.requestId, { answer: 'deny' })).ok.status).toBe('denied');
    expect((await look(fresh, asked.requestId)).ok.status).toBe('pending');
    const after = { answer: 'confirm', matchCode: asked.matchCode } as const;
    expect((await answer(known, asked.requestId, after)).error.code).toBe('PROOF_EXPIRED');
    expect(await titles(known)).toContain('您拒绝了一个新的登录方式');
    const again = await ask(fresh, person);
    expect(Object.keys(again.ok)).toEqual(Object.keys(asked));
    expect((await me(known)).doorRequests).toBeUndefined();
  });

  test('one request at a time; five a day for a door', async () => {
    const { person, known, fresh } = await twoDoors();
    const first = (await ask(fresh, person)).ok;
    const other = await house.signInByWechat();
    await ask(other, person);
    expect((await me(known)).doorRequests?.map(({ requestId }) => requestId)).toEqual([first.requestId]);
    const second = (await ask(fresh, person)).ok;
    expect((await me(known)).doorRequests?.map(({ requestId }) => requestId)).toEqual([second.requestId]);
    for (const _ of [3, 4, 5]) expect((await ask(fresh, person)).status).toBe(200);
    expect((await ask(fresh, person)).error.code).toBe('TOO_MANY_REQUESTS');
  });

  test('asking tells nothing: a person with another door, one without, an unknown one and a wrong name look the same', async () => {
    const { person, fresh } = await twoDoors();
    const stranger = await somebody();
    const asked = [
      await ask(fresh, person),
      await ask(fresh, stranger),
      await ask(fresh, await buildPerson(house, { region: '620100', age: 50, isKnown: false })),
      await ask(await house.signInByAlipay(), { ...person, name: '欧阳无名' }),
    ];
    const forms = asked.map(({ ok }) =>
      JSON.stringify({ ...ok, requestId: ok.requestId.length, matchCode: ok.matchCode.length }),
    );
    expect(new Set(forms).size).toBe(1);
  });

  test('confirming wants a recent sign-in; refusing never does', async () => {
    const { person, known, fresh } = await twoDoors();
    minutesLater(31);
    const [old, young] = [await refreshed(known), await refreshed(fresh)];
    const asked = (await ask(young, person)).ok;
    const confirm = { answer: 'confirm', matchCode: asked.matchCode } as const;
    expect((await answer(old, asked.requestId, confirm)).error.code).toBe('SIGN_IN_AGAIN');
    expect((await answer(old, asked.requestId, { answer: 'deny' })).ok.status).toBe('denied');
  });

  test('the window: a code, a case, the clerk’s decision; the door counts as proven by face', async () => {
    const person = await somebody();
    await signInAgain(house, clerk);
    const who = await house.signInByWechat();
    const { deskCode, bring, where, expiresAt } = (await toDesk(who, person)).ok;
    expect(deskCode).toMatch(/^[A-HJ-NP-Z]{8}$/);
    expect(Date.parse(expiresAt) - nowMs).toBe(7 * 86_400_000);
    expect([bring.length > 0, where.length > 0]).toEqual([true, true]);
    expect((await me(who)).deskProof?.deskCode).toBe(deskCode);
    const { caseId } = await caseOf(deskCode);
    const opened = await clerk.call('case.get', { params: { caseId } });
    for (const secret of [deskCode, person.name, person.certificateNumber]) expect(opened.text).not.toContain(secret);
    expect((await close(caseId, 'confirmed', '看过身份证，是本人')).error.code).toBe('DESK_CODE_WRONG');
    expect((await me(who)).person).toBeUndefined();
    expect((await close(caseId, 'confirmed', `核对码 ${deskCode}，身份证与本人一致`)).ok.status).toBe('closed');
    const shown = await me(who);
    expect(shown.person).toMatchObject({ proof: 'face', provenBy: 'desk' });
    expect(shown.deskProof).toBeUndefined();
  });

  test('the window: refused, replaced, and after seven days the code is worth nothing', async () => {
    const person = await somebody();
    await signInAgain(house, clerk);
    const who = await house.signInByWechat();
    const first = (await toDesk(who, person)).ok;
    const second = (await toDesk(who, person)).ok;
    const replaced = await caseOf(first.deskCode);
    expect([replaced.status, replaced.outcome]).toEqual(['closed', 'replaced']);
    const rejected = await close((await caseOf(second.deskCode)).caseId, 'rejected', '来人不是本人');
    expect(rejected.ok.outcome).toBe('rejected');
    expect((await me(who)).deskProof).toBeUndefined();
    const third = (await toDesk(who, person)).ok;
    minutesLater(7 * 24 * 60);
    await signInAgain(house, clerk);
    const late = await close((await caseOf(third.deskCode)).caseId, 'confirmed', `核对码 ${third.deskCode}，是本人`);
    expect(late.error.code).toBe('PROOF_EXPIRED');
    expect((await me(await refreshed(who))).person).toBeUndefined();
    // Nobody has to clear it away: the house closes the case by itself, and says why.
    expect((await caseOf(third.deskCode)).status).toBe('open');
    await house.house.watch.lookOnce();
    expect(await caseOf(third.deskCode)).toMatchObject({ status: 'closed', outcome: 'expired', closedByName: '系统' });
  });

  test('the window: a case stays open while its code is good', async () => {
    await signInAgain(house, clerk);
    const { deskCode } = (await toDesk(await house.signInByWechat(), await somebody())).ok;
    await house.house.watch.lookOnce();
    expect((await caseOf(deskCode)).status).toBe('open');
  });

  test('I see where I am signed in, end another one at once, and take a door away', async () => {
    const { person, known, fresh } = await twoDoors();
    await house.proveByFace(fresh, identityOf(person));
    const phoneDoor = await house.signInBySms(person.phone);
    await house.proveBySms(phoneDoor, person);
    const items = await sessions(known);
    expect(items.map(({ channel }) => channel).sort()).toEqual(['alipay', 'phone', 'wechat']);
    expect(items.filter(({ isThis }) => isThis).map(({ sessionId }) => sessionId)).toEqual([known.sessionId]);
    expect(JSON.stringify(items)).not.toContain(person.phone);

    const end = (sessionId: string, body: { removesDoor?: boolean } = {}) =>
      house.call('session.end', { token: known.token, params: { sessionId }, body });
    expect((await end(fresh.sessionId)).ok).toEqual({ isEnded: true, isDoorRemoved: false });
    expect((await house.call('person.me', { token: fresh.token })).error.code).toBe('SESSION_ENDED');
    expect((await house.call('session.refresh', { body: { refreshToken: fresh.refreshToken } })).error.code).toBe(
      'SESSION_ENDED',
    );
    expect((await end(known.sessionId, { removesDoor: true })).error.code).toBe('NOT_ALLOWED');
    expect((await end(phoneDoor.sessionId, { removesDoor: true })).ok.isDoorRemoved).toBe(true);
    expect((await house.call('person.me', { token: phoneDoor.token })).error.code).toBe('SESSION_ENDED');
    expect((await house.signInBySms(person.phone)).isProven).toBe(false);
    expect((await sessions(known)).map(({ isThis }) => isThis)).toEqual([true]);
  });

  test('an unproven door sees its own sessions only', async () => {
    const openid = `sim-o-shared-${testStore.name}`;
    const [one, two] = [await house.signInByWechat(openid), await house.signInByWechat(openid)];
    expect((await sessions(one)).map(({ sessionId }) => sessionId).sort()).toEqual(
      [one.sessionId, two.sessionId].sort(),
    );
  });
});
