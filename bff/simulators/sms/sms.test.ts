import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { smsOverHttp } from '../../src/gateways/sms/http';
import type { SmsGateway, SmsMessage } from '../../src/gateways/sms/port';
import { doorsOf } from '../server/test-doors';
import { startSms } from './index';

let sim: Awaited<ReturnType<typeof startSms>>;
let doors: ReturnType<typeof doorsOf>;
let gateway: SmsGateway;

const open = (env: Record<string, string>, changes: object = {}) => {
  const { SMS_URL: url = '', SMS_KEY_ID: keyId = '', SMS_SECRET: secret = '' } = env;
  return smsOverHttp({ url, keyId, secret, timeoutMs: 400, ...changes });
};

beforeAll(async () => {
  sim = await startSms({ port: 0 });
  doors = doorsOf(sim.url);
  gateway = open(sim.bffEnv);
});
afterEach(() => doors.healFaults());
afterAll(async () => {
  await gateway.close();
  await sim.stop();
});

let serial = 0;
const newPhone = () => `1380000${`${++serial}`.padStart(4, '0')}`;
const login = (phone: string, code = '246810'): SmsMessage => ({
  messageId: `message-${++serial}`,
  phone,
  template: 'login-code',
  params: { code, minutes: '5' },
});
const inboxOf = async (phone: string) =>
  ((await doors.get(`/inbox?phone=${phone}`)) as { messages: { text: string; params: { code: string } }[] }).messages;

test('a message arrives, newest first, with its parameters', async () => {
  const phone = newPhone();
  await gateway.send(login(phone, '111111'));
  await gateway.send(login(phone, '222222'));
  const messages = await inboxOf(phone);
  expect(messages.map((each) => each.params.code)).toEqual(['222222', '111111']);
  expect(messages[0]?.text).toContain('验证码 222222，5 分钟内有效');
});

test('every template of the port is registered with the provider', async () => {
  const to = (phone: string) => ({ messageId: `message-${++serial}`, phone });
  const phone = newPhone();
  const all: SmsMessage[] = [
    { ...to(phone), template: 'login-code', params: { code: '1', minutes: '5' } },
    { ...to(phone), template: 'proof-code', params: { code: '1', minutes: '5' } },
    { ...to(phone), template: 'invited', params: { ownerName: '王*国' } },
    { ...to(phone), template: 'bound-by-owner', params: { ownerName: '王*国' } },
    { ...to(phone), template: 'sharing-active', params: { otherName: '王*国', regionName: '甘肃省' } },
    { ...to(phone), template: 'sharing-refused', params: { otherName: '王*国' } },
    { ...to(phone), template: 'sharing-ended', params: { otherName: '王*国' } },
    { ...to(phone), template: 'bill-paid', params: { memberName: '李*', paidOn: '2026-11-23', amountYuan: '12.30' } },
  ];
  for (const message of all) await gateway.send(message);
  const messages = await inboxOf(phone);
  expect(messages).toHaveLength(all.length);
  for (const each of messages) expect(each.text).not.toMatch(/[{}]|undefined/);
});

test('the same id sends nothing twice; with other content it is refused', async () => {
  const message = login(newPhone());
  await gateway.send(message);
  await gateway.send(message);
  expect(await inboxOf(message.phone)).toHaveLength(1);
  const other = { ...message, params: { code: '999999', minutes: '5' } } as SmsMessage;
  await expect(gateway.send(other)).rejects.toMatchObject({ kind: 'rejected', vendorCode: 'MESSAGE_ID_REUSED' });
});

test('a dropped reply, a 500 and a slow answer are repeated, and one message arrives', async () => {
  for (const kind of ['dropAfterWork', 'error500', 'slow']) {
    const message = login(newPhone());
    await doors.fault({ kind, match: '/v1/messages', times: 1, delayMs: 1000 });
    await gateway.send(message);
    expect(await inboxOf(message.phone)).toHaveLength(1);
  }
});

test('a provider that stays away ends in unavailable or timeout', async () => {
  await doors.fault({ kind: 'error500' });
  await expect(gateway.send(login(newPhone()))).rejects.toMatchObject({ kind: 'unavailable', vendorCode: 'http-500' });
  await doors.healFaults();
  await doors.fault({ kind: 'slow', delayMs: 1000 });
  await expect(gateway.send(login(newPhone()))).rejects.toMatchObject({ kind: 'timeout' });
});

test('an answer that the provider did not sign is not believed', async () => {
  await doors.fault({ kind: 'badSignature' });
  await expect(gateway.send(login(newPhone()))).rejects.toMatchObject({ kind: 'badSignature' });
  await doors.post('/sim/phones', { phone: '13900009999', delivery: 'refused' });
  await expect(gateway.send(login('13900009999'))).rejects.toMatchObject({ kind: 'badSignature' });
});

