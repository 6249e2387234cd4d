import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { OPERATOR_ROLES } from '@gongji/shared/contract/operator-roles';
import { certificateCheckDigit } from '@gongji/shared/domain/certificate';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignedIn, startTestHouse, type TestHouse } from '../test-house';
import { firstAdmin, newOperator, type TestOperator } from '../test-operators';
import { buildPerson, resident } from '../test-people';
import type { Route } from './exchange';
import { allRoutes } from './routes';
import { type HostileRequest, hostileRequests, namelessRequests, send } from './test-hostile';

/** Fixed, so that a failure can be seen again; another one by HOSTILE_SEED. */
const SEED = Number(process.env.HOSTILE_SEED ?? 20_261_123);
const RUNS = Number(process.env.HOSTILE_RUNS ?? 60);
/** A console session notes when it was last used, whatever was asked: that is no trace of the request. */
const TOUCHED_BY_USE = new Set(['operator_sessions.db']);

describe('hostile requests on every row', () => {
  let house: TestHouse;
  let citizen: SignedIn;
  let operator: TestOperator;

  beforeAll(async () => {
    house = await startTestHouse();
    citizen = await house.enter(await buildPerson(house, { region: '620100', age: 45 }));
    operator = await newOperator(house, await firstAdmin(house), [...OPERATOR_ROLES]);
  });
  afterAll(() => house?.stop());

  /** What lies in the data folder, file by file. */
  async function lying(): Promise<Map<string, string>> {
    const folder = house.config.dataDir;
    const files = (await readdir(folder)).filter((name) => name.endsWith('.db') && !TOUCHED_BY_USE.has(name)).sort();
    const digests = files.map(async (name) => {
      const bytes = await readFile(path.join(folder, name));
      return [name, createHash('sha256').update(bytes).digest('hex')] as const;
    });
    return new Map(await Promise.all(digests));
  }

  /** Headers of somebody who may use the row. */
  function allowedOn({ row }: Route): Record<string, string> {
    if (row.access === 'operator') return { cookie: operator.cookie, 'x-csrf-token': operator.csrfToken };
    return row.access === 'public' ? {} : { authorization: `Bearer ${citizen.token}` };
  }

  async function isRefused(request: HostileRequest): Promise<void> {
    const { status, text } = await send(house.url, request);
    const seen = `${request.wrong}: ${status} ${text.slice(0, 300)}`;
    expect(status, seen).toBeGreaterThanOrEqual(400);
    expect(status, seen).toBeLessThan(500);
    // What Node itself refuses (headers or address too large) has no body of ours.
    if (text !== '') expect(JSON.parse(text).error?.message, seen).toMatch(/\p{Script=Han}/u);
  }

  const failures = () => house.logLines.filter((line) => line.includes('"level":50')).length;

  it.each(allRoutes().map((route) => [route.name, route] as const))('%s: 4xx, and nothing stored', async (_, route) => {
    const [before, failuresBefore] = [await lying(), failures()];
    await fc.assert(fc.asyncProperty(hostileRequests(route, allowedOn(route)), isRefused), {
      seed: SEED,
      numRuns: RUNS,
      interruptAfterTimeLimit: 60_000,
    });
    expect(await lying()).toEqual(before);
    expect(failures()).toBe(failuresBefore);
  });

  it('a name that nobody can have: 4xx on every row that takes a name, and nothing kept but the key of the try', async () => {
    const requests = allRoutes()
      // Operators' sign-in names are made up, not people's.
      .filter(({ row }) => !row.path.startsWith('/v1/operator'))
      .flatMap((route) => namelessRequests(route, allowedOn(route)));
    expect(requests.length).toBeGreaterThan(20);
    const withoutTries = async () =>
      [...(await lying())].filter(([name]) => name !== 'idempotency_keys.db' && name !== 'operator_tries.db');
    const before = await withoutTries();
    for (const request of requests) await isRefused(request);
    expect(await withoutTries()).toEqual(before);
  });

  it.each([
    '龘',
    '䶮',
    '𠮷',
    '欧阳·龘',
    '阿卜杜·热合曼',
  ])('a person named %s is asked for like any other', async (name) => {
    const first17 = `62010019900307${String(name.codePointAt(0)).slice(-3)}`;
    const member = { name, certificateNumber: first17 + certificateCheckDigit(first17) };
    const body = { family: 'hebei', kinship: 'parent' as const, member };
    const preview = await house.call('sharing.preview', { token: citizen.token, body });
    expect(preview.ok.isPossible).toBe(false);
    const added = await house.call('sharing.addMember', { token: citizen.token, body });
    expect(added.status).toBe(422);
    expect(added.error.refusal?.because).toMatch(/\p{Script=Han}/u);
  });

  it('still serves: a bind goes through after all this', async () => {
    const relative = await buildPerson(house, { region: '130100', age: 71, insurances: resident('130100') });
    const owner = await house.enter(await buildPerson(house, { region: '130100', age: 45 }));
    const { name, certificateNumber } = relative;
    const added = await house.call('sharing.addMember', {
      token: owner.token,
      body: { family: 'hebei', kinship: 'parent', member: { name, certificateNumber } },
    });
    expect(added.ok.sharing.members).toHaveLength(1);
  });
});
