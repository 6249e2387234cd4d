import type Koa from 'koa';
import { jsonOf, SimulatorRefusal } from './app';

/** The vendor's clock: real time plus what `POST /sim/clock {advanceSeconds}` added, so that expiry can be tried over HTTP. */
export interface SimulatedClock {
  /** Milliseconds since the epoch, as the vendor sees it. */
  nowMs(): number;
  middleware: Koa.Middleware;
}

/** A clock that runs with real time and can be moved forward through its own door. */
export function simulatedClock(): SimulatedClock {
  let offsetMs = 0;
  const nowMs = () => Date.now() + offsetMs;
  return {
    nowMs,
    middleware: async (ctx, next) => {
      if (ctx.path !== '/sim/clock' || ctx.method !== 'POST') return next();
      const seconds = jsonOf(ctx).advanceSeconds;
      if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds < 0) {
        throw new SimulatorRefusal(400, 'advanceSeconds must be a number of 0 or more');
      }
      offsetMs += seconds * 1000;
      ctx.body = { now: new Date(nowMs()).toISOString() };
    },
  };
}
