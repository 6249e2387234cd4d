import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignedIn, type Simulators, startSimulators, startTestHouse, type TestHouse } from '../test-house';
import { traditional, wantsTraditional } from './traditional';

let simulators: Simulators;
let house: TestHouse;
let owner: SignedIn;

beforeAll(async () => {
  simulators = await startSimulators();
  house = await startTestHouse({ simulators });
  const person = (await house.people()).find(({ name }) => name === '王建国');
  if (!person) throw new Error('the simulator does not know 王建国');
  owner = await house.enter(person);
});
afterAll(async () => {
  await house?.stop();
  await simulators?.stop();
});

const get = (path: string, script: string, headers: Record<string, string> = {}) =>
  fetch(house.url + path, { headers: { 'Accept-Language': script, ...headers } });

describe('which script is asked for', () => {
  test.each([
    ['zh-Hant', true],
    ['zh-Hant;q=1, zh-Hans;q=0.5', true],
    ['zh-TW,zh;q=0.9', true],
    ['zh-HK', true],
    ['zh-Hans', false],
    ['zh-CN,zh-TW;q=0.5', false],
    ['en', false],
    ['', false],
  ])('%s: %s', (header, wants) => expect(wantsTraditional(header)).toBe(wants));
});

test('a masked name stays as it is within turned words', () => {
  expect(traditional('王*国用了我的钱')).toBe('王*国用了我的錢');
  expect(traditional('发*里、欧**国的余额')).toBe('发*里、欧**国的餘額');
});

test('an answer is turned by words, not only by characters', async () => {
  const path = (await (await get('/v1/faq/hot', 'zh-Hans')).json()) as { items: { id: string; title: string }[] };
  const turned = (await (await get('/v1/faq/hot', 'zh-Hant')).json()) as { items: { id: string; title: string }[] };
  expect(turned.items.map(({ id }) => id)).toEqual(path.items.map(({ id }) => id));
  const bound = turned.items.find(({ id }) => id === 'bound-but-not-paid');
  expect(bound?.title).toContain('綁定了');
  expect(turned.items.map(({ title }) => title).join('')).not.toMatch(/[医账户钱济]/);
});

test('each script has a tag of its own; caches are told', async () => {
  const plain = await get('/v1/packs', 'zh-Hans');
  const turned = await get('/v1/packs', 'zh-Hant');
  const tags = [plain, turned].map((answer) => answer.headers.get('etag') ?? '');
  expect(new Set(tags).size).toBe(2);
  expect(plain.headers.get('vary')).toMatch(/accept-language/i);
  expect(turned.headers.get('content-language')).toBe('zh-Hant');
  expect(await turned.text()).toContain('甘肅');
  const ask = async (script: string, tag: string) => (await get('/v1/packs', script, { 'If-None-Match': tag })).status;
  expect(await ask('zh-Hans', tags[0] ?? '')).toBe(304);
  expect(await ask('zh-Hant', tags[1] ?? '')).toBe(304);
  expect(await ask('zh-Hans', tags[1] ?? '')).toBe(200);
  expect(await ask('zh-Hant', tags[0] ?? '')).toBe(200);
  const again = await get('/v1/packs', 'zh-Hant', { 'If-None-Match': tags[1] ?? '' });
  expect(again.headers.get('etag')).toBe(tags[1]);
});

test('an error says what to do in the script that was asked for', async () => {
  const { error } = (await (await get('/v1/me', 'zh-Hant')).json()) as { error: { code: string; message: string } };
  const plain = (await (await get('/v1/me', 'zh-Hans')).json()) as { error: { code: string; message: string } };
  expect(error.code).toBe(plain.error.code);
  expect(error.message).toBe(traditional(plain.error.message));
  expect(error.message).not.toBe(plain.error.message);
});

test('my own name is not turned, the words about me are', async () => {
  const answer = await get('/v1/me', 'zh-Hant', { Authorization: `Bearer ${owner.token}` });
  const me = (await answer.json()) as { person: { maskedName: string; insurances: { insutypeWord: string }[] } };
  expect(me.person.maskedName).toBe('王*国');
  expect(me.person.insurances.map(({ insutypeWord }) => insutypeWord).join()).toContain('職工');
});

test('a question asked in Traditional characters finds the same, suggestions can be asked again', async () => {
  const ids = async (script: string, q: string) => {
    const found = (await (await get(`/v1/faq/search?q=${encodeURIComponent(q)}`, script)).json()) as {
      items: { id: string }[];
    };
    return found.items.map(({ id }) => id);
  };
  expect(await ids('zh-Hant', '綁定了為什麼刷不了')).toEqual(await ids('zh-Hans', '绑定了为什么刷不了'));
});

test('a text that people confirm is never turned', async () => {
  const packs = await (await get('/v1/packs', 'zh-Hans')).text();
  const hash = /"textHash":"([^"]+)"|"hash":"([^"]+)"/.exec(packs);
  const path = `/v1/texts/${hash?.[1] ?? hash?.[2]}`;
  const [plain, turned] = [await get(path, 'zh-Hans'), await get(path, 'zh-Hant')];
  expect(plain.status).toBe(200);
  expect(await turned.text()).toBe(await plain.text());
});

test('the table for the interface changes nothing in Traditional text and turns everyday words', async () => {
  const answer = await get('/v1/scripts/zh-hant', 'zh-Hant');
  const table = (await answer.json()) as { characters: string; words: [string, string][] };
  const pairs = new Map<string, string>();
  const letters = [...table.characters];
  for (let place = 0; place < letters.length; place += 2) pairs.set(letters[place] ?? '', letters[place + 1] ?? '');
  expect(pairs.get('医')).toBe('醫');
  for (const shared of ['后', '里', '干', '只', '台', '面']) expect(pairs.has(shared)).toBe(false);
  expect(JSON.stringify(table).length).toBeLessThan(16_000);
});
