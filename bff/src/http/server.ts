import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type EndpointName, endpoints } from '@gongji/shared/contract/endpoints';
import Koa from 'koa';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics';
import { consolePages } from './console-pages';
import type { RequestState, Route, Step } from './exchange';
import type { Handlers } from './handler';
import { HttpError } from './http-error';
import { measure, metricsPage } from './metrics-page';
import { openApiOf } from './openapi';
import { docs, h5, health, inlineScriptHashes } from './pages';
import { allRoutes, buildRouter, noRoute } from './routes';
import type { ResolveCaller } from './steps/authenticate';
import { clientAddress } from './steps/client-address';
import { errors } from './steps/errors';
import { log } from './steps/log';
import type { ResolveOperator } from './steps/operator-session';
import { createRateLimits, type RateLimits } from './steps/rate-limit';
import { requestId } from './steps/request-id';
import { script, VERBATIM } from './steps/script';
import { security } from './steps/security';

/** What the server needs of the house. */
export interface ServerParts {
  handlers: Handlers<EndpointName>;
  resolveCaller: ResolveCaller;
  resolveOperator: ResolveOperator;
  idempotency: (route: Route) => Step;
  isReady(): Promise<boolean>;
  logger: Logger;
  metrics: Pick<Metrics, 'request' | 'read'>;
  settings: {
    version: string;
    rateLimits: RateLimits;
    corsOrigins: readonly string[];
    trustedProxies: readonly string[];
    isHttps: boolean;
    h5Dir?: string;
    consoleDir?: string;
    /** What `/metrics` asks for; absent: see `isMetricsOpenToLoopback`. */
    metricsToken?: string;
    isMetricsOpenToLoopback: boolean;
  };
}

export interface RunningServer {
  url: string;
  port: number;
  /** Refuses what is new, finishes what is in flight (at most `graceMs`), then resolves. */
  stop(graceMs?: number): Promise<void>;
}

const DEFAULT_GRACE_MS = 10_000;

/** Builds the application and listens. Rejects with the listen error (EADDRINUSE …) or when a row has no handler. */
export async function startServer(parts: ServerParts, at: { host: string; port: number }): Promise<RunningServer> {
  let isStopping = false;
  const app = buildApp(parts, () => isStopping);
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 5_000 },
    app.callback(),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  const host = at.host.includes(':') ? `[${at.host}]` : at.host;

  return {
    url: `http://${host}:${port}`,
    port,
    stop: (graceMs = DEFAULT_GRACE_MS) => {
      isStopping = true;
      return new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      });
    },
  };
}

function buildApp(parts: ServerParts, isStopping: () => boolean): Koa<RequestState> {
  const { settings, logger } = parts;
  const app = new Koa<RequestState>();
  app.silent = true;
  // Errors after the answer began (a client that hung up): nothing to answer, the request line is in the log
  app.on('error', () => undefined);
  const router = buildRouter({
    handlers: parts.handlers,
    resolveCaller: parts.resolveCaller,
    resolveOperator: parts.resolveOperator,
    isHttps: settings.isHttps,
    rateLimit: createRateLimits(settings.rateLimits),
    idempotency: parts.idempotency,
    logger,
  });
  const steps: Step[] = [
    requestId(),
    clientAddress(settings.trustedProxies),
    log(logger),
    measure(parts.metrics),
    closeWhenStopping(isStopping),
    ...security({
      corsOrigins: settings.corsOrigins,
      isHttps: settings.isHttps,
      scriptHashes: inlineScriptHashes(settings.h5Dir),
    }),
    script(VERBATIM.map((name) => endpoints[name].path)),
    errors(logger),
    health(parts.isReady, isStopping),
    metricsPage(parts.metrics, { token: settings.metricsToken, isOpenToLoopback: settings.isMetricsOpenToLoopback }),
    docs(openApiOf(allRoutes(), settings.version)),
    router.routes() as unknown as Step,
    noRoute(router),
    consolePages(settings.consoleDir),
    h5(settings.h5Dir),
    () => {
      throw new HttpError('NOT_FOUND');
    },
  ];
  for (const step of steps) app.use(step);
  return app;
}

/** While stopping, each answer ends its connection, so that a kept-alive client cannot hold the house open. */
const closeWhenStopping =
  (isStopping: () => boolean): Step =>
  async (ctx, next) => {
    try {
      await next();
    } finally {
      if (isStopping()) ctx.set('Connection', 'close');
    }
  };
