import { randomUUID } from 'node:crypto';
import { type EndpointName, endpoints } from '@gongji/shared/contract/endpoints';
import type { EndpointRow } from '@gongji/shared/contract/row';
import { certificateCheckDigit } from '@gongji/shared/domain/certificate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Credential, post, type SignedIn, startTestHouse, type TestHouse } from '../../test-house';

let house: TestHouse;
let nowMs = Date.now();
type DemoPerson = Credential & { phone: string; province: string; region: string };
let people: DemoPerson[];

beforeAll(async () => {
  house = await startTestHouse({ clock: () => new Date(nowMs) });
  people = await house.people();
});
afterAll(() => house?.stop());

/** Demo people with a phone, from any province, so that the tests name nobody. */
const somebody = (at: number): DemoPerson => {
  const found = people.filter((person) => person.phone !== '')[at];
  if (found === undefined) throw new Error('the simulator has too few people');
  return found;
};
const identityOf = ({ name, certificateNumber }: DemoPerson) => ({ name, certificateNumber });
const me = async (who: SignedIn) => (await house.call('person.me', { token: who.token })).ok;
const withCheckDigit = (number: string) => number.slice(0, 17) + certificateCheckDigit(number.slice(0, 17));
const startProof = (who: SignedIn, person: DemoPerson) =>
  house.call('person.startSmsProof', {
    token: who.token,
    body: { identity: identityOf(person), region: person.region },
  });

test('a code to the phone that the core holds proves the person; what is shown is masked', async () => {
  const person = somebody(0);
  const who = await house.signInByWechat();
  const shown = await house.proveBySms(who, person);
  expect(shown.person).toMatchObject({ proof: 'phone' });
  expect(shown.person?.maskedName).toBe(`${person.name[0]}${'*'.repeat(person.name.length - 2)}${person.name.at(-1)}`);
  expect(shown.person?.maskedCertificateNumber).toBe(
    `${person.certificateNumber.slice(0, 4)}**********${person.certificateNumber.slice(-4)}`,
  );
  expect(shown.person?.insurances.length).toBeGreaterThan(0);
  expect(shown.person?.insurancesAsOf).toBeDefined();
  const text = JSON.stringify(shown);
  for (const secret of [person.name, person.certificateNumber, person.phone]) expect(text).not.toContain(secret);
});

test('two doors of one person lead to the same person; face raises the proof, phone never lowers it', async () => {
  const person = somebody(1);
  const [phoneDoor, wechatDoor] = [await house.signInBySms(person.phone), await house.signInByWechat()];
  await house.proveBySms(phoneDoor, person);
  expect(await house.proveByFace(wechatDoor, identityOf(person))).toMatchObject({
    status: 'passed',
    me: { person: { proof: 'face' } },
  });
  expect((await me(phoneDoor)).person?.personId).toBe((await me(wechatDoor)).person?.personId);
  await house.proveByFace(phoneDoor, identityOf(person));
  expect((await me(phoneDoor)).person?.proof).toBe('face');
  await house.proveBySms(phoneDoor, person);
  expect((await me(phoneDoor)).person?.proof).toBe('face');
});

test('asking for a proof tells nothing: a known person, an unknown one and a wrong name look the same', async () => {
  const person = somebody(2);
  const who = await house.signInByWechat();
  const known = await startProof(who, person);
  const wrongName = await startProof(who, { ...person, name: '欧阳无名' });
  const unknown = await startProof(who, { ...person, certificateNumber: '110101199003078515' });
  for (const answer of [known, wrongName, unknown]) {
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.ok).sort()).toEqual(['expiresAt', 'proofId', 'resendAfterSeconds']);
    const guess = await house.call('person.finishSmsProof', {
      token: who.token,
      params: { proofId: answer.ok.proofId },
      body: { code: '000000' },
    });
    expect(guess.error.code).toBe('SMS_CODE_WRONG');
  }
});

test('a proof belongs to the door that began it', async () => {
  const person = somebody(2);
  const [mine, other] = [await house.signInByWechat(), await house.signInByWechat()];
  const sent = (await house.inbox(person.phone)).length;
  const { proofId } = (await startProof(mine, person)).ok;
  while ((await house.inbox(person.phone)).length === sent) await new Promise((resolve) => setTimeout(resolve, 20));
  const code = /\d{6}/.exec((await house.inbox(person.phone))[0]?.text ?? '')?.[0] ?? '';
  const stolen = await house.call('person.finishSmsProof', { token: other.token, params: { proofId }, body: { code } });
  expect(stolen.error.code).toBe('SMS_CODE_EXPIRED');
  expect(
    (await house.call('person.finishSmsProof', { token: mine.token, params: { proofId }, body: { code } })).status,
  ).toBe(200);
});

