import { type EndpointName, endpoints } from '@gongji/shared/contract/endpoints';
import { OPERATOR_ROLES } from '@gongji/shared/contract/operator-roles';
import type { EndpointRow } from '@gongji/shared/contract/row';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnStores, type OpenTestStore } from '../../storage/test-stores';
import { type Simulators, startSimulators, startTestHouse, type TestHouse } from '../../test-house';
import {
  cookieOf,
  firstAdmin,
  generator,
  newOperator,
  PASSWORD,
  setUp,
  type TestOperator,
  tokenOf,
} from '../../test-operators';

const operatorRows = (Object.keys(endpoints) as EndpointName[]).flatMap((name) => {
  const row: EndpointRow = endpoints[name];
  return row.access === 'operator' ? [{ name, row }] : [];
});
const ids = [
  'operatorId',
  'caseId',
  'sharingId',
  'proofId',
  'faceCheckId',
  'memberId',
  'hash',
  'noticeId',
  'sessionId',
  'requestId',
];
const params = { ...Object.fromEntries(ids.map((id) => [id, 'abcdefgh'])), code: 'ABCDEFGH', entryId: 'no-such-entry' };

describeOnStores('operators', (testStore) => {
  let simulators: Simulators;
  let house: TestHouse;
  let opened: OpenTestStore | undefined;
  let admin: TestOperator;
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs);
  const minutesLater = (minutes: number) => {
    aheadMs += minutes * 60_000;
  };

  beforeAll(async () => {
    simulators = await startSimulators();
    opened = testStore.name === 'mongo' ? await testStore.open() : undefined;
    house = await startTestHouse({
      simulators,
      clock: now,
      ...(opened?.mongoUri ? { mongoUri: opened.mongoUri } : {}),
    });
  });
  afterAll(async () => {
    await house?.stop();
    await opened?.dispose();
    await simulators?.stop();
  });

  const signIn = (who: TestOperator, sent: { password?: string; code?: string } = {}) =>
    house.call('operator.signIn', {
      body: { name: who.name, password: sent.password ?? who.password, code: sent.code ?? who.code() },
    });
  /** Signs in anew and keeps the new cookie. */
  const comeIn = async (who: TestOperator) => {
    const answer = await signIn(who);
    who.csrfToken = answer.ok.csrfToken;
    who.cookie = cookieOf(answer.headers);
    return answer;
  };

  it('the first admin comes by a one-time link that works once, and only while there is none', async () => {
    const earlier = await house.house.firstAdminPath();
    const path = (await house.house.firstAdminPath()) ?? '';
    expect(path).toMatch(/^\/console\/#\/setup\/[\w-]{43}$/);
    const look = (link: string) => house.call('operator.readInvitation', { body: { token: tokenOf(link) } });
    // A later start makes the earlier link void
    expect((await look(earlier ?? '')).error.code).toBe('OPERATOR_INVITATION_INVALID');
    expect((await look(path)).ok).toMatchObject({ kind: 'first', roles: ['admin'] });

    const start = (body: object) =>
      house.call('operator.startSetup', { body: { token: tokenOf(path), ...body } as never });
    expect((await start({ password: PASSWORD })).error.details?.[0]?.field).toBe('name');
    for (const password of ['short1', 'onlyletterslong', '123456789012', 'shouren-2026-ok', 'a1a1a1a1a1a1a1']) {
      const answer = await start({ name: 'shouren', displayName: '守仁', password });
      expect([password, answer.error.code]).toEqual([password, 'PASSWORD_WEAK']);
    }
    const { secret, otpauthUri } = (await start({ name: 'shouren', displayName: '守仁', password: PASSWORD })).ok;
    expect(otpauthUri).toContain(`secret=${secret}`);
    const confirm = (code: string) => house.call('operator.confirmTotp', { body: { token: tokenOf(path), code } });
    expect((await confirm('000000')).error.code).toBe('TOTP_WRONG');

    const code = generator(secret, now);
    const right = code();
    const both = await Promise.all([confirm(right), confirm(right)]);
    const won = both.filter((answer) => answer.status === 200);
    expect(won).toHaveLength(1);
    const answer = won[0] as (typeof both)[0];
    expect(answer.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect(new Set(answer.ok.recoveryCodes).size).toBe(10);
    expect((await confirm(code())).error.code).toBe('OPERATOR_INVITATION_INVALID');
    expect(await house.house.firstAdminPath()).toBeUndefined();
    const { me, recoveryCodes } = answer.ok;
    admin = {
      name: me.name,
      password: PASSWORD,
      operatorId: me.operatorId,
      recoveryCodes,
      cookie: cookieOf(answer.headers),
      csrfToken: me.csrfToken,
      code,
      call: (name, options = {}) =>
        house.call(name, {
          ...options,
          headers: { cookie: admin.cookie, 'x-csrf-token': admin.csrfToken, ...options.headers },
        }),
    };
    expect((await admin.call('operator.me')).ok).toMatchObject({ name: 'shouren', roles: ['admin'] });
  });

  it('signs in with both factors; a code opens once; a recovery code opens once', async () => {
    expect((await signIn(admin, { password: 'wrong-password-1' })).error.code).toBe('OPERATOR_SIGN_IN_FAILED');
    expect((await signIn(admin, { code: '000000' })).error.code).toBe('OPERATOR_SIGN_IN_FAILED');
    minutesLater(1);
    const code = admin.code();
    expect((await signIn(admin, { code })).ok.recoveryCodesLeft).toBe(10);
    expect((await signIn(admin, { code })).error.code).toBe('OPERATOR_SIGN_IN_FAILED');
    const [recovery = ''] = admin.recoveryCodes;
    expect((await signIn(admin, { code: recovery.toUpperCase() })).ok.recoveryCodesLeft).toBe(9);
    expect((await signIn(admin, { code: recovery })).error.code).toBe('OPERATOR_SIGN_IN_FAILED');
    minutesLater(1);
    const once = admin.code();
    const many = await Promise.all([1, 2, 3, 4].map(() => signIn(admin, { code: once })));
    expect(many.filter((answer) => answer.status === 200)).toHaveLength(1);
    minutesLater(20);
    await comeIn(admin);
  });

  it('locks a name after five wrong tries, parallel ones too, and tells nothing about who exists', async () => {
    const clerk = await newOperator(house, admin, ['clerk'], now);
    const wrong = await Promise.all(Array.from({ length: 12 }, () => signIn(clerk, { password: 'wrong-password-1' })));
    const codes = wrong.map((answer) => answer.error.code);
    expect(codes.filter((code) => code === 'OPERATOR_SIGN_IN_FAILED').length).toBe(4);
    expect(codes.filter((code) => code === 'OPERATOR_LOCKED').length).toBe(8);
    const locked = await signIn(clerk);
    expect([locked.status, locked.error.code]).toEqual([429, 'OPERATOR_LOCKED']);
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(800);
    await house.restart();
    expect((await signIn(clerk)).error.code).toBe('OPERATOR_LOCKED');

    const nobody = (password: string) =>
      house.call('operator.signIn', { body: { name: 'nobody-here', password, code: '123456' } });
    const asked = [];
    for (let count = 0; count < 6; count += 1) asked.push(await nobody('wrong-password-1'));
    expect(asked.map((answer) => answer.error.code)).toEqual([
      ...Array(4).fill('OPERATOR_SIGN_IN_FAILED'),
      'OPERATOR_LOCKED',
      'OPERATOR_LOCKED',
    ]);
    minutesLater(16);
    expect((await signIn(clerk)).status).toBe(200);
    await comeIn(admin);
  });

  it('every operator row is closed to strangers, to citizens, without a CSRF token, and to other roles', async () => {
    const citizen = await house.signInByWechat();
    const byRole = new Map<string, TestOperator>();
    for (const role of OPERATOR_ROLES) byRole.set(role, await newOperator(house, admin, [role], now));
    expect(operatorRows.length).toBeGreaterThan(15);
    for (const { name, row } of operatorRows) {
      expect(row.roles?.length, name).toBeGreaterThan(0);
      const as = async (headers: Record<string, string>, token?: string) =>
        (await house.call(name, { params, headers, ...(token === undefined ? {} : { token }) })).error.code;
      expect([name, await as({})]).toEqual([name, 'NOT_SIGNED_IN']);
      expect([name, await as({}, citizen.token)]).toEqual([name, 'NOT_SIGNED_IN']);
      expect([name, await as({ cookie: `gongji-operator=${citizen.token.slice(-43)}` })]).toEqual([
        name,
        'SESSION_ENDED',
      ]);
      expect([name, await as({ cookie: `gongji-operator=${'x'.repeat(43)}` })]).toEqual([name, 'SESSION_ENDED']);
      if (row.method !== 'GET') {
        const holder = byRole.get(row.roles?.[0] ?? '') as TestOperator;
        expect([name, await as({ cookie: holder.cookie })]).toEqual([name, 'CSRF_MISSING']);
        expect([name, await as({ cookie: holder.cookie, 'x-csrf-token': admin.csrfToken })]).toEqual([
          name,
          'CSRF_MISSING',
        ]);
      }
      for (const role of OPERATOR_ROLES) {
        if (row.roles?.includes(role)) continue;
        const other = byRole.get(role) as TestOperator;
        const answer = await other.call(name, { params });
        expect([name, role, answer.status, answer.error.code]).toEqual([name, role, 403, 'NOT_ALLOWED']);
      }
    }
  });

  it('a console session opens no row of citizens', async () => {
    let closed = 0;
    for (const name of Object.keys(endpoints) as EndpointName[]) {
      const row: EndpointRow = endpoints[name];
      if (row.access !== 'session' && row.access !== 'proven') continue;
      closed += 1;
      const answer = await admin.call(name, { params });
      expect([name, answer.error.code]).toEqual([name, 'NOT_SIGNED_IN']);
      const withToken = await admin.call(name, { params, token: admin.cookie.split('=')[1] ?? '' });
      expect([name, withToken.error.code]).toEqual([name, 'SESSION_ENDED']);
    }
    expect(closed).toBeGreaterThan(10);
  });

  it('leaves an idle console after 15 minutes, a busy one after 12 hours, and at once when signed out', async () => {
    const who = await newOperator(house, admin, ['editor'], now);
    for (let minutes = 0; minutes < 60; minutes += 10) {
      minutesLater(10);
      expect((await who.call('operator.me')).status).toBe(200);
    }
    minutesLater(15);
    expect((await who.call('operator.me')).error.code).toBe('SESSION_ENDED');
    await comeIn(who);
    for (let minutes = 0; minutes < 12 * 60 - 10; minutes += 10) {
      minutesLater(10);
      expect([minutes, (await who.call('operator.me')).status]).toEqual([minutes, 200]);
    }
    minutesLater(10);
    expect((await who.call('operator.me')).error.code).toBe('SESSION_ENDED');
    await comeIn(who);
    const out = await who.call('operator.signOut');
    expect(out.ok).toEqual({ isSignedOut: true });
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await who.call('operator.me')).error.code).toBe('SESSION_ENDED');
    await comeIn(admin);
  });

  it('a new password, other roles, a reset and being disabled end what is open', async () => {
    const who = await newOperator(house, admin, ['clerk'], now);
    const other = await signIn(who);
    const otherCookie = cookieOf(other.headers);
    const meBy = (cookie: string) => house.call('operator.me', { headers: { cookie } });
    const change = (body: object) => who.call('operator.changePassword', { body: body as never });
    expect((await change({ currentPassword: who.password, newPassword: 'weak', code: who.code() })).error.code).toBe(
      'PASSWORD_WEAK',
    );
    const newPassword = 'xin-mima-2027-ok';
    minutesLater(1);
    expect((await change({ currentPassword: 'wrong-password-1', newPassword, code: who.code() })).error.code).toBe(
      'OPERATOR_SIGN_IN_FAILED',
    );
    minutesLater(1);
    const changed = await change({ currentPassword: who.password, newPassword, code: who.code() });
    who.csrfToken = changed.ok.csrfToken;
    expect((await meBy(otherCookie)).error.code).toBe('SESSION_ENDED');
    expect((await meBy(who.cookie)).error.code).toBe('SESSION_ENDED');
    who.cookie = cookieOf(changed.headers);
    who.password = newPassword;
    expect((await who.call('operator.me')).status).toBe(200);

    const path = { params: { operatorId: who.operatorId } };
    expect((await admin.call('operator.setRoles', { ...path, body: { roles: ['auditor'] } })).ok.roles).toEqual([
      'auditor',
    ]);
    expect((await who.call('operator.me')).error.code).toBe('SESSION_ENDED');
    minutesLater(1);
    await comeIn(who);
    expect((await who.call('audit.list')).status).toBe(200);

    const link = (await admin.call('operator.recover', path)).ok;
    expect((await who.call('operator.me')).status).toBe(200);
    const again = await setUp(house, link.path, { password: 'zai-lai-yici-2028' }, now);
    expect(again).toMatchObject({ name: who.name, operatorId: who.operatorId });
    expect((await who.call('operator.me')).error.code).toBe('SESSION_ENDED');
    expect((await signIn(who)).error.code).toBe('OPERATOR_SIGN_IN_FAILED');

    expect((await admin.call('operator.disable', path)).ok.status).toBe('disabled');
    expect((await again.call('operator.me')).error.code).toBe('SESSION_ENDED');
    minutesLater(20);
    await comeIn(admin);
    expect((await signIn(again)).error.code).toBe('OPERATOR_SIGN_IN_FAILED');
    expect((await admin.call('operator.recover', path)).error.code).toBe('NOT_FOUND');
    expect((await admin.call('operator.enable', path)).ok.status).toBe('active');
    minutesLater(1);
    expect((await signIn(again)).status).toBe(200);

    const self = { params: { operatorId: admin.operatorId } };
    expect((await admin.call('operator.disable', self)).error.code).toBe('OPERATOR_IS_SELF');
    expect((await admin.call('operator.disable', { params: { operatorId: 'nobody-there' } })).error.code).toBe(
      'NOT_FOUND',
    );
  });

  it('invites by a link that ends after a day; a name belongs to one', async () => {
    const body = { name: 'zhanyong', displayName: '占用', roles: ['editor' as const] };
    const [first, second] = [
      await admin.call('operator.invite', { body }),
      await admin.call('operator.invite', { body }),
    ];
    const who = await setUp(house, first.ok.path, { name: 'someone-else', displayName: '别人' }, now);
    expect(who.name).toBe('zhanyong');
    const late = await house.call('operator.startSetup', {
      body: { token: tokenOf(second.ok.path), password: PASSWORD },
    });
    expect(late.error.code).toBe('OPERATOR_NAME_TAKEN');
    expect((await admin.call('operator.invite', { body })).error.code).toBe('OPERATOR_NAME_TAKEN');
    const third = await admin.call('operator.invite', { body: { ...body, name: 'laichi' } });
    minutesLater(24 * 60 + 1);
    const token = tokenOf(third.ok.path);
    expect((await house.call('operator.readInvitation', { body: { token } })).error.code).toBe(
      'OPERATOR_INVITATION_INVALID',
    );
    await comeIn(admin);
    const { items } = (await admin.call('operator.list')).ok;
    expect(items.map(({ name }) => name)).toContain('zhanyong');
    expect(JSON.stringify(items)).not.toMatch(/argon2|secret|hash/i);
  });

  it('renews recovery codes against a code of the generator', async () => {
    const who = await newOperator(house, admin, ['reviewer'], now);
    expect((await who.call('operator.renewRecoveryCodes', { body: { code: '000000' } })).error.code).toBe('TOTP_WRONG');
    const fresh = (await who.call('operator.renewRecoveryCodes', { body: { code: who.code() } })).ok.recoveryCodes;
    expect((await signIn(who, { code: who.recoveryCodes[0] ?? '' })).error.code).toBe('OPERATOR_SIGN_IN_FAILED');
    expect((await signIn(who, { code: fresh[0] ?? '' })).ok.recoveryCodesLeft).toBe(9);
  });

  it('reads the questions as operators see them', async () => {
    const { items } = (await admin.call('entry.list')).ok;
    expect(items.length).toBeGreaterThan(20);
    const id = items.find((item) => item.id === 'gansu-how-to-bind')?.id ?? '';
    const entry = (await admin.call('entry.get', { params: { entryId: id } })).ok;
    expect(entry.aliases.length).toBeGreaterThan(0);
    expect(entry).toMatchObject({ regionWord: '甘肃', isFromSeed: true });
    expect((await admin.call('entry.get', { params: { entryId: 'no-such-entry' } })).error.code).toBe('NOT_FOUND');
  });

  it('keeps no secret in the log', () => {
    const text = house.logLines.join('');
    for (const secret of [PASSWORD, admin.cookie.split('=')[1] ?? '', admin.recoveryCodes[1] ?? '', '守仁'])
      expect(text).not.toContain(secret);
  });
});

it('over https the cookie is bound to the host and to https', async () => {
  const house = await startTestHouse({ env: { PUBLIC_ORIGIN: 'https://gongji.example.cn', TRUSTED_PROXY: 'none' } });
  try {
    const admin = await firstAdmin(house);
    expect(admin.cookie).toMatch(/^__Host-gongji-operator=/);
    expect((await admin.call('operator.me')).status).toBe(200);
    const answer = await house.call('operator.signIn', {
      body: { name: admin.name, password: admin.password, code: admin.code() },
    });
    expect(answer.headers.get('set-cookie')).toMatch(/; Secure$/);
  } finally {
    await house.stop();
  }
});
