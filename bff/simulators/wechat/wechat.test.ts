import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { wechatOverHttp } from '../../src/gateways/wechat/http';
import type { WechatGateway } from '../../src/gateways/wechat/port';
import { doorsOf } from '../server/test-doors';
import { startWechat } from './index';

let sim: Awaited<ReturnType<typeof startWechat>>;
let doors: ReturnType<typeof doorsOf>;
let gateway: WechatGateway;

const open = (changes: { secret?: string; url?: string; timeoutMs?: number } = {}) =>
  wechatOverHttp({
    url: sim.bffEnv.WECHAT_URL as string,
    appId: sim.bffEnv.WECHAT_APPID as string,
    secret: sim.bffEnv.WECHAT_SECRET as string,
    timeoutMs: 400,
    ...changes,
  });

beforeAll(async () => {
  sim = await startWechat({ port: 0 });
  doors = doorsOf(sim.url);
  gateway = open();
});
afterEach(() => doors.healFaults());
afterAll(async () => {
  await gateway.close();
  await sim.stop();
});

const mint = async (wanted: object = {}) =>
  (await doors.post('/sim/codes', wanted)) as { code: string; openid: string; phoneCode: string };
const wang = { name: '王建国', certificateNumber: '620102198001011232' };
let serial = 0;
const nextSeqNo = () => `test-${++serial}`;

test('a login code gives its openid once', async () => {
  const { code, openid } = await mint();
  expect(await gateway.codeToSession(code)).toEqual({ openid, unionid: expect.stringMatching(/^sim-u/) });
  await expect(gateway.codeToSession(code)).rejects.toMatchObject({ kind: 'rejected', vendorCode: '40029' });
});

test('a login code is gone after five minutes', async () => {
  const { code } = await mint();
  await doors.advance(301);
  await expect(gateway.codeToSession(code)).rejects.toMatchObject({ vendorCode: '40029' });
});

test('a blocked user, a wrong secret', async () => {
  const { code, openid } = await mint();
  await doors.post('/sim/blocked', { openid });
  await expect(gateway.codeToSession(code)).rejects.toMatchObject({ kind: 'rejected', vendorCode: '40226' });
  const stranger = open({ secret: 'guessed' });
  await expect(stranger.codeToSession(code)).rejects.toMatchObject({ vendorCode: '40125' });
  await expect(stranger.phoneNumber('x')).rejects.toMatchObject({ vendorCode: '40125' });
  await stranger.close();
});

test('a phone code gives the number once', async () => {
  const { phoneCode } = await mint({ phone: '13800001111' });
  expect(await gateway.phoneNumber(phoneCode)).toBe('13800001111');
  await expect(gateway.phoneNumber(phoneCode)).rejects.toMatchObject({ kind: 'rejected', vendorCode: '40029' });
});

test('an expired or revoked interface token is renewed without the caller noticing', async () => {
  await doors.advance(7300);
  expect(await gateway.phoneNumber((await mint({ phone: '13800002222' })).phoneCode)).toBe('13800002222');
  await fetch(`${sim.url}/sim/tokens`, { method: 'DELETE' });
  expect(await gateway.phoneNumber((await mint({ phone: '13800003333' })).phoneCode)).toBe('13800003333');
});

test('a call without a good token is refused with 40001', async () => {
  const answer = await fetch(`${sim.url}/wxa/business/getuserphonenumber?access_token=nonsense`, {
    method: 'POST',
    body: '{}',
  });
  expect(await answer.json()).toMatchObject({ errcode: 40001 });
});

test('stable_token: same token while it lives; forced at most every 30 s and 20 times a day', async () => {
  const ask = async (isForced: boolean) => {
    const { WECHAT_APPID: appid, WECHAT_SECRET: secret } = sim.bffEnv;
    const body = JSON.stringify({ grant_type: 'client_credential', appid, secret, force_refresh: isForced });
    return (await (await fetch(`${sim.url}/cgi-bin/stable_token`, { method: 'POST', body })).json()) as Record<
      string,
      unknown
    >;
  };
  const first = await ask(false);
  expect((await ask(false)).access_token).toBe(first.access_token);
  const forced = await ask(true);
  expect(forced.access_token).not.toBe(first.access_token);
  expect((await ask(true)).access_token).toBe(forced.access_token);
  for (let turn = 0; turn < 19; turn += 1) {
    await doors.advance(31);
    expect((await ask(true)).errcode).toBeUndefined();
  }
  await doors.advance(31);
  expect((await ask(true)).errcode).toBe(45009);
});

test('face: pending, then passed when the person named stands there', async () => {
  const { openid } = await mint();
  const request = { outSeqNo: nextSeqNo(), openid, ...wang };
  const { verifyId } = await gateway.startFace(request);
  expect(await gateway.queryFace({ ...request, verifyId })).toBe('pending');
  await doors.post(`/sim/faces/${verifyId}`, { result: 'pass' });
  expect(await gateway.queryFace({ ...request, verifyId })).toBe('passed');
});

test('face: somebody else in front of the camera fails, and a failure may be tried again', async () => {
  const { openid } = await mint();
  const request = { outSeqNo: nextSeqNo(), openid, ...wang };
  const { verifyId } = await gateway.startFace(request);
  const actor = { name: '李红', certificateNumber: '620102199003043229' };
  await doors.post(`/sim/faces/${verifyId}`, { result: 'pass', actor });
  expect(await gateway.queryFace({ ...request, verifyId })).toBe('failed');
  await doors.post(`/sim/faces/${verifyId}`, { result: 'cancel' });
  expect(await gateway.queryFace({ ...request, verifyId })).toBe('failed');
  await doors.post(`/sim/faces/${verifyId}`, { result: 'pass', actor: wang });
  expect(await gateway.queryFace({ ...request, verifyId })).toBe('passed');
});

