import {
  type CitizenEndpointName as EndpointName,
  citizenEndpoints as endpoints,
} from '@gongji/shared/contract/citizen.endpoints';
import type { EndpointRow } from '@gongji/shared/contract/row';
import { NetworkError, sendHttp } from '@/platform';
import { currentScript } from '@/script/script';
import { ApiError } from './api-error';
import type { CallInput, Reply } from './api-types';
import { closeIntent, keyForIntent } from './keys';
import { session, type Tokens } from './session';

const TIMEOUT_MS = 15_000;
/** A token that ends within this time is changed before it is used. */
const REFRESH_AHEAD_MS = 20_000;
const base = process.env.TARO_APP_API_BASE;

/** Routes that open a session: a token in hand says nothing there. */
const WITHOUT_TOKEN: readonly EndpointName[] = [
  'session.sendSmsCode',
  'session.signInBySms',
  'session.signInByWechat',
  'session.signInByAlipay',
  'session.refresh',
];

interface Parts {
  params?: Record<string, string>;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  /** The idempotency key where the caller keeps one of its own; else each intent gets one. */
  key?: string;
}

/**
 * Calls one route of the contract. Throws ApiError (the server said no, in words that may be shown) or NetworkError (no
 * answer). An expired token is changed once, in single flight; where that fails the session ends.
 */
export async function call<Name extends EndpointName>(
  name: Name,
  ...input: keyof CallInput<Name> extends never ? [] : [CallInput<Name> & { key?: string }]
): Promise<Reply<Name>> {
  const row: EndpointRow = endpoints[name];
  const parts = (input[0] ?? {}) as Parts;
  const body = row.body === 'json' ? JSON.stringify(parts.body ?? {}) : undefined;
  const url = base + addressOf(row, parts);
  const intent = row.isIdempotent ? `${name} ${url} ${body}` : undefined;
  const key = intent && (parts.key ?? keyForIntent(intent));
  const reply = await sendWithToken(name, row, url, body, key);
  if (intent && reply.status < 500) closeIntent(intent);
  if (reply.status < 200 || reply.status >= 300) {
    if (reply.status === 401 && session.tokens() && !WITHOUT_TOKEN.includes(name)) session.end();
    throw new ApiError(reply.status, reply.text);
  }
  return JSON.parse(reply.text) as Reply<Name>;
}

/** GET with a stored edition: `undefined` when the stored one is still right (304). */
export async function callIfChanged<Name extends EndpointName>(
  name: Name,
  etag: string | undefined,
): Promise<{ reply: Reply<Name>; etag?: string } | undefined> {
  const headers: Record<string, string> = { 'Accept-Language': currentScript() };
  if (etag) headers['If-None-Match'] = etag;
  const row: EndpointRow = endpoints[name];
  const answer = await sendHttp({ method: row.method, url: base + row.path, headers, timeoutMs: TIMEOUT_MS });
  if (answer.status === 304) return undefined;
  if (answer.status !== 200) throw new ApiError(answer.status, answer.text);
  return { reply: JSON.parse(answer.text) as Reply<Name>, etag: answer.headers.etag };
}

async function sendWithToken(
  name: EndpointName,
  row: EndpointRow,
  url: string,
  body: string | undefined,
  key: string | undefined,
) {
  const wantsToken = !WITHOUT_TOKEN.includes(name);
  let tokens = wantsToken ? session.tokens() : undefined;
  if (tokens && Date.parse(tokens.accessExpiresAt) - Date.now() < REFRESH_AHEAD_MS) tokens = await refreshed(tokens);
  const send = (token: Tokens | undefined) => {
    const headers: Record<string, string> = { 'Accept-Language': currentScript() };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (token) headers.Authorization = `Bearer ${token.accessToken}`;
    if (key) headers['Idempotency-Key'] = key;
    return sendHttp({ method: row.method, url, headers, body, timeoutMs: TIMEOUT_MS });
  };
  const reply = await send(tokens);
  if (reply.status !== 401 || !tokens) return reply;
  const next = await refreshed(tokens);
  // What anybody may read is still answered when the session is over.
  return next || row.access === 'public' ? send(next) : reply;
}

let refreshing: Promise<Tokens | undefined> | undefined;

/** Changes the refresh token for new ones; many callers at once share one request. Undefined: the session is over. */
function refreshed(old: Tokens): Promise<Tokens | undefined> {
  const current = session.tokens();
  if (current && current.accessToken !== old.accessToken) return Promise.resolve(current);
  refreshing ??= refresh(old).finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

async function refresh(old: Tokens): Promise<Tokens | undefined> {
  try {
    const next = await call('session.refresh', { body: { refreshToken: old.refreshToken } });
    session.begin(next);
    return next;
  } catch (problem) {
    // Offline or a tired server is no reason to sign anybody out.
    if (problem instanceof NetworkError || (problem instanceof ApiError && problem.status >= 500)) throw problem;
    if (problem instanceof ApiError && problem.status === 429) throw problem;
    session.end();
    return undefined;
  }
}

function addressOf(row: EndpointRow, parts: Parts): string {
  const path = row.path.replace(/:(\w+)/g, (_place, name: string) => encodeURIComponent(parts.params?.[name] ?? ''));
  const query = Object.entries(parts.query ?? {})
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
  return query ? `${path}?${query}` : path;
}
