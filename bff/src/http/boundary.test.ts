import { afterAll, beforeAll, expect, test } from 'vitest';
import { GatewayError } from '../gateways/gateway-error';
import { Conflict, Invalid } from '../storage/port';
import { type ApiError, startTestHouse, type TestHouse } from '../test-house';
import type { Handler } from './handler';
import { HttpError } from './http-error';
import { startServer } from './server';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.stop());

/** The real server with one handler that misbehaves; answers what a client sees and what the log holds. */
async function withHotQuestions(handler: Handler<'faq.hot'>) {
  const parts = house.house.server;
  const server = await startServer(
    { ...parts, handlers: { ...parts.handlers, 'faq.hot': handler } },
    { host: '127.0.0.1', port: 0 },
  );
  const before = house.logLines.length;
  try {
    const response = await fetch(`${server.url}/v1/faq/hot`);
    const { error } = (await response.json()) as { error: ApiError };
    return { response, error, log: house.logLines.slice(before).join('') };
  } finally {
    await server.stop();
  }
}
const throwing = (error: unknown) => () => Promise.reject(error);

test('a reply that the contract does not name never leaves the house', async () => {
  const leak = {
    items: [{ id: 'what-is-sharing', title: '问', region: '000000', certificateNumber: '620100197805129112' }],
  };
  const { response, error, log } = await withHotQuestions(() => Promise.resolve(leak));
  expect([response.status, error.code]).toEqual([500, 'INTERNAL']);
  expect(JSON.stringify(error)).not.toContain('620100197805129112');
  expect(log).toContain('reply does not keep the contract');
  expect(log).toContain('certificateNumber');
  expect(log).not.toContain('620100197805129112');
});

test('what nobody expected is INTERNAL; its message is logged without what could be personal', async () => {
  const { error, log } = await withHotQuestions(
    throwing(new TypeError('no person 王建国 620100197805129112 19900006201 here')),
  );
  expect(error.code).toBe('INTERNAL');
  expect(error.message).not.toContain('person');
  expect(log).toContain('TypeError');
  expect(log).toContain('no person … … … here');
  expect(log).toContain(error.requestId);
  expect(log).not.toMatch(/王建国|620100197805129112|19900006201/);
});

test.each([
  ['a lost race', new Conflict('seats', 'GS:person:x'), 409, 'CONFLICT'],
  ['a mistake of ours', new Invalid('field', 'reason'), 500, 'INTERNAL'],
  [
    'a core that is away',
    new GatewayError({ kind: 'timeout', gateway: 'insurance-core', operation: '1101' }),
    503,
    'CORE_UNAVAILABLE',
  ],
  [
    'a platform that is away',
    new GatewayError({ kind: 'badSignature', gateway: 'sms', operation: 'send' }),
    503,
    'PLATFORM_UNAVAILABLE',
  ],
  ['no error at all', 'a text', 500, 'INTERNAL'],
])('%s becomes the one error shape', async (_what, thrown, status, code) => {
  const { response, error } = await withHotQuestions(throwing(thrown));
  expect([response.status, error.code]).toEqual([status, code]);
  expect(error.message).toMatch(/\p{Script=Han}/u);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('a refusal by a rule keeps its reason, its next step and its source', async () => {
  const refusal = {
    code: 'MEMBER_HAS_OWNER' as const,
    because: '已有共济人。',
    next: '先解绑。',
    sourceKey: 'GS',
    sourceTitle: '通知',
  };
  const { response, error } = await withHotQuestions(
    throwing(new HttpError('REFUSED', { message: '已有共济人。先解绑。', refusal })),
  );
  expect(response.status).toBe(422);
  expect(error).toMatchObject({ code: 'REFUSED', message: '已有共济人。先解绑。', refusal });
});

test('a house with a row that nobody answers does not open', async () => {
  const { 'faq.hot': _, ...handlers } = house.house.server.handlers;
  const start = startServer({ ...house.house.server, handlers: handlers as never }, { host: '127.0.0.1', port: 0 });
  await expect(start).rejects.toThrow('faq.hot');
});
