import type { EndpointName } from '@gongji/shared/contract/endpoints';
import type { Logger } from 'pino';
import type { Route, Step } from '../exchange';
import type { Handler, HandlerRequest } from '../handler';
import { HttpError } from '../http-error';
import { NotModified } from './errors';

/** Calls the handler and checks its reply against the strict response schema: what the contract does not name never leaves the house. */
export function run(route: Route, handler: Handler<EndpointName>, logger: Logger): Step {
  const call = handler as (
    request: HandlerRequest<EndpointName>,
    extras: Parameters<Handler<EndpointName>>[1],
  ) => Promise<unknown>;
  return async (ctx) => {
    const { state } = ctx;
    const request = {
      params: state.params,
      query: state.query,
      body: state.body,
      caller: state.caller,
      operator: state.operator,
      commandId: state.commandId,
      requestId: state.requestId,
      ip: state.ip,
    } as HandlerRequest<EndpointName>;
    const reply = await call(request, {
      setHeader: (name, value) => ctx.set(name, value),
      ifNoneMatch: ctx.get('if-none-match') || undefined,
      answerNotModified: () => {
        throw new NotModified();
      },
    });
    const checked = route.schemas.response.safeParse(reply);
    if (!checked.success) {
      const problems = checked.error.issues.map(({ code, path, ...rest }) => ({
        code,
        path: path.map(String).join('.'),
        ...('keys' in rest ? { keys: rest.keys } : {}),
      }));
      logger.error({ requestId: state.requestId, route: route.row.path, problems }, 'reply does not keep the contract');
      throw new HttpError('INTERNAL');
    }
    ctx.status = 200;
    ctx.type = 'application/json';
    ctx.body = JSON.stringify(checked.data);
  };
}
