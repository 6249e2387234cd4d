import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { post, type Simulators, startSimulators, startTestHouse, type TestHouse } from './test-house';
import { firstAdmin } from './test-operators';
import { buildPerson, familyIn, resident } from './test-people';

let simulators: Simulators;
let house: TestHouse;
let skewMs = 0;
beforeAll(async () => {
  simulators = await startSimulators();
  house = await startTestHouse({
    simulators,
    clock: () => new Date(Date.now() + skewMs),
    env: { REPLY_WAIT_MS: '300', GATEWAY_TIMEOUT_MS: '1000' },
  });
});
afterAll(async () => {
  await house?.stop();
  await simulators?.stop();
});

/** Every sample as `name{labels}` → value. */
async function read(of: { url: string } = house, headers: Record<string, string> = {}): Promise<Map<string, number>> {
  const answer = await fetch(`${of.url}/metrics`, { headers });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  const lines = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}
const has = (samples: Map<string, number>, name: string, ...labels: string[]) =>
  [...samples].find(([key]) => key.startsWith(name) && labels.every((label) => key.includes(label)))?.[1];

test('requests are timed by template and status, never by path', async () => {
  await house.call('faq.search', { query: { q: '共济秘密词' } });
  await house.call('faq.get', { params: { entryId: 'what-is-sharing' } });
  await house.call('faq.get', { params: { entryId: 'no-such-entry-here' } });
  const samples = await read();
  const name = 'gongji_http_request_seconds_count';
  expect(has(samples, name, 'route="/v1/faq/search"', 'status="200"')).toBe(1);
  expect(has(samples, name, 'route="/v1/faq/entries/:entryId"', 'status="404"')).toBe(1);
  expect(has(samples, 'gongji_http_request_seconds_bucket', 'route="/v1/faq/search"', 'le="10"')).toBe(1);
  expect(JSON.stringify([...samples])).not.toMatch(/秘密|no-such-entry-here/);
  expect(has(samples, 'gongji_process_cpu_seconds_total')).toBeGreaterThan(0);
});

test('sign-ins are counted by door and outcome', async () => {
  await house.signInByWechat();
  await house.call('session.signInByWechat', { body: { code: 'made-up' } });
  const admin = await firstAdmin(house);
  await house.call('operator.signIn', { body: { name: admin.name, password: 'wrong-password-1', code: '123456' } });
  const samples = await read();
  const name = 'gongji_sign_ins_total';
  expect(has(samples, name, 'door="wechat"', 'outcome="succeeded"')).toBe(1);
  expect(has(samples, name, 'door="wechat"', 'outcome="failed"')).toBe(1);
  expect(has(samples, name, 'door="operator"', 'outcome="failed"')).toBe(1);
});

test('owed and stuck effects, open cases and the lag of a feed follow what happens', async () => {
  const family = familyIn(house, 'hebei');
  const who = await house.enter(await buildPerson(house, { region: '130100', age: 45 }));
  const relative = await buildPerson(house, { region: '130100', age: 71, insurances: resident('130100') });
  expect(has(await read(), 'gongji_effects_owed', 'kind="registerRelation"')).toBeUndefined();
  await post(`${simulators.core}/faults`, { kind: 'error500', match: 'GJ02' });
  void (await family.add(who, relative, 'parent')).ok;
  expect(has(await read(), 'gongji_effects_owed', 'kind="registerRelation"')).toBe(1);
  expect(has(await read(), 'gongji_effects_stuck', 'kind="registerRelation"')).toBe(0);
  const stuck = async () => has(await read(), 'gongji_effects_stuck', 'kind="registerRelation"');
  for (let tries = 0; tries < 30 && (await stuck()) === 0; tries += 1) {
    skewMs += 360_000;
    await house.house.worker.runDue();
  }
  expect(await stuck()).toBe(1);
  await house.house.watch.lookOnce();
  expect(has(await read(), 'gongji_cases_open')).toBe(1);
  await fetch(`${simulators.core}/faults`, { method: 'DELETE' });
  skewMs += 360_000;
  await family.until('the effect got through', async () => {
    await house.house.worker.runDue();
    return (await stuck()) === undefined;
  });

  const lag = async () => has(await read(), 'gongji_feed_lag_seconds', 'region="130000"') ?? Number.NaN;
  await house.house.feed.readOnce();
  expect(await lag()).toBeLessThan(30);
  expect(has(await read(), 'gongji_feed_seq', 'region="130000"')).toBeGreaterThan(0);
  await post(`${simulators.core}/faults`, { kind: 'error500' });
  skewMs += 600_000;
  await house.house.feed.readOnce();
  expect(await lag()).toBeGreaterThan(590);
  await fetch(`${simulators.core}/faults`, { method: 'DELETE' });
  await house.house.feed.readOnce();
  expect(await lag()).toBeLessThan(30);
});

test('a store that cannot write is counted', async () => {
  const own = await startTestHouse({ simulators });
  try {
    await own.call('session.sendSmsCode', { body: { phone: '17800001111' } });
    expect(has(await read(own), 'gongji_store_seconds_count', 'operation="insert"')).toBeGreaterThan(0);
    expect(has(await read(own), 'gongji_store_errors_total')).toBeUndefined();
    // From now on this collection cannot be written to disk
    const file = path.join(own.config.dataDir, 'send_budgets.db');
    await rm(file);
    await mkdir(file);
    const answer = await own.call('session.sendSmsCode', { body: { phone: '17800002222' } });
    expect([answer.status, answer.error.code]).toEqual([503, 'BUSY']);
    expect(has(await read(own), 'gongji_store_errors_total', 'kind="Unavailable"')).toBeGreaterThan(0);
  } finally {
    await own.stop();
  }
});

test('only this machine, asked directly, or whoever has the token, reads the metrics', async () => {
  const status = async (of: TestHouse, headers: Record<string, string> = {}) =>
    (await fetch(`${of.url}/metrics`, { headers })).status;
  expect(await status(house)).toBe(200);
  expect(await status(house, { 'x-forwarded-for': '203.0.113.9' })).toBe(404);
  expect((await fetch(`${house.url}/metrics`, { method: 'POST' })).status).toBe(404);
  const token = 'a-token-for-prometheus-2026';
  const guarded = await startTestHouse({ simulators, env: { METRICS_TOKEN: token } });
  try {
    expect(await status(guarded)).toBe(404);
    expect(await status(guarded, { authorization: 'Bearer wrong' })).toBe(404);
    expect(await status(guarded, { authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.9' })).toBe(200);
  } finally {
    await guarded.stop();
  }
});
