import type { EndpointName } from '@gongji/shared/contract/endpoints';
import type { EndpointRow } from '@gongji/shared/contract/row';
import type { EndpointSchemas } from '@gongji/shared/contract/schemas';
import type { Middleware, ParameterizedContext } from 'koa';
import type { Caller } from './handler';
import type { OperatorCaller } from './steps/operator-session';

/** What the pipeline knows of one request so far; each step fills its own part. */
export interface RequestState {
  requestId: string;
  /** Client address behind the trusted proxies. For rate limits only, never logged or stored. */
  ip: string;
  /** Path template of the route, e.g. /v1/sharings/:sharingId; the real path may hold codes and ids. */
  template?: string;
  caller?: Caller;
  /** On operator rows. */
  operator?: OperatorCaller;
  /** The parsed JSON body before validation. */
  json?: unknown;
  params?: unknown;
  query?: unknown;
  body?: unknown;
  commandId?: string;
}

export type RequestContext = ParameterizedContext<RequestState>;
/** One piece of the pipeline. */
export type Step = Middleware<RequestState>;

/** A route as the pipeline sees it. */
export interface Route {
  name: EndpointName;
  row: EndpointRow;
  schemas: EndpointSchemas;
}
