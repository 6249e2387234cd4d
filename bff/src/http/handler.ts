import type { EndpointName } from '@gongji/shared/contract/endpoints';
import type { Body, Params, Query, Reply } from '@gongji/shared/contract/schemas';
import type { OperatorCaller } from './steps/operator-session';

/** Who is asking, as the pipeline has proven it. */
export interface Caller {
  sessionId: string;
  identityId: string;
  channel: 'phone' | 'wechat' | 'alipay';
  /** When this session was opened by signing in; refreshing does not move it. */
  signedInAt: string;
  /** Present when the identity is attached to a person. */
  personId?: string;
  /** How the attachment was proven. */
  proof?: 'phone' | 'face';
}

/** Everything a handler may read of a request; already validated against the row's schemas. */
export interface HandlerRequest<Name extends EndpointName> {
  params: Params<Name>;
  query: Query<Name>;
  body: Body<Name>;
  /** Present on session and proven rows; also on public rows when a valid token came along. */
  caller: Caller | undefined;
  /** Present on operator rows. */
  operator: OperatorCaller | undefined;
  /** Present on idempotent rows: the client's key, already bound to caller and route. */
  commandId: string | undefined;
  requestId: string;
  /** Client address after the trusted proxy; for rate limits only, never stored in clear. */
  ip: string;
}

/** Optional extras beside the reply: headers such as ETag, or 304. */
export interface HandlerExtras {
  setHeader(name: string, value: string): void;
  /** The request's If-None-Match. */
  ifNoneMatch: string | undefined;
  answerNotModified(): never;
}

export type Handler<Name extends EndpointName> = (
  request: HandlerRequest<Name>,
  extras: HandlerExtras,
) => Promise<Reply<Name>>;
export type Handlers<Name extends EndpointName> = { [N in Name]: Handler<N> };
/** All handlers whose names start with a resource, e.g. HandlersFor<'faq'>. */
export type HandlersFor<Resource extends string> = Handlers<Extract<EndpointName, `${Resource}.${string}`>>;
