import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp, type Listening, listen, textOf } from './app';
import { faultSwitch, signatureToSend } from './faults';

let running: Listening;
let worked = 0;

beforeEach(async () => {
  worked = 0;
  const app = createApp();
  app.use(faultSwitch({ namesOf: (ctx) => [textOf(ctx)] }));
  app.use((ctx) => {
    worked += 1;
    ctx.set('x-signature', signatureToSend(ctx, 'abc'));
    ctx.body = { worked };
  });
  running = await listen(app, 0);
});
afterEach(() => running.stop());

const fault = (body: unknown) => fetch(`${running.url}/faults`, { method: 'POST', body: JSON.stringify(body) });
const call = (path = '/work', body = 'x') => fetch(running.url + path, { method: 'POST', body });

test('without a fault the work is done and answered', async () => {
  const answer = await call();
  expect(answer.status).toBe(200);
  expect(answer.headers.get('x-signature')).toBe('abc');
  expect(worked).toBe(1);
});

test('error500 does no work, hits as often as asked, and only what it matches', async () => {
  await fault({ kind: 'error500', match: '/work', times: 2 });
  expect((await call('/other')).status).toBe(200);
  expect((await call()).status).toBe(500);
  expect((await call()).status).toBe(500);
  expect((await call()).status).toBe(200);
  expect(worked).toBe(2);
});

test('a fault may match a name in the body', async () => {
  await fault({ kind: 'error500', match: '2207' });
  expect((await call('/work', '2206')).status).toBe(200);
  expect((await call('/work', '2207')).status).toBe(500);
});

test('dropAfterWork does the work and never answers', async () => {
  await fault({ kind: 'dropAfterWork', times: 1 });
  await expect(call()).rejects.toThrow();
  expect(worked).toBe(1);
  expect((await call()).status).toBe(200);
});

test('slow answers late, after the work', async () => {
  await fault({ kind: 'slow', delayMs: 300, times: 1 });
  const startedAt = performance.now();
  const pending = call();
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(worked).toBe(1);
  expect((await pending).status).toBe(200);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(290);
});

test('badSignature spoils the signature and DELETE clears all faults', async () => {
  await fault({ kind: 'badSignature' });
  expect((await call()).headers.get('x-signature')).toBe('0bc');
  await fetch(`${running.url}/faults`, { method: 'DELETE' });
  expect((await call()).headers.get('x-signature')).toBe('abc');
});

test('a fault that cannot be is refused', async () => {
  expect((await fault({ kind: 'meteor' })).status).toBe(400);
  expect((await fault({ kind: 'slow', times: 0 })).status).toBe(400);
  expect((await call()).status).toBe(200);
});
