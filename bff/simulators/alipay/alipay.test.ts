import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AlipaySdk } from 'alipay-sdk';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { alipayOverHttp } from '../../src/gateways/alipay/http';
import type { AlipayGateway } from '../../src/gateways/alipay/port';
import { doorsOf } from '../server/test-doors';
import { startAlipay } from './index';

let sim: Awaited<ReturnType<typeof startAlipay>>;
let doors: ReturnType<typeof doorsOf>;
let gateway: AlipayGateway;
const servers: Server[] = [];

const configOf = (env: Record<string, string>) => ({
  url: env.ALIPAY_URL as string,
  appId: env.ALIPAY_APPID as string,
  privateKey: env.ALIPAY_PRIVATE_KEY as string,
  alipayPublicKey: env.ALIPAY_PUBLIC_KEY as string,
  encryptKey: env.ALIPAY_ENCRYPT_KEY as string,
  timeoutMs: 400,
});

beforeAll(async () => {
  sim = await startAlipay({ port: 0 });
  doors = doorsOf(sim.url);
  gateway = alipayOverHttp(configOf(sim.bffEnv));
});
afterEach(() => doors.healFaults());
afterAll(async () => {
  await gateway.close();
  for (const server of servers) server.close();
  await sim.stop();
});

const mint = async (wanted: object = {}) =>
  (await doors.post('/sim/codes', wanted)) as { code: string; openId: string };
const wang = { name: '王建国', certificateNumber: '620102198001011232' };
let serial = 0;
const orderNo = () => `${++serial}`.padStart(32, 'T');
const TOKEN = 'alipay.system.oauth.token';
const INITIALIZE = 'alipay.user.certify.open.initialize';
const QUERY = 'alipay.user.certify.open.query';

/** A man in the middle: passes calls on to the simulator and changes the answers. */
async function between(change: (text: string) => string): Promise<AlipayGateway> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const answer = await fetch(sim.url + request.url, { method: 'POST', headers, body: Buffer.concat(chunks) });
    response.end(change(await answer.text()));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return alipayOverHttp({ ...configOf(sim.bffEnv), url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

test('an auth code gives its open id once', async () => {
  const { code, openId } = await mint();
  expect(await gateway.codeToOpenId(code)).toEqual({ openId });
  await expect(gateway.codeToOpenId(code)).rejects.toMatchObject({ kind: 'rejected', vendorCode: 'isv.code-invalid' });
  const known = await mint({ openId: 'sim-a-known' });
  expect(await gateway.codeToOpenId(known.code)).toEqual({ openId: 'sim-a-known' });
});

test('the simulator refuses another app, another key, an unknown method', async () => {
  const other = await startAlipay({ port: 0 });
  const wrongKey = alipayOverHttp({ ...configOf(sim.bffEnv), privateKey: other.bffEnv.ALIPAY_PRIVATE_KEY as string });
  const wrongApp = alipayOverHttp({ ...configOf(sim.bffEnv), appId: 'sim-ali-other' });
  const { code } = await mint();
  await expect(wrongKey.codeToOpenId(code)).rejects.toMatchObject({ vendorCode: 'isv.invalid-signature' });
  await expect(wrongApp.codeToOpenId(code)).rejects.toMatchObject({ vendorCode: 'isv.invalid-app-id' });
  const answer = await fetch(`${sim.url}/gateway.do?method=no.such`, { method: 'POST' });
  expect(await answer.text()).toContain('isv.invalid-method');
  expect((await gateway.codeToOpenId(code)).openId).toMatch(/^sim-a/);
  await other.stop();
});

test("the vendor's own SDK accepts the simulator's signatures", async () => {
  const config = configOf(sim.bffEnv);
  const { appId, privateKey, alipayPublicKey } = config;
  const sdk = new AlipaySdk({ appId, privateKey, alipayPublicKey, keyType: 'PKCS8', gateway: `${sim.url}/gateway.do` });
  const { code, openId } = await mint();
  const answer = await sdk.exec(TOKEN, { grantType: 'authorization_code', code }, { validateSign: true });
  expect(answer.openId).toBe(openId);
});

test('an answer with a spoiled signature is not believed', async () => {
  await doors.fault({ kind: 'badSignature', match: TOKEN });
  await expect(gateway.codeToOpenId((await mint()).code)).rejects.toMatchObject({ kind: 'badSignature' });
});

test('a changed answer, a repeated member and an unsigned refusal are not believed', async () => {
  const request = { outerOrderNo: orderNo(), ...wang };
  const { certifyId } = await gateway.startCertify(request);
  const changed = await between((text) => text.replace('"passed":"F"', '"passed":"T"'));
  await expect(changed.queryCertify(certifyId)).rejects.toMatchObject({ kind: 'badSignature' });
  const forged = '"alipay_user_certify_open_query_response":{"code":"10000","passed":"T"}';
  const appended = await between((text) => text.replace(/\}$/, `,${forged}}`));
  expect(await appended.queryCertify(certifyId)).not.toBe('passed');
  const prepended = await between((text) => text.replace(/^\{/, `{${forged},`));
  await expect(prepended.queryCertify(certifyId)).rejects.toMatchObject({ kind: 'badSignature' });
  const refused = await between(() => '{"error_response":{"code":"40002","sub_code":"isv.x"}}');
  await expect(refused.queryCertify(certifyId)).rejects.toMatchObject({ kind: 'badSignature' });
  const page = await between(() => '<html>504</html>');
  await expect(page.queryCertify(certifyId)).rejects.toMatchObject({ kind: 'unavailable' });
  await Promise.all([changed, appended, prepended, refused, page].map((each) => each.close()));
});

test('certify: page, button, return to the merchant, passed', async () => {
  const returnUrl = 'http://127.0.0.1:9/h5/#/pages/proof/index?back=1&name=%E7%8E%8B';
  const { certifyId, url } = await gateway.startCertify({ outerOrderNo: orderNo(), ...wang, returnUrl });
  expect(await gateway.queryCertify(certifyId)).toBe('pending');
  const shown = await fetch(url);
  const html = await shown.text();
  expect(shown.status).toBe(200);
  expect(html).toContain('人脸识别（模拟）');
  expect(html).toContain('王*国');
  expect(html).not.toContain('王建国');
  expect(html).not.toContain(wang.certificateNumber);
  const action = /action="([^"]+)"/.exec(html)?.[1];
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const press = (result: string) =>
    fetch(sim.url + action, { method: 'POST', headers, body: `result=${result}`, redirect: 'manual' });
  expect((await press('fail')).headers.get('location')).toBe(returnUrl);
  expect(await gateway.queryCertify(certifyId)).toBe('failed');
  expect((await press('pass')).status).toBe(303);
  expect(await gateway.queryCertify(certifyId)).toBe('passed');
  expect((await fetch(url)).status).toBe(404);
});

