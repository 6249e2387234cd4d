import type { JsonObject } from '../protocol';
import { Refusal } from './channel';
import { inConvention, type Options } from './convention';
import { type Ears, number, type Parts, type Table, text } from './parts';

/** The phone's answer to the call `request`; header names as the server sent them. */
export interface PhoneAnswer {
  status: number;
  headers: [string, string][];
  body: string;
}

interface Sending {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
  timeoutMs: number;
}

/** What a request of either vendor becomes on the wire: objects go as query, as JSON or as a form. */
function sendingOf(options: Options, givenHeaders: unknown): Sending {
  const method = text(options.method, 'GET').toUpperCase();
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries((givenHeaders ?? {}) as JsonObject)) headers[name] = String(value);
  const typeName = Object.keys(headers).find((name) => name.toLowerCase() === 'content-type');
  const type = typeName ? (headers[typeName] ?? '') : 'application/json';
  if (!typeName) headers['content-type'] = type;
  const sending: Sending = { url: text(options.url), method, headers, timeoutMs: number(options.timeout, 60_000) };
  const { data } = options;
  if (data === undefined || data === null) return sending;
  if (typeof data === 'string') {
    if (method !== 'GET') sending.body = data;
    return sending;
  }
  const pairs = Object.entries(data as JsonObject).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  );
  if (method === 'GET') sending.url += (sending.url.includes('?') ? '&' : '?') + pairs.join('&');
  else sending.body = type.includes('json') ? JSON.stringify(data) : pairs.join('&');
  return sending;
}

interface Task {
  abort(): void;
  onHeadersReceived(): void;
  offHeadersReceived(): void;
}

/** Sends through the phone; abort() makes it fail at once. */
function sender(parts: Parts) {
  return (sending: Sending): { answer: Promise<PhoneAnswer>; task: Task } => {
    let abort: () => void = () => undefined;
    const aborted = new Promise<never>((_, reject) => {
      abort = () => reject(new Refusal('abort'));
    });
    const answer = Promise.race([parts.channel.call<PhoneAnswer>('request', sending), aborted]);
    return { answer, task: { abort, onHeadersReceived: () => undefined, offHeadersReceived: () => undefined } };
  };
}

/** wx.request resolves for every status, with header names as they were sent. */
export function weappNetwork(parts: Parts, network: Ears<{ isConnected: boolean; networkType: string }>): Table {
  const send = sender(parts);
  return {
    request: (options: Options = {}) => {
      const { answer, task } = send(sendingOf(options, options.header));
      const done = inConvention('weapp', 'request', async () => {
        const { status, headers, body } = await answer;
        const isJson = text(options.dataType, 'json') === 'json';
        return {
          statusCode: status,
          header: headersOf(headers, false),
          cookies: [],
          data: isJson ? parsed(body) : body,
        };
      })(options);
      return Object.assign(done ?? {}, task);
    },
    getNetworkType: inConvention('weapp', 'getNetworkType', () => ({ networkType: parts.boot.networkType })),
    onNetworkStatusChange: network.on,
    offNetworkStatusChange: network.off,
  };
}

/** Alipay's numbers for a request that brought nothing usable. */
const ALIPAY_ERRORS: Record<string, number> = { timeout: 13, abort: 9, offline: 12 };

/** my.request rejects what is not 2xx (error 19) and writes header names in lower case. */
export function alipayNetwork(parts: Parts, network: Ears<{ isConnected: boolean; networkType: string }>): Table {
  const send = sender(parts);
  return {
    request: (options: Options = {}) => {
      const { answer, task } = send(sendingOf(options, options.headers ?? options.header));
      const done = inConvention('alipay', 'request', async () => {
        const { status, headers, body } = await answer.catch((error: unknown) => {
          const because = error instanceof Refusal ? error.errMsg : String(error);
          const kind = Object.keys(ALIPAY_ERRORS).find((each) => because.includes(each)) ?? 'offline';
          throw new Refusal(because, { error: ALIPAY_ERRORS[kind] ?? 12, errorMessage: because });
        });
        const isJson = text(options.dataType, 'json').toLowerCase() === 'json';
        const result = { status, headers: headersOf(headers, true), data: body as unknown };
        if (status < 200 || status > 299) {
          throw new Refusal('http status error', {
            ...(result as JsonObject),
            error: 19,
            errorMessage: 'http status error',
          });
        }
        if (isJson) {
          try {
            result.data = JSON.parse(body);
          } catch {
            throw new Refusal('parse json error', {
              ...(result as JsonObject),
              error: 14,
              errorMessage: 'parse json error',
            });
          }
        }
        return result;
      })(options);
      return Object.assign(done ?? {}, task);
    },
    getNetworkType: inConvention('alipay', 'getNetworkType', () => {
      const { networkType } = parts.boot;
      return {
        networkAvailable: networkType !== 'none',
        networkType: networkType === 'none' ? 'NOTREACHABLE' : networkType.toUpperCase(),
      };
    }),
    onNetworkStatusChange: network.on,
    offNetworkStatusChange: network.off,
  };
}

function headersOf(headers: [string, string][], isLower: boolean): Record<string, string> {
  const named: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = isLower ? name.toLowerCase() : name;
    named[key] = named[key] === undefined ? value : `${named[key]},${value}`;
  }
  return named;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
