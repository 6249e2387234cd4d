import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request as rawRequest } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { type EndpointName, endpoints } from '@gongji/shared/contract/endpoints';
import type { EndpointRow } from '@gongji/shared/contract/row';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type ApiError,
  type SignedIn,
  type Simulators,
  startSimulators,
  startTestHouse,
  type TestHouse,
} from '../test-house';

let simulators: Simulators;
let house: TestHouse;
let h5Dir: string;
let owner: SignedIn;
let phones = 0;
const newPhone = () => `1781002${String(++phones).padStart(4, '0')}`;

beforeAll(async () => {
  simulators = await startSimulators();
  h5Dir = await mkdtemp(path.join(os.tmpdir(), 'gongji-h5-'));
  await writeFile(
    path.join(h5Dir, 'index.html'),
    '<!doctype html><title>共济</title><script>window.x=1</script><script src="app.js"></script>',
  );
  await writeFile(path.join(h5Dir, 'app.0123abcd.js'), 'window.y=2');
  house = await startTestHouse({ simulators, env: { H5_DIR: h5Dir, CORS_ORIGINS: 'https://partner.example.cn' } });
  const [person] = (await house.people()).filter((each) => each.phone !== '');
  if (person === undefined) throw new Error('the simulator has nobody');
  owner = await house.enter(person);
});
afterAll(async () => {
  await house?.stop();
  await simulators?.stop();
  await rm(h5Dir, { recursive: true, force: true });
});

