import { type HttpReply, NetworkError, type SendHttp } from './types';

interface MyAnswer {
  status?: number;
  statusCode?: number;
  headers?: Record<string, string>;
  data?: unknown;
  /** 13: timed out; 19: the server answered with an error status. */
  error?: number;
}
interface MyRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  data?: string;
  dataType: 'text';
  timeout: number;
  success(answer: MyAnswer): void;
  fail(problem: MyAnswer): void;
}
declare const my: { request(options: MyRequest): void };

const TIMED_OUT = 13;

function replyOf(answer: MyAnswer): HttpReply | undefined {
  const status = answer.status ?? answer.statusCode;
  if (typeof status !== 'number' || status < 100) return undefined;
  const headers: Record<string, string> = {};
  for (const name of Object.keys(answer.headers ?? {})) headers[name.toLowerCase()] = String(answer.headers?.[name]);
  const text = typeof answer.data === 'string' ? answer.data : JSON.stringify(answer.data ?? '');
  return { status, headers, text };
}

/** my.request rejects every status that is not 2xx; with a status in hand that is an answer all the same. */
export const sendHttp: SendHttp = (request) =>
  new Promise<HttpReply>((resolve, reject) => {
    const settle = (answer: MyAnswer) => {
      const reply = replyOf(answer);
      if (reply) resolve(reply);
      else reject(new NetworkError(answer.error === TIMED_OUT ? 'timeout' : 'offline'));
    };
    my.request({
      url: request.url,
      method: request.method,
      headers: request.headers,
      data: request.body,
      dataType: 'text',
      timeout: request.timeoutMs,
      success: settle,
      fail: settle,
    });
  });
