import { type EndpointName, endpoints } from '@gongji/shared/contract/endpoints';
import type { EndpointRow } from '@gongji/shared/contract/row';
import { type EndpointSchemas, schemas } from '@gongji/shared/contract/schemas';
import Router from '@koa/router';
import type { Logger } from 'pino';
import type { RequestState, Route, Step } from './exchange';
import type { Handlers } from './handler';
import { HttpError } from './http-error';
import { authenticate, type ResolveCaller } from './steps/authenticate';
import { authorise } from './steps/authorise';
import { body } from './steps/body';
import { operatorSession, type ResolveOperator } from './steps/operator-session';
import { run } from './steps/run';
import { validate } from './steps/validate';

export interface RoutesParts {
  handlers: Handlers<EndpointName>;
  resolveCaller: ResolveCaller;
  resolveOperator: ResolveOperator;
  isHttps: boolean;
  rateLimit: (route: Route) => Step;
  idempotency: (route: Route) => Step;
  logger: Logger;
}

/** Every route of the contract, in the order of the rows. */
export const allRoutes = (): Route[] =>
  Object.entries(endpoints).map(([name, row]) => ({
    name: name as EndpointName,
    row: row as EndpointRow,
    schemas: schemas[name as EndpointName] as EndpointSchemas,
  }));

/** Builds the router from the endpoint rows. Throws when a row has no handler: a half-built house does not open. */
export function buildRouter(parts: RoutesParts): Router<RequestState> {
  const router = new Router<RequestState>();
  const missing = allRoutes().filter((route) => typeof parts.handlers[route.name] !== 'function');
  if (missing.length > 0) throw new Error(`routes without a handler: ${missing.map((route) => route.name).join(', ')}`);
  for (const route of allRoutes()) {
    const steps: Step[] = [
      remember(route),
      parts.rateLimit(route),
      route.row.access === 'operator'
        ? operatorSession(route, parts.resolveOperator, parts.isHttps)
        : authenticate(route, parts.resolveCaller),
      authorise(route),
      body(route),
      validate(route),
      parts.idempotency(route),
      run(route, parts.handlers[route.name], parts.logger),
    ];
    router.register(route.row.path, [route.row.method], steps as never);
  }
  return router;
}

const remember =
  (route: Route): Step =>
  async (ctx, next) => {
    ctx.state.template = route.row.path;
    // Answers of the API belong to one caller unless a handler says otherwise
    ctx.set('Cache-Control', 'no-store');
    ctx.vary('Authorization');
    await next();
  };

/** Under /v1 everything that no route took: 405 where the path exists with another method, else 404. */
export function noRoute(router: Router<RequestState>): Step {
  return async (ctx, next) => {
    if (ctx.path !== '/v1' && !ctx.path.startsWith('/v1/')) return next();
    const { path } = router.match(ctx.path, ctx.method);
    if (path.length === 0) throw new HttpError('NOT_FOUND', { message: '没有这个地址，请更新到最新版本再试。' });
    ctx.set('Allow', [...new Set(path.flatMap((layer) => layer.methods))].join(', '));
    throw new HttpError('METHOD_NOT_ALLOWED');
  };
}
