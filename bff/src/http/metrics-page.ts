import { createHash, timingSafeEqual } from 'node:crypto';
import type { Metrics } from '../metrics';
import type { Step } from './exchange';
import { HttpError } from './http-error';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const digest = (text: string) => createHash('sha256').update(text).digest();

/** Times every request by its template and status, whatever came of it. */
export const measure =
  (metrics: Pick<Metrics, 'request'>): Step =>
  async (ctx, next) => {
    const startedAt = performance.now();
    try {
      await next();
    } finally {
      metrics.request({
        method: ctx.method,
        route: ctx.state.template ?? '(none)',
        status: ctx.status,
        seconds: (performance.now() - startedAt) / 1000,
      });
    }
  };

/**
 * `/metrics` for Prometheus. With a token: only for whoever sends it as `Authorization: Bearer`. Without one: only to this machine,
 * asked directly (a proxy on the same machine would let the whole world in), and never in production. Anybody else finds nothing.
 */
export function metricsPage(
  metrics: Pick<Metrics, 'read'>,
  access: { token: string | undefined; isOpenToLoopback: boolean },
): Step {
  return async (ctx, next) => {
    if (ctx.path !== '/metrics') return next();
    ctx.state.template = '/metrics';
    const isDirect = ctx.get('x-forwarded-for') === '' && ctx.get('forwarded') === '' && ctx.get('via') === '';
    const isAllowed =
      access.token === undefined
        ? access.isOpenToLoopback && isDirect && LOOPBACK.has(ctx.req.socket.remoteAddress ?? '')
        : timingSafeEqual(digest(ctx.get('authorization')), digest(`Bearer ${access.token}`));
    if (!isAllowed || ctx.method !== 'GET') throw new HttpError('NOT_FOUND');
    const { type, text } = await metrics.read();
    ctx.set('Cache-Control', 'no-store');
    ctx.status = 200;
    ctx.body = text;
    ctx.set('Content-Type', type);
  };
}
