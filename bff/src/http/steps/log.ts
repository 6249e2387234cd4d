import type { Logger } from 'pino';
import type { Step } from '../exchange';

/** One line per request: template, never the real path or query, which may hold codes, names or what somebody searched for. */
export const log =
  (logger: Logger): Step =>
  async (ctx, next) => {
    const startedAt = process.hrtime.bigint();
    try {
      await next();
    } finally {
      const ms = Number((process.hrtime.bigint() - startedAt) / 10_000n) / 100;
      logger.info(
        {
          requestId: ctx.state.requestId,
          method: ctx.method,
          route: ctx.state.template ?? '(none)',
          status: ctx.status,
          ms,
        },
        'request',
      );
    }
  };
