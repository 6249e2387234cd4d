import type { EndpointRow } from '@gongji/shared/contract/row';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Route, Step } from '../exchange';
import { HttpError } from '../http-error';

export type RateLimitName = NonNullable<EndpointRow['rateLimit']>;
/** Requests allowed per window and client address. */
export type RateLimits = Record<RateLimitName, { points: number; windowSeconds: number }>;

/**
 * Named limits by client address, kept in this process: the first dam against floods. What must hold across processes and
 * restarts (code tries, messages per phone and day) is kept in documents by the modules.
 */
export function createRateLimits(limits: RateLimits): (route: Route) => Step {
  const limiters = new Map(
    Object.entries(limits).map(([name, { points, windowSeconds }]) => [
      name,
      new RateLimiterMemory({ keyPrefix: name, points, duration: windowSeconds }),
    ]),
  );
  return ({ row }) => {
    const limiter = row.rateLimit === undefined ? undefined : limiters.get(row.rateLimit);
    if (limiter === undefined) {
      if (row.rateLimit !== undefined) throw new Error(`no rate limit named ${row.rateLimit}`);
      return (_ctx, next) => next();
    }
    return async (ctx, next) => {
      try {
        await limiter.consume(ctx.state.ip);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw new HttpError('TOO_MANY_REQUESTS', { retryAfterSeconds: error.msBeforeNext / 1000 });
      }
      await next();
    };
  };
}
