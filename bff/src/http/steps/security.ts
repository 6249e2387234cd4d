import cors from '@koa/cors';
import helmet from 'koa-helmet';
import type { Step } from '../exchange';

export interface SecuritySettings {
  /** Origins that may call the API from a browser beside our own; empty = none. */
  corsOrigins: readonly string[];
  /** True where people reach us by https: then browsers are told to stay there. */
  isHttps: boolean;
  /** 'sha256-…' of the inline scripts in the H5 page, so that no other inline script runs. */
  scriptHashes: readonly string[];
  /** Further origins that the H5 page may reach (none by default). */
  connectOrigins?: readonly string[];
}

/** Response headers that keep pages honest: a content security policy that H5 and the API page can live with, no framing, no sniffing. */
export function security(settings: SecuritySettings): Step[] {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...settings.scriptHashes.map((hash) => `'${hash}'`)],
        // Component libraries set style attributes from script; styles cannot run code
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", ...(settings.connectOrigins ?? [])],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(settings.isHttps ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: settings.isHttps ? { maxAge: 15_552_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
  }) as Step;
  const steps = [headers];
  if (settings.corsOrigins.length > 0) steps.push(corsFor(settings.corsOrigins));
  return steps;
}

const corsFor = (origins: readonly string[]): Step =>
  cors({
    origin: (ctx) => {
      const origin = ctx.get('origin');
      return origins.includes(origin) ? origin : '';
    },
    allowMethods: ['GET', 'POST', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'X-Request-Id', 'If-None-Match'],
    exposeHeaders: ['ETag', 'Retry-After', 'X-Request-Id'],
    maxAge: 600,
  }) as Step;