const send = (at: string, init: RequestInit = {}, base = house.url) => fetch(base + at, init);
const sendJson = (at: string, body: string, headers: Record<string, string> = {}) =>
  send(at, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
const errorOf = async (response: Response) => {
  const { error } = (await response.json()) as { error: ApiError };
  expect(error.requestId).toBe(response.headers.get('x-request-id'));
  expect(error.message).toMatch(/\p{Script=Han}/u);
  return { status: response.status, code: error.code, details: error.details };
};
const SMS = '/v1/sessions/sms-codes';

test('a field that nobody knows is refused by name, in body, in depth and in the query', async () => {
  expect(await errorOf(await sendJson(SMS, JSON.stringify({ phone: newPhone(), extra: 1 })))).toEqual({
    status: 400,
    code: 'UNKNOWN_FIELD',
    details: [{ field: 'extra', problem: '不认识的字段' }],
  });
  const deep = { family: 'gansu', member: { name: '王五', certificateNumber: '620100197805129112', sex: 1 } };
  expect((await errorOf(await sendJson('/v1/sharings/preview', JSON.stringify(deep)))).details?.[0]?.field).toBe(
    'member.sex',
  );
  expect((await errorOf(await send('/v1/packs?foo=1'))).details).toEqual([{ field: 'foo', problem: '不认识的字段' }]);
});

test('wrong and missing fields are told in Chinese, without repeating what was sent', async () => {
  const answer = await errorOf(await sendJson('/v1/sessions/sms', JSON.stringify({ phone: '555000111222' })));
  expect(answer).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  expect(answer.details).toEqual([
    { field: 'phone', problem: '请填 11 位手机号' },
    { field: 'code', problem: '缺少这一项' },
  ]);
});

test.each([
  ['no JSON', '{"phone":', 'NOT_JSON'],
  ['not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'NOT_JSON'],
  ['a NUL in a text', '{"phone":"1\\u0000"}', 'BAD_REQUEST'],
  ['a direction override', '{"phone":"\\u202e1"}', 'BAD_REQUEST'],
  ['half a character', '{"phone":"\\ud800"}', 'BAD_REQUEST'],
  ['a prototype key', '{"__proto__":{"x":1}}', 'BAD_REQUEST'],
  ['too deep', `${'{"a":'.repeat(20)}1${'}'.repeat(20)}`, 'BAD_REQUEST'],
  ['an array', '[]', 'BAD_REQUEST'],
  ['null', 'null', 'BAD_REQUEST'],
])('a body with %s is refused', async (_what, body, code) => {
  const response = await send(SMS, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  expect(await errorOf(response)).toMatchObject({ status: 400, code });
});

test('only JSON is read', async () => {
  const form = await send(SMS, {
    method: 'POST',
    body: 'phone=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect((await errorOf(form)).code).toBe('NOT_JSON');
  expect((await errorOf(await sendJson(SMS, '{}', { 'content-encoding': 'gzip' }))).code).toBe('NOT_JSON');
});

test('each row has its own body limit, known length or not', async () => {
  const big = JSON.stringify({ phone: '1'.repeat(2000) });
  expect(await errorOf(await sendJson(SMS, big))).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(big));
      controller.close();
    },
  });
  const chunked = await send(SMS, {
    method: 'POST',
    body: stream,
    headers: { 'content-type': 'application/json' },
    duplex: 'half',
  } as RequestInit);
  expect((await errorOf(chunked)).status).toBe(413);
  const unwanted = await send('/v1/sessions/current', {
    method: 'DELETE',
    body: '{"a":1}',
    headers: { authorization: `Bearer ${owner.token}` },
  });
  expect((await errorOf(unwanted)).code).toBe('BODY_TOO_LARGE');
});

test('404 and 405 have the shape; HEAD and an undecodable path are answered', async () => {
  expect(await errorOf(await send('/v1/nothing'))).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  const wrong = await send('/v1/packs', { method: 'DELETE' });
  expect(wrong.headers.get('allow')).toContain('GET');
  expect(await errorOf(wrong)).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
  expect((await send('/v1/packs', { method: 'HEAD' })).status).toBe(200);
  expect((await errorOf(await send('/v1/texts/%E0%A4%A'))).status).toBeLessThan(500);
});

test('every row but the public ones is closed to strangers, and proven rows to people who are not proven', async () => {
  const unproven = await house.signInByWechat();
  let closed = 0;
  for (const name of Object.keys(endpoints) as EndpointName[]) {
    const row: EndpointRow = endpoints[name];
    if (row.access === 'public' || row.access === 'operator') continue;
    closed += 1;
    const parts = row.path.match(/(?<=:)\w+/g) ?? [];
    const params = Object.fromEntries(parts.map((part) => [part, 'ABCDEFGH']));
    expect([name, (await house.call(name, { params })).error.code]).toEqual([name, 'NOT_SIGNED_IN']);
    expect([name, (await house.call(name, { params, token: 'abc' })).error.code]).toEqual([name, 'SESSION_ENDED']);
    if (row.access !== 'proven') continue;
    expect([name, (await house.call(name, { params, token: unproven.token })).error.code]).toEqual([
      name,
      'NOT_PROVEN',
    ]);
  }
  expect(closed).toBeGreaterThan(10);
});

test('idempotency keys: missing, malformed, the same again, the same for something else', async () => {
  const packs = (await house.call('policy.packs')).ok.items as unknown as {
    family: string;
    documents: { commitment?: { hash: string } };
  }[];
  const pack = packs.find((each) => each.documents.commitment !== undefined);
  const body = { family: pack?.family ?? '', textHash: pack?.documents.commitment?.hash ?? '' };
  const accept = (headers: Record<string, string>, sent: object = body) =>
    sendJson('/v1/sharings/commitments', JSON.stringify(sent), { authorization: `Bearer ${owner.token}`, ...headers });
  expect((await errorOf(await accept({}))).code).toBe('IDEMPOTENCY_KEY_MISSING');
  const malformed = await errorOf(await accept({ 'idempotency-key': 'abc' }));
  expect(malformed).toMatchObject({ status: 400, code: 'BAD_REQUEST', details: [{ field: 'Idempotency-Key' }] });
  const key = randomUUID();
  const [first, again] = [
    await accept({ 'idempotency-key': key }),
    await accept({ 'idempotency-key': key.toUpperCase() }),
  ];
  expect([first.status, again.status]).toEqual([200, 200]);
  expect(await again.json()).toEqual(await first.json());
  const other = await accept({ 'idempotency-key': key }, { ...body, textHash: 'b'.repeat(64) });
  expect(await errorOf(other)).toMatchObject({ status: 409, code: 'IDEMPOTENCY_KEY_REUSED' });
  const elsewhere = await house.call('sharing.addMember', {
    token: owner.token,
    key,
    body: { family: body.family, kinship: 'parent', member: { name: '王五', certificateNumber: '620100197805129112' } },
  });
  expect(elsewhere.error.code).toBe('IDEMPOTENCY_KEY_REUSED');
});

test('rate limits by client address: 429 with Retry-After; a forwarded address counts only from a named proxy', async () => {
  const hit = (base: string, address: string) =>
    send(
      SMS,
      { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', 'x-forwarded-for': address } },
      base,
    );
  const plain = await startTestHouse({ simulators, env: { RATE_LIMIT_LOGIN: '3' } });
  const behindProxy = await startTestHouse({
    simulators,
    env: { RATE_LIMIT_LOGIN: '3', TRUSTED_PROXY: '127.0.0.0/8' },
  });
  try {
    for (const at of [1, 2, 3]) expect((await hit(plain.url, `203.0.113.${at}`)).status).toBe(400);
    const limited = await hit(plain.url, '203.0.113.9');
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await errorOf(limited)).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
    for (const _ of [1, 2, 3]) expect((await hit(behindProxy.url, '198.51.100.7, 203.0.113.1')).status).toBe(400);
    expect((await hit(behindProxy.url, '203.0.113.1')).status).toBe(429);
    expect((await hit(behindProxy.url, '203.0.113.2')).status).toBe(400);
  } finally {
    await plain.stop();
    await behindProxy.stop();
  }
});

test('CORS is closed but for named origins; responses carry a strict policy', async () => {
  const from = (origin: string) => send('/v1/packs', { headers: { origin } });
  expect((await from('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  expect((await from('https://partner.example.cn')).headers.get('access-control-allow-origin')).toBe(
    'https://partner.example.cn',
  );
  const { headers } = await send('/');
  expect(headers.get('content-security-policy')).toMatch(/script-src 'self' 'sha256-[A-Za-z0-9+/=]+'/);
  expect(headers.get('content-security-policy')).not.toContain('unsafe-eval');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-powered-by')).toBeNull();
});

test('health, readiness, the API description and its page are served without any other site', async () => {
  expect(await (await send('/healthz')).json()).toEqual({ status: 'alive' });
  expect(await (await send('/readyz')).json()).toEqual({ status: 'ready' });
  const api = (await (await send('/openapi.json')).json()) as { paths: Record<string, Record<string, unknown>> };
  for (const row of Object.values(endpoints) as EndpointRow[]) {
    const shown = api.paths[row.path.replace(/:(\w+)/g, '{$1}')]?.[row.method.toLowerCase()];
    expect([row.path, shown]).toEqual([row.path, expect.objectContaining({ summary: row.summary })]);
  }
  const page = await (await send('/docs')).text();
  expect(page).not.toMatch(/https?:\/\//);
  for (const [, file] of page.matchAll(/(?:src|href)="([^"]+)"/g))
    expect([file, (await send(file ?? '')).status]).toEqual([file, 200]);
});

test('H5: pages fall back to index.html, files do not; hashed files are kept, the page is not', async () => {
  const page = await send('/pages/answer/index?id=x');
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  expect((await send('/app.0123abcd.js')).headers.get('cache-control')).toContain('immutable');
  expect((await errorOf(await send('/missing.js'))).status).toBe(404);
  expect((await send('/..%2f..%2fetc/passwd.txt')).status).toBe(404);
  expect((await send('/v1/unknown')).headers.get('content-type')).toContain('json');
});

test('packs carry an ETag and answer 304; texts are kept for good', async () => {
  const first = await send('/v1/packs');
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[\w-]{20,}"$/);
  const again = await send('/v1/packs', { headers: { 'if-none-match': `W/${etag}` } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const { items } = (await first.json()) as { items: { documents: { commitment?: { hash: string } } }[] };
  const hash = items.flatMap((item) => item.documents.commitment?.hash ?? [])[0] ?? '';
  const text = await send(`/v1/texts/${hash}`);
  expect(text.headers.get('cache-control')).toContain('immutable');
  expect(((await text.json()) as { paragraphs: string[] }).paragraphs.length).toBeGreaterThan(0);
  expect((await errorOf(await send(`/v1/texts/${'0'.repeat(64)}`))).code).toBe('NOT_FOUND');
});

test('a request id of a harmless form is kept, any other is replaced', async () => {
  expect((await send('/healthz', { headers: { 'x-request-id': 'abc-12345' } })).headers.get('x-request-id')).toBe(
    'abc-12345',
  );
  expect((await send('/healthz', { headers: { 'x-request-id': 'a b<script>' } })).headers.get('x-request-id')).toMatch(
    /^[0-9a-f-]{36}$/,
  );
});

test('stopping finishes what is in flight, refuses what is new, and closes kept connections', async () => {
  const own = await startTestHouse({ simulators });
  await fetch(`${simulators.sms}/faults`, {
    method: 'POST',
    body: JSON.stringify({ kind: 'slow', delayMs: 700, times: 1 }),
  });
  const agent = new Agent({ keepAlive: true });
  await new Promise((resolve) =>
    rawRequest(`${own.url}/healthz`, { agent }, (response) => response.resume().on('end', resolve)).end(),
  );
  const inFlight = own.call('session.sendSmsCode', { body: { phone: newPhone() } });
  await new Promise((resolve) => setTimeout(resolve, 250));
  const { url } = own;
  const stopped = own.stop();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  expect((await inFlight).ok.resendAfterSeconds).toBe(0);
  await stopped;
  agent.destroy();
});