test('a page address that the app did not sign shows no face check', async () => {
  const { url } = await gateway.startCertify({ outerOrderNo: orderNo(), ...wang });
  const other = await gateway.startCertify({ outerOrderNo: orderNo(), ...wang });
  const forged = new URL(url);
  forged.searchParams.set('biz_content', JSON.stringify({ certify_id: other.certifyId }));
  const shown = await fetch(forged);
  expect(shown.status).toBe(403);
  expect(await shown.text()).not.toContain('是本人');
});

test('somebody else in front of the camera fails', async () => {
  const { certifyId } = await gateway.startCertify({ outerOrderNo: orderNo(), ...wang });
  const actor = { name: '李红', certificateNumber: '620102199003043229' };
  await doors.post(`/sim/faces/${certifyId}`, { result: 'pass', actor });
  expect(await gateway.queryCertify(certifyId)).toBe('failed');
  await doors.post(`/sim/faces/${certifyId}`, { result: 'pass', actor: wang });
  expect(await gateway.queryCertify(certifyId)).toBe('passed');
});

test('wrong arguments, a repeated order number, an unknown or expired id', async () => {
  const request = { outerOrderNo: orderNo(), ...wang };
  const { certifyId } = await gateway.startCertify(request);
  await expect(gateway.startCertify(request)).rejects.toMatchObject({ vendorCode: 'OUTER_ORDER_NO_REPEAT' });
  const short = { ...request, outerOrderNo: 'short' };
  await expect(gateway.startCertify(short)).rejects.toMatchObject({ vendorCode: 'isv.invalid-parameter' });
  const script = { ...request, outerOrderNo: orderNo(), returnUrl: 'javascript:alert(1)' };
  await expect(gateway.startCertify(script)).rejects.toMatchObject({ vendorCode: 'isv.invalid-parameter' });
  await expect(gateway.queryCertify('nobody')).rejects.toMatchObject({ vendorCode: 'CERTIFY_ID_IS_INVALID' });
  await doors.advance(24 * 3600);
  await expect(gateway.queryCertify(certifyId)).rejects.toMatchObject({ vendorCode: 'CERTIFY_ID_IS_INVALID' });
});

test('a phone number opens only when Alipay sealed it', async () => {
  const sealed = (await doors.post('/sim/phones', { phone: '13800001111' })) as { response: string; sign: string };
  expect(gateway.openPhone(sealed)).toBe('13800001111');
  const second = (await doors.post('/sim/phones', { phone: '13900002222' })) as { response: string; sign: string };
  expect(() => gateway.openPhone({ response: second.response, sign: sealed.sign })).toThrowError(/badSignature/);
});

test('a query survives every passing fault, an exchange of a code is never repeated', async () => {
  const { certifyId } = await gateway.startCertify({ outerOrderNo: orderNo(), ...wang });
  for (const kind of ['dropAfterWork', 'error500', 'slow']) {
    await doors.fault({ kind, match: QUERY, times: 1, delayMs: 1000 });
    expect(await gateway.queryCertify(certifyId)).toBe('pending');
  }
  const { code } = await mint();
  await doors.fault({ kind: 'dropAfterWork', match: TOKEN, times: 1 });
  await expect(gateway.codeToOpenId(code)).rejects.toMatchObject({ kind: 'unavailable', isOutcomeUnknown: true });
  await doors.fault({ kind: 'slow', match: INITIALIZE, times: 1, delayMs: 1000 });
  const late = { outerOrderNo: orderNo(), ...wang };
  await expect(gateway.startCertify(late)).rejects.toMatchObject({ kind: 'timeout', isOutcomeUnknown: true });
  await expect(gateway.startCertify(late)).rejects.toMatchObject({ vendorCode: 'OUTER_ORDER_NO_REPEAT' });
});

test('errors carry no personal data', async () => {
  const request = { outerOrderNo: 'x', ...wang };
  const error: unknown = await gateway.startCertify(request).catch((caught: unknown) => caught);
  expect(JSON.stringify([String(error), Object.entries(error as object)])).not.toMatch(/王建国|620102198001011232/);
});