test('a door that belongs to one person never becomes another', async () => {
  const [first, second] = [somebody(3), somebody(4)];
  const who = await house.signInByWechat();
  await house.proveByFace(who, identityOf(first));
  expect((await startProof(who, second)).error.code).toBe('PERSON_ALREADY_ATTACHED');
  const face = await house.call('faceCheck.start', {
    token: who.token,
    body: { purpose: 'self', channel: 'h5', returnUrl: `${house.url}/`, identity: identityOf(second) },
  });
  expect(face.error.code).toBe('PERSON_ALREADY_ATTACHED');
});

test('another face does not pass; the check is of the door that started it, and its result stands', async () => {
  const [person, other] = [somebody(5), somebody(6)];
  const who = await house.signInByWechat();
  const failed = await house.faceCheck(who, { identity: identityOf(person) }, identityOf(other));
  expect(failed).toMatchObject({ status: 'failed' });
  expect((await me(who)).person).toBeUndefined();

  const started = await house.call('faceCheck.start', {
    token: who.token,
    body: { purpose: 'self', channel: 'h5', returnUrl: `${house.url}/`, identity: identityOf(person) },
  });
  const { faceCheckId, alipay } = started.ok;
  const finish = (token: string) => house.call('faceCheck.finish', { token, params: { faceCheckId } });
  expect((await finish(who.token)).ok.status).toBe('pending');
  const stranger = await house.signInByWechat();
  expect((await finish(stranger.token)).error.code).toBe('NOT_FOUND');
  await post(`${house.simulators.alipay}/sim/faces/${alipay?.certifyId}`, { result: 'pass' });
  expect((await finish(who.token)).ok.status).toBe('passed');
  expect((await finish(who.token)).ok.status).toBe('passed');
  expect((await finish(stranger.token)).error.code).toBe('NOT_FOUND');
});

test('WeChat checks a face on its own server', async () => {
  const person = somebody(7);
  const who = await house.signInByWechat();
  const started = await house.call('faceCheck.start', {
    token: who.token,
    body: { purpose: 'self', channel: 'wechat', identity: identityOf(person) },
  });
  const { faceCheckId, wechat } = started.ok;
  await post(`${house.simulators.wechat}/sim/faces/${wechat?.verifyId}`, { result: 'pass' });
  const finished = await house.call('faceCheck.finish', { token: who.token, params: { faceCheckId } });
  expect(finished.ok).toMatchObject({ status: 'passed', me: { person: { proof: 'face' } } });
});

test('a face check leads back to our own pages only, by the door it was started at, and in time', async () => {
  const person = somebody(8);
  const who = await house.signInByWechat();
  const start = (body: object) =>
    house.call('faceCheck.start', {
      token: who.token,
      body: { purpose: 'self', channel: 'h5', identity: identityOf(person), ...body },
    });
  for (const returnUrl of ['https://evil.example/', 'javascript:alert(1)', undefined]) {
    expect((await start({ returnUrl })).error.details?.[0]?.field).toBe('returnUrl');
  }
  expect((await start({ channel: 'alipay' })).error.details?.[0]?.field).toBe('channel');
  const { faceCheckId } = (await start({ returnUrl: `${house.url}/back` })).ok;
  nowMs += 31 * 60_000;
  const fresh = await house.call('session.refresh', { body: { refreshToken: who.refreshToken } });
  const late = await house.call('faceCheck.finish', { token: fresh.ok.accessToken, params: { faceCheckId } });
  expect(late.error.code).toBe('PROOF_EXPIRED');
});

test('wrong names and numbers are told before anybody is asked', async () => {
  const person = somebody(0);
  const who = await house.signInByWechat();
  const wrongNumber = `${person.certificateNumber.slice(0, 17)}${person.certificateNumber.endsWith('1') ? '2' : '1'}`;
  const number = await startProof(who, { ...person, certificateNumber: wrongNumber });
  expect([number.status, number.error.code]).toEqual([422, 'CERTIFICATE_INVALID']);
  expect((await startProof(who, { ...person, name: 'John' })).error.code).toBe('NAME_INVALID');
  expect((await startProof(who, { ...person, region: '820000' })).error.code).toBe('PACK_UNKNOWN');
});

test('a phone door unused for 90 days proves itself again', async () => {
  const person = somebody(9);
  const who = await house.signInBySms(person.phone);
  await house.proveBySms(who, person);
  nowMs += 89 * 86_400_000;
  expect((await house.signInBySms(person.phone)).isProven).toBe(true);
  nowMs += 91 * 86_400_000;
  expect((await house.signInBySms(person.phone)).isProven).toBe(false);
});