test('face: another person, user or number at the query is rejected, never passed', async () => {
  const { openid } = await mint();
  const request = { outSeqNo: nextSeqNo(), openid, ...wang };
  const { verifyId } = await gateway.startFace(request);
  await doors.post(`/sim/faces/${verifyId}`, { result: 'pass' });
  const ask = (changes: object) => gateway.queryFace({ ...request, verifyId, ...changes });
  await expect(ask({ name: '王建军' })).rejects.toMatchObject({ kind: 'rejected', vendorCode: '40097' });
  await expect(ask({ openid: (await mint()).openid })).rejects.toMatchObject({ vendorCode: '40003' });
  await expect(ask({ verifyId: 'sim-face-unknown' })).rejects.toMatchObject({ vendorCode: '84001' });
  await expect(gateway.startFace(request)).rejects.toMatchObject({ kind: 'rejected', vendorCode: '86001' });
});

test('cert_hash is as in the published example', async () => {
  const { certHash } = await import('../../src/gateways/wechat/wire');
  const published = '3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b';
  expect(certHash('张三', '310101199801011234')).toBe(published);
  const joined = 'cert_type=SURFTlRJVFlfQ0FSRA==&cert_name=5byg5LiJ&cert_no=MzEwMTAxMTk5ODAxMDExMjM0';
  expect(createHash('sha256').update(joined).digest('hex')).toBe(published);
});

test('subscribe: only as often as the person allowed, with a long text cut', async () => {
  const { openid } = await mint();
  const templateId = 'sim-template-invitation';
  const data = { thing1: '您的家人邀请您加入医保个人账户家庭共济并请您确认', thing2: '甘肃省', date3: '2026-11-23' };
  expect(await gateway.sendSubscribe({ openid, templateId, data })).toBe('notSubscribed');
  await doors.post('/sim/subscriptions', { openid, templateId });
  expect(await gateway.sendSubscribe({ openid, templateId, data, page: 'pages/home/index' })).toBe('sent');
  expect(await gateway.sendSubscribe({ openid, templateId, data })).toBe('notSubscribed');
  const { messages } = (await doors.get(`/sim/messages?openid=${openid}`)) as {
    messages: { data: { thing1: string } }[];
  };
  expect(messages).toHaveLength(1);
  expect([...(messages[0]?.data.thing1 ?? '')]).toHaveLength(20);
  await expect(gateway.sendSubscribe({ openid, templateId: 'x', data })).rejects.toMatchObject({ vendorCode: '40037' });
  await expect(gateway.sendSubscribe({ openid, templateId, data: {} })).rejects.toMatchObject({ vendorCode: '47003' });
  await expect(gateway.sendSubscribe({ openid, templateId, data, page: '/x' })).rejects.toMatchObject({
    vendorCode: '41030',
  });
});

test('a dropped reply to a login is not repeated: the code is spent and the outcome unknown', async () => {
  const { code } = await mint();
  await doors.fault({ kind: 'dropAfterWork', match: '/sns/jscode2session', times: 1 });
  await expect(gateway.codeToSession(code)).rejects.toMatchObject({ kind: 'unavailable', isOutcomeUnknown: true });
  await expect(gateway.codeToSession(code)).rejects.toMatchObject({ vendorCode: '40029' });
});

test('a query survives a dropped reply, a 500 and a slow answer; a start does not try again', async () => {
  const { openid } = await mint();
  const request = { outSeqNo: nextSeqNo(), openid, ...wang };
  const { verifyId } = await gateway.startFace(request);
  for (const kind of ['dropAfterWork', 'error500', 'slow']) {
    await doors.fault({ kind, match: '/cityservice/face/identify/queryverifyinfo', times: 1, delayMs: 1000 });
    expect(await gateway.queryFace({ ...request, verifyId })).toBe('pending');
  }
  const again = { ...request, outSeqNo: nextSeqNo() };
  await doors.fault({ kind: 'slow', match: '/cityservice/face/identify/getverifyid', times: 1, delayMs: 1000 });
  await expect(gateway.startFace(again)).rejects.toMatchObject({ kind: 'timeout', isOutcomeUnknown: true });
  await expect(gateway.startFace(again)).rejects.toMatchObject({ vendorCode: '86001' });
});

test('nobody listens: unavailable, and it is certain that nothing was done', async () => {
  const nobody = await startWechat({ port: 0 });
  await nobody.stop();
  const lost = open({ url: nobody.url });
  await expect(lost.codeToSession('x')).rejects.toMatchObject({ kind: 'unavailable', isOutcomeUnknown: false });
  await lost.close();
});

test('the page of waiting faces shows masked names and its buttons work', async () => {
  const { openid } = await mint();
  const request = { outSeqNo: nextSeqNo(), openid, ...wang };
  const { verifyId } = await gateway.startFace(request);
  const html = await (await fetch(sim.url)).text();
  expect(html).toContain('王*国');
  expect(html).not.toContain('王建国');
  expect(html).not.toContain(wang.certificateNumber);
  const pressed = await fetch(`${sim.url}/sim/faces/${verifyId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'result=pass',
    redirect: 'manual',
  });
  expect(pressed.status).toBe(303);
  expect(await gateway.queryFace({ ...request, verifyId })).toBe('passed');
});
