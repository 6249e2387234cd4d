import type { EndpointName } from '@gongji/shared/contract/endpoints';
import type { OperatorRole } from '@gongji/shared/contract/operator-roles';
import { Secret, TOTP } from 'otpauth';
import type { Answer, CallOptions } from './test-client';
import type { TestHouse } from './test-house';

/** An operator who has signed in, with what their browser and phone hold. */
export interface TestOperator {
  name: string;
  password: string;
  operatorId: string;
  recoveryCodes: string[];
  cookie: string;
  csrfToken: string;
  /** A code of the generator that was not used yet. */
  code(): string;
  /** Calls as the console's page does: with cookie and, where something changes, the CSRF token. */
  call<Name extends EndpointName>(name: Name, options?: CallOptions<Name>): Promise<Answer<Name>>;
}

export const PASSWORD = 'wu-liu-yi-cang-2026';

/** The cookie of a Set-Cookie header, as a browser sends it back. */
export const cookieOf = (headers: Headers): string => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';

/** A phone with a code generator: each code is asked for once, as the next step's code where this one's is spent. */
export function generator(secret: string, now: () => Date) {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 });
  let lastStep = 0;
  return () => {
    lastStep = Math.max(Math.floor(now().getTime() / 30_000), lastStep + 1);
    return totp.generate({ timestamp: lastStep * 30_000 });
  };
}

export const tokenOf = (path: string): string => path.split('/').at(-1) ?? '';

/** Goes through the set-up that a one-time link leads to; the operator is signed in afterwards. */
export async function setUp(
  house: TestHouse,
  path: string,
  who: { name?: string; displayName?: string; password?: string },
  now: () => Date = () => new Date(),
): Promise<TestOperator> {
  const token = tokenOf(path);
  const password = who.password ?? PASSWORD;
  const started = await house.call('operator.startSetup', { body: { token, ...who, password } });
  const code = generator(started.ok.secret, now);
  const confirmed = await house.call('operator.confirmTotp', { body: { token, code: code() } });
  const { recoveryCodes, me } = confirmed.ok;
  const operator: TestOperator = {
    name: me.name,
    password,
    operatorId: me.operatorId,
    recoveryCodes,
    cookie: cookieOf(confirmed.headers),
    csrfToken: me.csrfToken,
    code,
    call: (name, options = {}) =>
      house.call(name, {
        ...options,
        headers: { cookie: operator.cookie, 'x-csrf-token': operator.csrfToken, ...options.headers },
      }),
  };
  return operator;
}

/** The first admin, by the link that a start without one gives. */
export async function firstAdmin(house: TestHouse, now?: () => Date): Promise<TestOperator> {
  const path = await house.house.firstAdminPath();
  if (path === undefined) throw new Error('there is an admin already');
  return setUp(house, path, { name: 'shouren', displayName: '守仁' }, now);
}

/** Somebody who left the console idle signs in again. */
export async function signInAgain(house: TestHouse, operator: TestOperator): Promise<void> {
  const body = { name: operator.name, password: operator.password, code: operator.code() };
  const answer = await house.call('operator.signIn', { body });
  operator.csrfToken = answer.ok.csrfToken;
  operator.cookie = cookieOf(answer.headers);
}

let invited = 0;

/** An operator with these roles, invited by an admin. */
export async function newOperator(
  house: TestHouse,
  admin: TestOperator,
  roles: OperatorRole[],
  now?: () => Date,
): Promise<TestOperator> {
  invited += 1;
  const body = { name: `yuan${invited}`, displayName: `员工${invited}`, roles };
  const { path } = (await admin.call('operator.invite', { body })).ok;
  return setUp(house, path, {}, now);
}
