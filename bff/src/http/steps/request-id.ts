import { randomUUID } from 'node:crypto';
import type { Step } from '../exchange';

const ACCEPTED = /^[A-Za-z0-9_-]{8,64}$/;

/** Gives each request an id: the caller's own `X-Request-Id` when it has a harmless form, else a new one. Answered in the same header. */
export const requestId = (): Step => async (ctx, next) => {
  const sent = ctx.get('x-request-id');
  ctx.state.requestId = ACCEPTED.test(sent) ? sent : randomUUID();
  ctx.set('X-Request-Id', ctx.state.requestId);
  await next();
};
