import { allPacks } from '@gongji/shared/policy/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { venueSeeds } from '../../../seed/venues/index';
import { startTestHouse, type TestHouse } from '../../test-house';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house.stop());

const list = async (region?: string) => (await house.call('venue.list', { query: region ? { region } : {} })).ok.items;

describe('where to go, without signing in', () => {
  test.each(
    allPacks.filter((pack) => pack.isOpen.value).map((pack) => [pack.words.region, pack] as const),
  )('%s: its own window comes first, with the papers that its pack asks for', async (word, pack) => {
    const items = await list(pack.region);
    expect(items[0]).toMatchObject({
      kind: 'bind',
      region: pack.region,
      regionWord: word,
      name: pack.desk.where.value,
      bring: [...pack.desk.bring.value],
      phone: '12393',
    });
    expect(items.some(({ kind }) => kind === 'claim')).toBe(pack.claims.value.isPossible);
    expect(items.at(-1)?.region).toBe('000000');
  });

  test('a city sees its province’s; a province that is not served and nobody’s region see the nation’s', async () => {
    expect((await list('520100')).map(({ id }) => id)).toEqual((await list('520000')).map(({ id }) => id));
    const national = (await list()).map(({ id }) => id);
    expect(national).toEqual(['hotline', 'county-counters']);
    expect((await list('610000')).map(({ id }) => id)).toEqual(national);
  });

  test('no address and no hours are made up: each line says where it comes from, and to ask first', async () => {
    for (const { id, name, note } of await list('130000')) {
      expect(`${id} ${name}`).not.toMatch(/\d+号|路|街/);
      expect(note).toMatch(/12393|热线|可以打/);
    }
    for (const { sources, verifiedOn, hours } of venueSeeds) {
      expect(sources.length).toBeGreaterThan(0);
      expect(verifiedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(hours).toBeUndefined();
    }
  });

  test('an unknown field and a wrong region are refused; what the client holds is not sent again', async () => {
    expect((await house.call('venue.list', { query: { region: '贵州' } })).status).toBe(400);
    expect((await house.call('venue.list', { query: { city: '1' } as never })).status).toBe(400);
    const first = await house.call('venue.list', { query: { region: '520000' } });
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^".+"$/);
    const headers = { 'if-none-match': etag };
    expect((await house.call('venue.list', { query: { region: '520000' }, headers })).status).toBe(304);
    expect((await house.call('venue.list', { query: { region: '620000' }, headers })).status).toBe(200);
  });
});
