import { type HttpReply, NetworkError, type SendHttp } from './types';

/** fetch with a time limit. Cookies are never sent: our door is the bearer token. */
export const sendHttp: SendHttp = async (request) => {
  const abort = new AbortController();
  let hasTimedOut = false;
  const timer = setTimeout(() => {
    hasTimedOut = true;
    abort.abort();
  }, request.timeoutMs);
  try {
    const answer = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      credentials: 'omit',
      cache: 'no-store',
      signal: abort.signal,
    });
    const headers: Record<string, string> = {};
    answer.headers.forEach((value, name) => {
      headers[name.toLowerCase()] = value;
    });
    const reply: HttpReply = { status: answer.status, headers, text: await answer.text() };
    return reply;
  } catch {
    throw new NetworkError(hasTimedOut ? 'timeout' : 'offline');
  } finally {
    clearTimeout(timer);
  }
};
