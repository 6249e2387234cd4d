import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Tokens } from '../src/api/session';

interface Seen {
  method?: string;
  url?: string;
  authorization?: string;
  key?: string;
  body: string;
}
type Answer = { status: number; body: unknown } | 'hangUp';

let server: Server;
let seen: Seen[];
let answerTo: (request: Seen) => Answer;

const problem = (code: string, message = '不行') => ({ error: { code, message, requestId: 'r-1' } });
const tokens = (name: string, minutes = 10): Tokens => ({
  accessToken: `access-${name}`,
  accessExpiresAt: new Date(Date.now() + minutes * 60_000).toISOString(),
  refreshToken: `refresh-${name}-long-enough-to-be-one`,
  sessionId: 'ses_000001',
  channel: 'phone',
  isProven: true,
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request) body += part;
  return body;
}

/** A fresh client against this test's own server. */
async function freshApi() {
  vi.resetModules();
  vi.stubEnv('TARO_APP_API_BASE', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return import('../src/api/index');
}

beforeEach(async () => {
  seen = [];
  server = createServer(async (request, response) => {
    const one: Seen = {
      method: request.method,
      url: request.url,
      authorization: request.headers.authorization,
      key: request.headers['idempotency-key'] as string | undefined,
      body: await bodyOf(request),
    };
    seen.push(one);
    const answer = answerTo(one);
    if (answer === 'hangUp') {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

test('puts parameters and query where the row says, and sends no token while nobody is signed in', async () => {
  const { call } = await freshApi();
  answerTo = () => ({ status: 200, body: { items: [], suggestions: [] } });
  await call('faq.search', { query: { q: '绑了还是刷不了', limit: 3 } });
  await call('invitation.get', { params: { code: 'AB CD/23' } });
  expect(seen.map(({ method, url, authorization }) => ({ method, url, authorization }))).toEqual([
    {
      method: 'GET',
      url: `/v1/faq/search?q=${encodeURIComponent('绑了还是刷不了')}&limit=3`,
      authorization: undefined,
    },
    { method: 'GET', url: '/v1/invitations/AB%20CD%2F23', authorization: undefined },
  ]);
});

test('many calls with an expired token share one refresh and are all answered', async () => {
  const { call, session } = await freshApi();
  session.begin(tokens('old', -1));
  answerTo = ({ url, authorization }) => {
    if (url === '/v1/sessions/refresh') return { status: 200, body: tokens('new') };
    return authorization === 'Bearer access-new'
      ? { status: 200, body: { asOwner: [], asMember: [] } }
      : { status: 401, body: problem('SESSION_ENDED') };
  };
  const answers = await Promise.all(Array.from({ length: 8 }, () => call('sharing.list')));
  expect(answers).toHaveLength(8);
  expect(seen.filter(({ url }) => url === '/v1/sessions/refresh')).toHaveLength(1);
  expect(session.tokens()?.accessToken).toBe('access-new');
});

test('a token that the server no longer takes is changed once and the call is sent again', async () => {
  const { call, session } = await freshApi();
  session.begin(tokens('old'));
  answerTo = ({ url, authorization }) => {
    if (url === '/v1/sessions/refresh') return { status: 200, body: tokens('new') };
    return authorization === 'Bearer access-new'
      ? { status: 200, body: { asOwner: [], asMember: [] } }
      : { status: 401, body: problem('SESSION_ENDED') };
  };
  await expect(call('sharing.list')).resolves.toEqual({ asOwner: [], asMember: [] });
  expect(seen.map(({ url }) => url)).toEqual(['/v1/sharings', '/v1/sessions/refresh', '/v1/sharings']);
});

test('what anybody may read is answered without a session, once the token turns out to be over', async () => {
  const { call, session } = await freshApi();
  session.begin(tokens('old'));
  answerTo = ({ url, authorization }) => {
    if (url === '/v1/sessions/refresh') return { status: 401, body: problem('SESSION_ENDED') };
    return authorization
      ? { status: 401, body: problem('SESSION_ENDED') }
      : { status: 200, body: { items: [], suggestions: [] } };
  };
  await expect(call('faq.search', { query: { q: '怎么绑定' } })).resolves.toMatchObject({ items: [] });
  expect(session.tokens()).toBeUndefined();
});

test('a refused refresh ends the session; a tired server or a lost line does not', async () => {
  const { call, session } = await freshApi();
  session.begin(tokens('old', -1));
  answerTo = () => ({ status: 503, body: problem('BUSY') });
  await expect(call('sharing.list')).rejects.toMatchObject({ code: 'BUSY' });
  expect(session.tokens()?.accessToken).toBe('access-old');

  answerTo = () => 'hangUp';
  await expect(call('sharing.list')).rejects.toMatchObject({ name: 'NetworkError', kind: 'offline' });
  expect(session.tokens()?.accessToken).toBe('access-old');

  answerTo = () => ({ status: 401, body: problem('SESSION_ENDED', '登录已过期，请重新登录。') });
  await expect(call('sharing.list')).rejects.toMatchObject({
    code: 'SESSION_ENDED',
    message: '登录已过期，请重新登录。',
  });
  expect(session.tokens()).toBeUndefined();
});

test('one intent keeps its key until the server has answered; another intent has another key', async () => {
  const { call, session } = await freshApi();
  session.begin(tokens('one'));
  const move = (amountFen: number) =>
    call('funds.move', { params: { sharingId: 'shr_000001' }, body: { direction: 'allocate', amountFen } });
  answerTo = () => 'hangUp';
  await expect(move(100)).rejects.toMatchObject({ name: 'NetworkError' });
  answerTo = () => ({ status: 503, body: problem('CORE_UNAVAILABLE') });
  await expect(move(100)).rejects.toMatchObject({ code: 'CORE_UNAVAILABLE' });
  answerTo = () => ({ status: 200, body: { moves: [] } });
  await move(200);
  await move(100);
  await move(100);
  const keys = seen.map(({ key }) => key);
  expect(
    keys.every((key) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(key ?? '')),
  ).toBe(true);
  // Lost, busy and done at last: one key. Another amount, and the same amount asked anew: others.
  const [lost, busy, other, done, again] = keys;
  expect([busy, done]).toEqual([lost, lost]);
  expect(new Set([lost, other, again]).size).toBe(3);
});

test('a refusal comes with its reason; an answer of a stranger in between becomes plain words', async () => {
  const { call } = await freshApi();
  const refusal = { code: 'MEMBER_HAS_OWNER', because: '已经有人共济', next: '先解绑' };
  answerTo = () => ({
    status: 422,
    body: { error: { code: 'REFUSED', message: '不能办', refusal, requestId: 'r-2' } },
  });
  const asked = call('sharing.preview', { body: { family: 'gansu' } });
  await expect(asked).rejects.toMatchObject({ code: 'REFUSED', status: 422, refusal, requestId: 'r-2' });
  answerTo = () => ({ status: 502, body: '<html>Bad gateway</html>' });
  const through = call('sharing.preview', { body: { family: 'gansu' } });
  await expect(through).rejects.toMatchObject({ code: 'INTERNAL', message: expect.stringContaining('12393') });
});
