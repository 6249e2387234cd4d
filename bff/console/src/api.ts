import { caseEndpoints } from '@gongji/shared/contract/case.endpoints';
import { operatorEndpoints } from '@gongji/shared/contract/operator.endpoints';
import type { EndpointRow } from '@gongji/shared/contract/row';
import type { Reply, SentBody, SentQuery } from '@gongji/shared/contract/schemas';

const rows = { ...operatorEndpoints, ...caseEndpoints };
export type ConsoleEndpoint = keyof typeof rows;

/** What the server said no to, in words that may be shown. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: { field: string; problem: string }[],
  ) {
    super(message);
  }
}

export interface CallParts<Name extends ConsoleEndpoint> {
  params?: Record<string, string>;
  query?: SentQuery<Name>;
  body?: SentBody<Name>;
}

let csrfToken = '';
let onSessionEnd: () => void = () => undefined;

/** Kept in memory only: whoever reloads the page asks for it again. */
export function holdCsrfToken(token: string): void {
  csrfToken = token;
}

/** Told when the server no longer knows our session. */
export function whenSessionEnds(listener: () => void): void {
  onSessionEnd = listener;
}

/** Calls one row of the contract with the session's cookie. Throws ApiError, also (code OFFLINE) when nobody answers. */
export async function call<Name extends ConsoleEndpoint>(
  name: Name,
  parts: CallParts<Name> = {},
): Promise<Reply<Name>> {
  const row: EndpointRow = rows[name];
  const path = row.path.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(parts.params?.[part] ?? ''));
  const query = new URLSearchParams();
  for (const [field, value] of Object.entries(parts.query ?? {}))
    if (value !== undefined && value !== '') query.set(field, String(value));
  const answer = await fetch(query.size > 0 ? `${path}?${query}` : path, {
    method: row.method,
    credentials: 'same-origin',
    headers: {
      ...(row.body === 'json' ? { 'content-type': 'application/json' } : {}),
      ...(row.method === 'GET' ? {} : { 'x-csrf-token': csrfToken }),
    },
    ...(row.body === 'json' ? { body: JSON.stringify(parts.body ?? {}) } : {}),
  }).catch(() => undefined);
  if (answer === undefined) throw new ApiError(0, 'OFFLINE', '连不上服务器，请检查网络后再试。', []);
  const reply: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return reply as Reply<Name>;
  const { error } = (reply ?? {}) as {
    error?: { code: string; message: string; details?: { field: string; problem: string }[] };
  };
  if (answer.status === 401 && row.access === 'operator') onSessionEnd();
  throw new ApiError(
    answer.status,
    error?.code ?? 'INTERNAL',
    error?.message ?? '服务器没有给出明白的答复，请稍后再试。',
    error?.details ?? [],
  );
}

/** An error as one line for the screen; field problems come with it. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof ApiError)) return '页面出了问题，请刷新后再试。';
  const [first] = error.details;
  return first === undefined ? error.message : `${error.message}（${first.problem}）`;
}
