import { expect } from 'vitest';
import { post, type SignedIn, type TestHouse } from './test-house';
import type { TestOperator } from './test-operators';
import { buildPerson, familyIn, identityOf, type TestPerson } from './test-people';

const REGION = '620100';

export interface Victim {
  person: TestPerson;
  personId: string;
  /** A WeChat door, proven by face. */
  door: SignedIn;
}

/** Another code of the same length. */
export const otherThan = (code: string, step: number) =>
  String((Number(code) + step) % 10 ** code.length).padStart(code.length, '0');

export type Attempts = ReturnType<typeof attemptsIn>;

/** What thieves and victims do, through the API alone. `admin` sits at the window. */
export function attemptsIn(house: TestHouse, admin: TestOperator) {
  const somebody = (age = 45) => buildPerson(house, { region: REGION, age });
  const me = (token: string) => house.call('person.me', { token });
  const refresh = (refreshToken: string) => house.call('session.refresh', { body: { refreshToken } });
  const sendCode = (phone: string) => house.call('session.sendSmsCode', { body: { phone } });
  const signIn = (phone: string, code: string) => house.call('session.signInBySms', { body: { phone, code } });
  const newestCode = async (phone: string) => /\d{6}/.exec((await house.inbox(phone))[0]?.text ?? '')?.[0] ?? '';
  const startSms = async (who: SignedIn, person: TestPerson) => {
    const body = { identity: identityOf(person), region: person.region };
    return (await house.call('person.startSmsProof', { token: who.token, body })).ok.proofId;
  };
  const finishSms = (who: SignedIn, proofId: string, code: string) =>
    house.call('person.finishSmsProof', { token: who.token, params: { proofId }, body: { code } });
  const startFace = async (who: SignedIn, person: TestPerson) => {
    const body = { purpose: 'self', channel: 'h5', returnUrl: `${house.url}/`, identity: identityOf(person) } as const;
    const { faceCheckId, alipay } = (await house.call('faceCheck.start', { token: who.token, body })).ok;
    return { faceCheckId, certifyId: alipay?.certifyId ?? '' };
  };
  const finishFace = (who: SignedIn, faceCheckId: string) =>
    house.call('faceCheck.finish', { token: who.token, params: { faceCheckId } });
  const before = (certifyId: string, actor: TestPerson) =>
    post(`${house.simulators.alipay}/sim/faces/${certifyId}`, { result: 'pass', actor: identityOf(actor) });
  const askDoor = async (who: SignedIn, person: TestPerson) => {
    const body = { identity: identityOf(person) };
    return (await house.call('person.startDoorProof', { token: who.token, body })).ok;
  };
  const answerDoor = (who: SignedIn, requestId: string, matchCode: string) =>
    house.call('person.answerDoorRequest', {
      token: who.token,
      params: { requestId },
      body: { answer: 'confirm', matchCode },
    });
  const lookDoor = (who: SignedIn, requestId: string) =>
    house.call('person.finishDoorProof', { token: who.token, params: { requestId } });
  const toDesk = async (who: SignedIn, person: TestPerson) => {
    const body = { identity: identityOf(person), region: REGION };
    return (await house.call('person.startDeskProof', { token: who.token, body })).ok.deskCode;
  };
  const atDesk = async (deskCode: string, reason: string) => {
    const { items } = (await admin.call('case.list', { query: { kind: 'deskProof', status: 'open' } })).ok;
    const caseId = items.find(({ summary }) => summary.includes(deskCode.slice(0, 4)))?.caseId ?? '';
    return admin.call('case.close', { params: { caseId }, body: { outcome: 'confirmed', reason } });
  };

  async function aVictim(): Promise<Victim> {
    const person = await somebody();
    const door = await house.signInByWechat();
    const shown = await house.proveByFace(door, identityOf(person));
    return { person, personId: shown.me?.person?.personId ?? '', door };
  }

  /** Somebody proven as themselves, who is not the victim. */
  async function aProvenStranger() {
    const person = await somebody(50);
    const door = await house.signInByAlipay();
    await house.proveByFace(door, identityOf(person));
    return { person, door };
  }

  /** The door stands open to nothing of the victim's, and the victim's own still works. */
  async function expectNothing(victim: Victim, ...doors: SignedIn[]): Promise<void> {
    for (const { token } of doors) {
      const seen = await me(token);
      if (seen.status === 200) expect(seen.ok.person?.personId).not.toBe(victim.personId);
      else expect(seen.error.code).toBe('SESSION_ENDED');
      const list = await house.call('sharing.list', { token });
      for (const secret of [
        victim.personId,
        victim.person.name,
        victim.person.certificateNumber,
        victim.person.phone,
      ]) {
        expect([seen.text.includes(secret), list.text.includes(secret)]).toEqual([false, false]);
      }
    }
    expect((await me(victim.door.token)).ok.person?.personId).toBe(victim.personId);
  }

  /** A thief who invites the victim as a parent; whoever knows name and number can. */
  async function invitation(victim: Victim) {
    const { door: thief } = await aProvenStranger();
    const family = familyIn(house, 'gansu');
    await family.commit(thief);
    const { sharing, memberId } = (await family.add(thief, victim.person, 'spouse')).ok;
    const code = sharing.members[0]?.invitation?.code ?? '';
    return { thief, sharingId: sharing.sharingId, memberId, code };
  }

  /** The victim comes back after a long time, at a new door. */
  async function backIn(victim: Victim): Promise<SignedIn> {
    const door = await house.signInByWechat();
    await house.proveByFace(door, identityOf(victim.person));
    return door;
  }

  async function tokensOf(answered: ReturnType<typeof refresh>): Promise<{ token: string; refreshToken: string }> {
    const { accessToken, refreshToken } = (await answered).ok;
    return { token: accessToken, refreshToken };
  }

  const codeAt = (simulator: string) =>
    post<{ code: string }>(`${simulator}/sim/codes`, {}).then(({ code }) => ({ code }));

  return {
    somebody,
    me,
    refresh,
    sendCode,
    signIn,
    newestCode,
    startSms,
    finishSms,
    startFace,
    finishFace,
    before,
    askDoor,
    answerDoor,
    lookDoor,
    toDesk,
    atDesk,
    aVictim,
    aProvenStranger,
    expectNothing,
    invitation,
    backIn,
    tokensOf,
    codeAt,
  };
}
