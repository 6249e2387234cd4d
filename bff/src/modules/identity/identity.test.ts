import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnStores, type OpenTestStore } from '../../storage/test-stores';
import { startTestHouse, type TestHouse } from '../../test-house';

let house: TestHouse;
let nowMs = Date.now();
let phones = 0;
/** A phone that no other test uses. */
const newPhone = () => `1771001${String(++phones).padStart(4, '0')}`;
const forward = (seconds: number) => {
  nowMs += seconds * 1000;
};

const me = (token: string) => house.call('person.me', { token });
const refresh = (refreshToken: string) => house.call('session.refresh', { body: { refreshToken } });
const codeOf = async (phone: string) => /\d{6}/.exec((await house.inbox(phone))[0]?.text ?? '')?.[0] ?? '';
const sendCode = (phone: string) => house.call('session.sendSmsCode', { body: { phone } });
const signIn = (phone: string, code: string) => house.call('session.signInBySms', { body: { phone, code } });
const otherThan = (code: string, step: number) => String((Number(code) + step) % 1_000_000).padStart(6, '0');

describeOnStores('the doors', (testStore) => {
  let opened: OpenTestStore;
  beforeAll(async () => {
    opened = await testStore.open();
    house = await startTestHouse({
      ...(opened.mongoUri === undefined ? {} : { mongoUri: opened.mongoUri }),
      clock: () => new Date(nowMs),
      env: { SMS_RESEND_SECONDS: '60', SMS_PER_DAY: '4' },
    });
  });
  afterAll(async () => {
    await house?.stop();
    await opened?.dispose();
  });

  test('a code from the inbox opens the phone door, once', async () => {
    const phone = newPhone();
    expect((await sendCode(phone)).ok.resendAfterSeconds).toBe(60);
    const code = await codeOf(phone);
    const answer = await signIn(phone, code);
    expect(answer.ok).toMatchObject({ channel: 'phone', isProven: false });
    expect((await me(answer.ok.accessToken)).ok).toEqual({
      identity: { channel: 'phone', maskedPhone: `177****${phone.slice(7)}` },
    });
    expect((await signIn(phone, code)).error.code).toBe('SMS_CODE_EXPIRED');
  });

  test('five wrong codes lock it: the right one no longer helps, also after a restart', async () => {
    const phone = newPhone();
    await sendCode(phone);
    const code = await codeOf(phone);
    for (const step of [1, 2, 3])
      expect((await signIn(phone, otherThan(code, step))).error.code).toBe('SMS_CODE_WRONG');
    await house.restart();
    expect((await signIn(phone, otherThan(code, 4))).error.message).toContain('还可以试 1 次');
    expect((await signIn(phone, otherThan(code, 5))).error.code).toBe('SMS_CODE_LOCKED');
    const right = await signIn(phone, code);
    expect([right.status, right.error.code]).toEqual([429, 'SMS_CODE_LOCKED']);
  });

  test('twenty guesses at once are no more than five tries', async () => {
    const phone = newPhone();
    await sendCode(phone);
    const code = await codeOf(phone);
    const guesses = await Promise.all(Array.from({ length: 20 }, (_, at) => signIn(phone, otherThan(code, at + 1))));
    const codes = guesses.map((guess) => guess.error.code);
    expect(codes.filter((each) => each === 'SMS_CODE_WRONG')).toHaveLength(4);
    expect(codes.filter((each) => each === 'SMS_CODE_LOCKED')).toHaveLength(16);
  });

  test('a code lives five minutes', async () => {
    const phone = newPhone();
    await sendCode(phone);
    forward(301);
    expect((await signIn(phone, await codeOf(phone))).error.code).toBe('SMS_CODE_EXPIRED');
  });

  test('the next code waits 60 s and voids the one before; a day has so many', async () => {
    const phone = newPhone();
    await sendCode(phone);
    const first = await codeOf(phone);
    const tooSoon = await sendCode(phone);
    expect([tooSoon.status, tooSoon.error.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(Number(tooSoon.headers.get('retry-after'))).toBeGreaterThan(50);
    forward(61);
    expect((await sendCode(phone)).status).toBe(200);
    const second = await codeOf(phone);
    if (first !== second) expect((await signIn(phone, first)).error.code).toBe('SMS_CODE_WRONG');
    expect((await signIn(phone, second)).status).toBe(200);
    for (const _ of [3, 4]) {
      forward(61);
      expect((await sendCode(phone)).status).toBe(200);
    }
    forward(61);
    expect((await sendCode(phone)).error.message).toContain('今天');
  });

  test('a message that could not be sent may be asked for again at once', async () => {
    const phone = newPhone();
    await fault('sms', { kind: 'error500', times: 3 });
    expect((await sendCode(phone)).error.code).toBe('PLATFORM_UNAVAILABLE');
    await clearFaults('sms');
    expect((await sendCode(phone)).status).toBe(200);
  });

  test('refresh rotates; the previous token gets the same successor for 60 s; later reuse ends the session', async () => {
    const start = await house.signInByWechat();
    const [a, b] = await Promise.all([refresh(start.refreshToken), refresh(start.refreshToken)]);
    expect(a.ok.refreshToken).toBe(b.ok.refreshToken);
    expect(a.ok.refreshToken).not.toBe(start.refreshToken);
    forward(59);
    expect((await refresh(start.refreshToken)).ok.refreshToken).toBe(a.ok.refreshToken);
    expect((await me(a.ok.accessToken)).status).toBe(200);
    forward(2);
    expect((await refresh(start.refreshToken)).error.code).toBe('SESSION_ENDED');
    expect((await refresh(a.ok.refreshToken)).error.code).toBe('SESSION_ENDED');
    expect((await me(a.ok.accessToken)).error.code).toBe('SESSION_ENDED');
  });

  test('a token from two generations ago ends the session at once; a made-up one does nothing to it', async () => {
    const first = await house.signInByWechat();
    const forged = `${first.refreshToken.slice(0, -3)}AAA`;
    expect((await refresh(forged)).error.code).toBe('SESSION_ENDED');
    const second = (await refresh(first.refreshToken)).ok;
    const third = (await refresh(second.refreshToken)).ok;
    expect((await me(third.accessToken)).status).toBe(200);
    expect((await refresh(first.refreshToken)).error.code).toBe('SESSION_ENDED');
    expect((await me(third.accessToken)).error.code).toBe('SESSION_ENDED');
  });

  test('an access token lives ten minutes; a session 30 days without refresh', async () => {
    const start = await house.signInByAlipay();
    forward(601);
    expect((await me(start.token)).error.code).toBe('SESSION_ENDED');
    // A public row says so too, or a phone with a slow clock would be taken for a stranger; a token that was never ours is none.
    const preview = { body: { family: 'hebei' } };
    expect((await house.call('sharing.preview', { ...preview, token: start.token })).error.code).toBe('SESSION_ENDED');
    expect((await house.call('sharing.preview', { ...preview, token: 'never-ours' })).status).toBe(200);
    const next = (await refresh(start.refreshToken)).ok;
    expect((await me(next.accessToken)).status).toBe(200);
    forward(30 * 86_400 + 1);
    expect((await refresh(next.refreshToken)).error.code).toBe('SESSION_ENDED');
  });

  test('sessions outlive a restart', async () => {
    const before = await house.signInByWechat();
    await house.restart();
    expect((await me(before.token)).ok.identity.channel).toBe('wechat');
    expect((await refresh(before.refreshToken)).status).toBe(200);
  });

  test('signing out ends the session, and only that one', async () => {
    const [one, other] = [await house.signInByWechat('gongji-openid-1'), await house.signInByWechat('gongji-openid-1')];
    expect((await house.call('session.signOut', { token: one.token })).ok).toEqual({ isSignedOut: true });
    expect((await me(one.token)).error.code).toBe('SESSION_ENDED');
    expect((await refresh(one.refreshToken)).error.code).toBe('SESSION_ENDED');
    expect((await me(other.token)).status).toBe(200);
  });

  test('what a platform refuses is a failed login; a platform that is away says so', async () => {
    const refused = await house.call('session.signInByWechat', { body: { code: 'never-minted' } });
    expect([refused.status, refused.error.code]).toEqual([422, 'PLATFORM_LOGIN_FAILED']);
    expect((await house.call('session.signInByAlipay', { body: { code: 'never-minted' } })).error.code).toBe(
      'PLATFORM_LOGIN_FAILED',
    );
    await fault('alipay', { kind: 'badSignature', times: 1 });
    expect((await house.call('session.signInByAlipay', { body: { code: 'never-minted' } })).error.code).toBe(
      'PLATFORM_UNAVAILABLE',
    );
    await clearFaults('alipay');
  });

  test('a token signed by somebody else, or without a signature, is nothing', async () => {
    const { token } = await house.signInByWechat();
    const [header = '', payload = ''] = token.split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
    for (const forged of [`${header}.${payload}.AAAA`, `${none}.${payload}.`, 'x', `${token}x`]) {
      expect((await me(forged)).status).toBe(401);
    }
  });
});

async function fault(simulator: 'sms' | 'alipay' | 'wechat' | 'core', body: object) {
  const answer = await fetch(`${house.simulators[simulator]}/faults`, { method: 'POST', body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
}
const clearFaults = (simulator: 'sms' | 'alipay') =>
  fetch(`${house.simulators[simulator]}/faults`, { method: 'DELETE' });
