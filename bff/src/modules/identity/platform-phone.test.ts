import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestHouse, type TestHouse } from '../../test-house';
import { post } from '../../test-simulators';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.stop());

const PHONE = '13800138123';
const codeFor = async (phone: string) =>
  (await post<{ phoneCode: string }>(`${house.simulators.wechat}/sim/codes`, { phone })).phoneCode;
const sealedFor = (phone: string) =>
  post<{ response: string; sign: string }>(`${house.simulators.alipay}/sim/phones`, { phone });
const read = (from: Parameters<typeof body>[0]) => house.call('session.readPhone', { body: body(from) });
const body = (from: { channel: 'wechat'; code: string } | { channel: 'alipay'; response: string; sign: string }) => ({
  from,
});

it("WeChat's phone button: the code gives the number once", async () => {
  const code = await codeFor(PHONE);
  expect((await read({ channel: 'wechat', code })).ok).toEqual({ phone: PHONE });
  const twice = await read({ channel: 'wechat', code });
  expect(twice.status).toBe(422);
  expect(twice.error).toMatchObject({ code: 'PHONE_NOT_READ' });
  expect(twice.error.message).toContain('直接填写');
});

it("Alipay's phone button: what Alipay signed is opened, one changed letter is not", async () => {
  const { response, sign } = await sealedFor(PHONE);
  expect((await read({ channel: 'alipay', response, sign })).ok).toEqual({ phone: PHONE });
  const other = response.startsWith('A') ? `B${response.slice(1)}` : `A${response.slice(1)}`;
  expect((await read({ channel: 'alipay', response: other, sign })).error.code).toBe('PHONE_NOT_READ');
  expect((await read({ channel: 'alipay', response, sign: 'bm90IHNpZ25lZA==' })).error.code).toBe('PHONE_NOT_READ');
});

it('a number that cannot get our SMS is not filled in, and a platform that is down says so', async () => {
  expect((await read({ channel: 'wechat', code: await codeFor('85212345678') })).error.code).toBe('PHONE_NOT_READ');
  const code = await codeFor(PHONE);
  const match = '/wxa/business/getuserphonenumber';
  await post(`${house.simulators.wechat}/faults`, { kind: 'error500', match });
  expect((await read({ channel: 'wechat', code })).error.code).toBe('PLATFORM_UNAVAILABLE');
  await fetch(`${house.simulators.wechat}/faults`, { method: 'DELETE' });
});

it('the number is in no log line and nowhere kept', () => {
  expect(house.logLines.join('')).not.toContain(PHONE);
});
