import { randomUUID } from 'node:crypto';
import { type EndpointName, endpoints } from '@gongji/shared/contract/endpoints';
import type { EndpointRow } from '@gongji/shared/contract/row';
import type { Reply, SentBody, SentQuery } from '@gongji/shared/contract/schemas';

/** What one call of the API answered. `body` is the reply where `status` is 200, else the error. */
export interface Answer<Name extends EndpointName> {
  status: number;
  headers: Headers;
  /** The reply. Throws with the whole answer when it is an error: a test that expects success says so by reading it. */
  readonly ok: Reply<Name>;
  /** The error. Throws when the call succeeded. */
  readonly error: ApiError;
  text: string;
}

export interface ApiError {
  code: string;
  message: string;
  details?: { field: string; problem: string }[];
  refusal?: { code: string; because: string; next: string; sourceKey?: string; sourceTitle?: string };
  requestId: string;
}

export interface CallOptions<Name extends EndpointName> {
  params?: Record<string, string>;
  query?: SentQuery<Name>;
  body?: SentBody<Name>;
  token?: string;
  /** Idempotency-Key; rows that want one get a new one when absent. */
  key?: string;
  headers?: Record<string, string>;
}

export type Call = <Name extends EndpointName>(name: Name, options?: CallOptions<Name>) => Promise<Answer<Name>>;

/** A client made from the endpoint rows, for tests. `baseUrl` is asked at each call, since a restart moves the house. */
export function createCall(baseUrl: () => string): Call {
  return async (name, sent = {}) => {
    const row: EndpointRow = endpoints[name];
    const url = new URL(
      baseUrl() + row.path.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(sent.params?.[part] ?? '')),
    );
    for (const [field, value] of Object.entries(sent.query ?? {}))
      if (value !== undefined) url.searchParams.set(field, String(value));
    const key = sent.key ?? (row.isIdempotent ? randomUUID() : undefined);
    const response = await fetch(url, {
      method: row.method,
      headers: {
        ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(sent.token === undefined ? {} : { authorization: `Bearer ${sent.token}` }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...sent.headers,
      },
      ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
    });
    return answerOf(name, response.status, response.headers, await response.text());
  };
}

function answerOf<Name extends EndpointName>(name: Name, status: number, headers: Headers, text: string): Answer<Name> {
  return {
    status,
    headers,
    text,
    get ok() {
      if (status !== 200) throw new Error(`${name} answered ${status}: ${text}`);
      return JSON.parse(text) as Reply<Name>;
    },
    get error() {
      if (status === 200) throw new Error(`${name} succeeded: ${text}`);
      return (JSON.parse(text) as { error: ApiError }).error;
    },
  };
}
