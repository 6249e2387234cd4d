import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHouse, type TestHouse } from '../../test-house';

let house: TestHouse;
let nowMs = Date.now();
let phoneAt = 0;
/** A phone that no other test uses. */
const newPhone = () => `1990001${String(++phoneAt).padStart(4, '0')}`;

beforeAll(async () => {
  house = await startTestHouse({ clock: () => new Date(nowMs) });
});
afterAll(() => house?.stop());

const me = (token: string) => house.call('person.me', { token });

test('a code from the inbox opens the phone door, once', async () => {
  const phone = newPhone();
  await house.call('session.sendSmsCode', { body: { phone } });
  const code = /\d{6}/.exec((await house.inbox(phone))[0]?.text ?? '')?.[0] ?? '';
  const answer = await house.call('session.signInBySms', { body: { phone, code } });
  expect(answer.ok).toMatchObject({ channel: 'phone', isProven: false });
  expect((await me(answer.ok.accessToken)).ok).toEqual({
    identity: { channel: 'phone', maskedPhone: `199****${phone.slice(7)}` },
  });
  expect((await house.call('session.signInBySms', { body: { phone, code } })).error.code).toBe('SMS_CODE_EXPIRED');
});