test('the core is away: who I am is still told, without insurances; a proof says that it must wait', async () => {
  const person = somebody(10);
  const who = await house.signInByWechat();
  await house.proveByFace(who, identityOf(person));
  await fetch(`${house.simulators.core}/faults`, { method: 'POST', body: JSON.stringify({ kind: 'error500' }) });
  try {
    const shown = await me(who);
    expect(shown.person?.maskedName).toBeDefined();
    expect(shown.person?.insurances).toEqual([]);
    expect(shown.person?.insurancesAsOf).toBeUndefined();
    const proof = await startProof(who, person);
    expect([proof.status, proof.error.code]).toEqual([503, 'CORE_UNAVAILABLE']);
  } finally {
    await fetch(`${house.simulators.core}/faults`, { method: 'DELETE' });
  }
});

test('a stranger with a victim’s name and number, on a new WeChat account, gets nothing of the victim’s', async () => {
  const victim = somebody(0);
  const owner = await house.signInByWechat();
  await house.proveByFace(owner, identityOf(victim));
  const victimId = (await me(owner)).person?.personId ?? '';

  const stranger = await house.signInByWechat();
  const proof = await startProof(stranger, victim);
  await house.faceCheck(
    stranger,
    { identity: identityOf(victim) },
    { name: '陌生人', certificateNumber: '110101199003078515' },
  );
  for (const code of ['000000', '123456']) {
    await house.call('person.finishSmsProof', {
      token: stranger.token,
      params: { proofId: proof.ok.proofId },
      body: { code },
    });
  }
  expect((await me(stranger)).person).toBeUndefined();

  const identity = identityOf(victim);
  const bodies: Partial<Record<EndpointName, object>> = {
    'person.startSmsProof': { identity, region: victim.region },
    'person.finishSmsProof': { code: '000000' },
    'faceCheck.start': { purpose: 'self', channel: 'wechat', identity },
    'sharing.preview': { family: 'gansu', kinship: 'parent', member: identity },
    'sharing.acceptCommitment': { family: 'gansu', textHash: 'a'.repeat(64) },
    'sharing.addMember': { family: 'gansu', kinship: 'parent', member: identity },
    'sharing.command': { command: { type: 'leave', memberId: victimId } },
    'invitation.answer': { answer: 'agree' },
    'person.startDoorProof': { identity },
    'person.answerDoorRequest': { answer: 'confirm', matchCode: '0000' },
    'person.startDeskProof': { identity, region: victim.region },
    'funds.move': { direction: 'allocate', amountFen: 1 },
  };
  const secrets = [victim.name, victim.certificateNumber, victim.phone, victimId, victim.phone.slice(-4)];
  for (const name of Object.keys(endpoints) as EndpointName[]) {
    const row: EndpointRow = endpoints[name];
    if (name.startsWith('session.') || name.startsWith('faq.')) continue;
    const answer = await house.call(name, {
      token: stranger.token,
      params: {
        sharingId: victimId,
        proofId: proof.ok.proofId,
        faceCheckId: victimId,
        requestId: victimId,
        memberId: victimId,
        code: 'ABCDEFGH',
        hash: 'a'.repeat(64),
      },
      key: randomUUID(),
      ...(row.body === 'json' ? { body: bodies[name] as never } : {}),
    });
    if (row.access === 'proven') expect([name, answer.status, answer.error.code]).toEqual([name, 403, 'NOT_PROVEN']);
    if (name === 'policy.packs') continue;
    for (const secret of secrets) expect([name, answer.text.includes(secret)]).toEqual([name, false]);
  }
  // What is told of the victim is what is told of somebody who does not exist
  const preview = async (member: Credential) =>
    (
      await house.call('sharing.preview', {
        token: stranger.token,
        body: { family: 'gansu', kinship: 'parent', member },
      })
    ).ok;
  const nobody = {
    name: '陌生人',
    certificateNumber: withCheckDigit(`110101${victim.certificateNumber.slice(6, 14)}111`),
  };
  expect(await preview(identity)).toEqual(await preview(nobody));
});

test('no log line holds personal data', async () => {
  await house.call('session.sendSmsCode', { body: { phone: somebody(0).phone } });
  await fetch(`${house.url}/v1/faq/search?q=${encodeURIComponent(somebody(0).name)}`);
  await fetch(`${house.url}/${encodeURIComponent(somebody(0).name)}/${somebody(0).certificateNumber}`);
  const log = house.logLines.join('');
  expect(house.logLines.length).toBeGreaterThan(50);
  expect(log).toContain('/v1/me/sms-proofs/:proofId');
  for (const { name, certificateNumber, phone } of people) {
    for (const secret of [name, certificateNumber, phone]) if (secret !== '') expect(log).not.toContain(secret);
  }
  const personal = /\p{Script=Han}{2,}|(?<!\d)\d{17}[\dXx]|(?<!\d)1[3-9]\d{9}(?!\d)/u;
  expect(house.logLines.filter((line) => personal.test(line))).toEqual([]);
});