test('who cannot prove the key is refused', async () => {
  const wrongSecret = open(sim.bffEnv, { secret: 'guessed' });
  // The provider signs its refusal with the real secret, which somebody who guesses cannot check.
  await expect(wrongSecret.send(login(newPhone()))).rejects.toMatchObject({ kind: 'badSignature' });
  const wrongKey = open(sim.bffEnv, { keyId: 'nobody' });
  await expect(wrongKey.send(login(newPhone()))).rejects.toMatchObject({ kind: 'rejected', vendorCode: 'UNKNOWN_KEY' });
  const oldClock = open(sim.bffEnv, { nowMs: () => Date.now() - 3600_000 });
  await expect(oldClock.send(login(newPhone()))).rejects.toMatchObject({ vendorCode: 'STALE_TIMESTAMP' });
  await Promise.all([wrongSecret, wrongKey, oldClock].map((each) => each.close()));
});

/** A request as the protocol page describes it, made without the gateway's code. */
async function sendByHand(body: string, nonce = randomBytes(16).toString('hex'), signedBody = body) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const hash = createHash('sha256').update(signedBody).digest('hex');
  const text = ['POST', '/v1/messages', timestamp, nonce, hash].join('\n');
  const answer = await fetch(`${sim.url}/v1/messages`, {
    method: 'POST',
    headers: {
      'x-sms-key-id': sim.bffEnv.SMS_KEY_ID as string,
      'x-sms-timestamp': timestamp,
      'x-sms-nonce': nonce,
      'x-sms-signature': createHmac('sha256', sim.bffEnv.SMS_SECRET as string)
        .update(text)
        .digest('hex'),
    },
    body,
  });
  return { status: answer.status, body: (await answer.json()) as { error?: { code: string } } };
}

test('a caught request cannot be sent again, nor with another body', async () => {
  const body = JSON.stringify(login(newPhone()));
  const nonce = 'nonce-that-is-used-twice';
  expect((await sendByHand(body, nonce)).status).toBe(200);
  expect((await sendByHand(body, nonce)).body.error?.code).toBe('NONCE_REUSED');
  const other = JSON.stringify(login(newPhone()));
  expect((await sendByHand(other, undefined, body)).body.error?.code).toBe('BAD_SIGNATURE');
});

test('each malformed message is refused with its own code', async () => {
  const good = login(newPhone());
  const codeFor = async (changes: object) =>
    (await sendByHand(JSON.stringify({ ...good, ...changes }))).body.error?.code;
  expect(await codeFor({ messageId: 'short' })).toBe('BAD_REQUEST');
  expect(await codeFor({ phone: '12345' })).toBe('BAD_PHONE');
  expect(await codeFor({ template: 'toString' })).toBe('UNKNOWN_TEMPLATE');
  expect(await codeFor({ params: { code: '1' } })).toBe('BAD_PARAMS');
  expect(await codeFor({ params: { code: '1', minutes: '5', link: 'x' } })).toBe('BAD_PARAMS');
  expect((await sendByHand('no json')).body.error?.code).toBe('BAD_REQUEST');
});

test('a refused number says so, a lost message is accepted and never arrives', async () => {
  const refused = newPhone();
  await doors.post('/sim/phones', { phone: refused, delivery: 'refused' });
  await expect(gateway.send(login(refused))).rejects.toMatchObject({
    kind: 'rejected',
    vendorCode: 'NUMBER_UNREACHABLE',
  });
  const lost = newPhone();
  await doors.post('/sim/phones', { phone: lost, delivery: 'lost' });
  await gateway.send(login(lost));
  expect(await inboxOf(lost)).toHaveLength(0);
});

test('the inbox page shows the text, filters by phone and escapes', async () => {
  const phone = newPhone();
  await gateway.send({ messageId: 'message-escape', phone, template: 'invited', params: { ownerName: '<b>王</b>' } });
  const html = await (await fetch(`${sim.url}/?phone=${phone}`)).text();
  expect(html).toContain('短信收件箱（模拟）');
  expect(html).toContain('&lt;b&gt;王&lt;/b&gt;');
  expect(await (await fetch(`${sim.url}/?phone=13511112222`)).text()).toContain('还没有收到短信');
});

test('key and inbox outlive a restart; a torn last line is dropped', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sms-'));
  const folders = { dataDir: dir, keysDir: join(dir, 'keys') };
  const first = await startSms({ port: 0, ...folders });
  const message = login(newPhone());
  const before = open(first.bffEnv);
  await before.send(message);
  await before.close();
  await first.stop();
  const file = join(dir, 'sms-inbox.jsonl');
  await writeFile(file, `${await readFile(file, 'utf8')}{"messageId":"to`);
  const second = await startSms({ port: 0, ...folders });
  expect(second.bffEnv.SMS_SECRET).toBe(first.bffEnv.SMS_SECRET);
  const after = open(second.bffEnv);
  await after.send(message);
  await after.send(login(message.phone, '777777'));
  await after.close();
  await second.stop();
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { params: { code: string } }).params.code)).toEqual([
    '246810',
    '777777',
  ]);
  await rm(dir, { recursive: true });
});
