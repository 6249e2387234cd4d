import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ApiSecuritySettings } from '../../src/gateways/wechat/api-security';
import { wechatOverHttp } from '../../src/gateways/wechat/http';
import type { WechatGateway } from '../../src/gateways/wechat/port';
import { doorsOf } from '../server/test-doors';
import { startWechat } from './index';

const PHONE = '/wxa/business/getuserphonenumber';
let sim: Awaited<ReturnType<typeof startWechat>>;
let doors: ReturnType<typeof doorsOf>;
const gateways: WechatGateway[] = [];

const settings = (changes: Partial<ApiSecuritySettings> = {}): ApiSecuritySettings => ({
  symKeySn: sim.bffEnv.WECHAT_API_SYM_SN as string,
  symKey: sim.bffEnv.WECHAT_API_SYM_KEY as string,
  privateKey: sim.bffEnv.WECHAT_API_PRIVATE_KEY as string,
  platformSn: sim.bffEnv.WECHAT_API_PLATFORM_SN as string,
  platformCertificate: sim.bffEnv.WECHAT_API_PLATFORM_CERT as string,
  paths: [PHONE],
  ...changes,
});
const open = (changes: Partial<ApiSecuritySettings> = {}, sealedAtMs?: () => number) => {
  const gateway = wechatOverHttp({
    url: sim.bffEnv.WECHAT_URL as string,
    appId: sim.bffEnv.WECHAT_APPID as string,
    secret: sim.bffEnv.WECHAT_SECRET as string,
    apiSecurity: settings(changes),
    ...(sealedAtMs ? { sealedAtMs } : {}),
  });
  gateways.push(gateway);
  return gateway;
};
const mint = async () =>
  (await doors.post('/sim/codes', { phone: '13800138000' })) as { openid: string; phoneCode: string };

beforeAll(async () => {
  sim = await startWechat({ port: 0 });
  doors = doorsOf(sim.url);
});
afterEach(() => doors.healFaults());
afterAll(async () => {
  await Promise.all(gateways.map((each) => each.close()));
  await sim.stop();
});

test('a sealed call is understood, and its answer is opened', async () => {
  const { phoneCode } = await mint();
  const gateway = open();
  expect(await gateway.phoneNumber(phoneCode)).toBe('13800138000');
  // A refusal of the API itself comes sealed as well.
  await expect(gateway.phoneNumber(phoneCode)).rejects.toMatchObject({ kind: 'rejected', vendorCode: '40029' });
});

test('a path that the settings do not name goes as before', async () => {
  const { openid } = await mint();
  const message = {
    openid,
    templateId: 'sim-template-invitation',
    data: { thing1: '甲', thing2: '乙', date3: '今天' },
  };
  expect(await open().sendSubscribe(message)).toBe('notSubscribed');
});

test.each([
  ['a foreign signing key', foreignKey, '40234', /WECHAT_API_PRIVATE_KEY/],
  ['a wrong symmetric key', async () => ({ symKey: Buffer.alloc(32, 7).toString('base64') }), '40235', /SYM_KEY/],
  ['a wrong number of that key', async () => ({ symKeySn: 'sim-other' }), '40235', /SYM_KEY/],
])('%s is refused, and the operator is told where to look', async (_, changes, vendorCode, words) => {
  const { phoneCode } = await mint();
  const call = open(await changes()).phoneNumber(phoneCode);
  await expect(call).rejects.toMatchObject({
    kind: 'rejected',
    vendorCode,
    vendorMessage: expect.stringMatching(words),
  });
  expect(await open().phoneNumber(phoneCode)).toBe('13800138000');
});

test('a clock that is off is refused', async () => {
  const { phoneCode } = await mint();
  const ahead = open({}, () => Date.now() + 400_000);
  await expect(ahead.phoneNumber(phoneCode)).rejects.toMatchObject({ vendorCode: '40240' });
});

test('an answer with a spoiled signature, or of another certificate, is not believed', async () => {
  await doors.fault({ kind: 'badSignature', match: PHONE, times: 1 });
  await expect(open().phoneNumber((await mint()).phoneCode)).rejects.toMatchObject({
    kind: 'badSignature',
    vendorCode: 'signature',
  });
  const other = open({ platformSn: 'sim-never-heard-of' });
  await expect(other.phoneNumber((await mint()).phoneCode)).rejects.toMatchObject({
    kind: 'badSignature',
    vendorCode: 'unsigned',
  });
});

test('while WeChat changes its certificate, the old one and the new one are both good', async () => {
  const old = open();
  const made = (await doors.post('/sim/platform-certificate', {})) as { sn: string; publicKey: string };
  const renewed = open({ platformSn: made.sn, platformCertificate: made.publicKey });
  expect(await old.phoneNumber((await mint()).phoneCode)).toBe('13800138000');
  expect(await renewed.phoneNumber((await mint()).phoneCode)).toBe('13800138000');
});

test('an answer that is not sealed is not believed unless it refuses', async () => {
  const plain = createServer((request, response) => {
    const isToken = request.url?.startsWith('/cgi-bin/stable_token');
    const phone = { errcode: 0, phone_info: { purePhoneNumber: '13900139000', countryCode: '86' } };
    response.end(JSON.stringify(isToken ? { access_token: 'sim', expires_in: 7200 } : phone));
  });
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  const { port } = plain.address() as AddressInfo;
  const gateway = wechatOverHttp({ url: `http://127.0.0.1:${port}`, appId: 'a', secret: 's', apiSecurity: settings() });
  await expect(gateway.phoneNumber('code')).rejects.toMatchObject({ kind: 'badSignature' });
  await gateway.close();
  plain.close();
});

async function foreignKey(): Promise<Partial<ApiSecuritySettings>> {
  const other = await startWechat({ port: 0 });
  await other.stop();
  return { privateKey: other.bffEnv.WECHAT_API_PRIVATE_KEY as string };
}
