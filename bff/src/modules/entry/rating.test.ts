import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestHouse, type TestHouse } from '../../test-house';
import { ratingDefinition } from './rating.collection';
import { createRatingUseCases } from './rating.usecases';

let now = new Date('2026-11-23T02:00:00Z');
let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse({ clock: () => now });
});
afterAll(() => house.stop());

const rate = (entryId: string, isUseful: boolean, key: string = randomUUID()) =>
  house.call('faq.rate', { params: { entryId }, body: { isUseful }, key });
const counts = () =>
  createRatingUseCases({ ratings: house.house.store.collection(ratingDefinition), clock: () => now });
const day = (on: string) => ({ from: on, to: on });
const hot = async (region: string) => (await house.call('faq.hot', { query: { region } })).ok.items.map(({ id }) => id);
const passMinutes = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};

describe('was this useful', () => {
  test('counts a vote once, however often a device sends it', async () => {
    const key = randomUUID();
    for (let times = 0; times < 3; times++) {
      expect((await rate('hotline', true, key)).ok).toEqual({ entryId: 'hotline', isUseful: true });
    }
    await Promise.all(Array.from({ length: 5 }, () => rate('hotline', true, key)));
    expect(await counts().votesOf('hotline', day('2026-11-23'))).toEqual({ useful: 1, notUseful: 0 });
  });

  test('the same key for another opinion or another entry is refused and changes nothing', async () => {
    const key = randomUUID();
    await rate('privacy', true, key);
    expect((await rate('privacy', false, key)).error.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect((await rate('hotline', true, key)).error.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await counts().votesOf('privacy', day('2026-11-23'))).toEqual({ useful: 1, notUseful: 0 });
  });

  test('counts by the civil day of China, day by day', async () => {
    now = new Date('2026-11-23T17:00:00Z');
    await rate('not-me', true);
    await rate('not-me', false);
    now = new Date('2026-11-25T01:00:00Z');
    await rate('not-me', false);
    expect(await counts().votesByDay('not-me', { from: '2026-11-20', to: '2026-11-30' })).toEqual([
      { on: '2026-11-24', useful: 1, notUseful: 1 },
      { on: '2026-11-25', useful: 0, notUseful: 1 },
    ]);
  });

  test('keeps nothing about the person, and outlives a restart', async () => {
    await house.restart();
    const stored = await house.house.store.collection(ratingDefinition).find({});
    expect(stored.length).toBe(5);
    for (const document of stored) {
      expect(Object.keys(document).sort()).toEqual(['_id', 'entryId', 'isUseful', 'on', 'schemaVersion', 'version']);
    }
  });

  test('refuses what is no vote', async () => {
    expect((await rate('no-such-entry', true)).error.code).toBe('NOT_FOUND');
    expect((await rate('hotline', 'yes' as never)).status).toBe(400);
    const params = { entryId: 'hotline' };
    const unknown = { body: { isUseful: true, name: '王' } as never, params };
    expect((await house.call('faq.rate', unknown)).error.code).toBe('UNKNOWN_FIELD');
    const keyless = await fetch(`${house.url}/v1/faq/entries/hotline/ratings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"isUseful":true}',
    });
    expect(await keyless.json()).toMatchObject({ error: { code: 'IDEMPOTENCY_KEY_MISSING' } });
  });

  test('is limited by address like any flood', async () => {
    const strict = await startTestHouse({ simulators: house.simulators, env: { RATE_LIMIT_SEARCH: '3' } });
    try {
      const statuses: number[] = [];
      for (let times = 0; times < 5; times++) {
        const vote = { params: { entryId: 'hotline' }, body: { isUseful: true } };
        statuses.push((await strict.call('faq.rate', vote)).status);
      }
      expect(statuses).toEqual([200, 200, 200, 429, 429]);
    } finally {
      await strict.stop();
    }
  });
});

describe('votes move the hot questions', () => {
  test('of their own region, up and down, and are forgotten after thirty days', async () => {
    passMinutes(2);
    const before = await hot('620000');
    const [first] = before;
    if (!first) throw new Error('nothing is hot');
    expect(before).not.toContain('gansu-child');
    for (let times = 0; times < 60; times++) await rate('gansu-child', true);
    for (let times = 0; times < 20; times++) await rate(first, false);
    expect(await hot('620000')).toEqual(before);
    passMinutes(2);
    const after = await hot('620000');
    expect(after).toContain('gansu-child');
    expect(after[0]).not.toBe(first);
    expect(await hot('130000')).not.toContain('gansu-child');
    passMinutes(31 * 24 * 60);
    expect(await hot('620000')).toEqual(before);
  });
});

describe('what a client holds is not sent again', () => {
  test.each([
    ['faq.get', { params: { entryId: 'hotline' } }],
    ['faq.hot', { query: { region: '520000' } }],
    ['policy.packs', {}],
  ] as const)('%s', async (name, options) => {
    const first = await house.call(name, options as never);
    expect(first.status).toBe(200);
    expect(first.headers.get('cache-control')).toMatch(/^public, (max-age=\d+|no-cache)$/);
    const etag = first.headers.get('etag') ?? '';
    const again = await house.call(name, { ...options, headers: { 'if-none-match': `W/${etag}` } } as never);
    expect([again.status, again.text]).toEqual([304, '']);
    const other = await house.call(name, { ...options, headers: { 'if-none-match': '"other"' } } as never);
    expect(other.status).toBe(200);
  });

  test('an error is never kept', async () => {
    const missing = await house.call('faq.get', { params: { entryId: 'no-such-entry' } });
    expect([missing.status, missing.headers.get('etag')]).toEqual([404, null]);
  });
});
