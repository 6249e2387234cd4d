import { Agent, fetch } from 'undici';
import { GatewayError } from './gateway-error';
import { networkFailure, type RepeatRule, withRepeats } from './repeats';

export interface ExchangeRequest {
  /** Name for errors and logs. */
  operation: string;
  url: string | URL;
  method: 'GET' | 'POST';
  /** A function is called anew for each try: a signature with a nonce must not be sent twice. */
  headers?: Record<string, string> | (() => Record<string, string>);
  body?: string;
  repeat: RepeatRule;
  /** Overrides the exchange's own limit for one call. */
  timeoutMs?: number;
}

export interface ExchangeAnswer {
  status: number;
  /** One header's value, or undefined. */
  header(name: string): string | undefined;
  /** The body exactly as it came: signatures are checked over it. */
  text: string;
  /** The same as bytes: pictures. */
  bytes: Buffer;
}

export interface Exchange {
  /** Sends and reads one answer. 5xx, broken and late answers throw GatewayError; any other status is returned. */
  send(request: ExchangeRequest): Promise<ExchangeAnswer>;
  /** Closes kept connections. */
  close(): Promise<void>;
}

const ANSWER_LIMIT_BYTES = 2 * 1024 * 1024;
const CONNECT_TIMEOUT_MS = 3000;

/**
 * One pool of connections to one outside system. Redirects are refused (a signed call goes to the configured
 * address or nowhere) and an answer over 2 MB is cut off.
 * @param gateway the name that errors carry
 * @param timeoutMs time for one try, from the first byte sent to the last byte read
 */
export function createExchange(gateway: string, timeoutMs: number): Exchange {
  const agent = new Agent({
    connect: { timeout: Math.min(timeoutMs, CONNECT_TIMEOUT_MS) },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: ANSWER_LIMIT_BYTES,
  });

  const once = async (request: ExchangeRequest): Promise<ExchangeAnswer> => {
    let answer: ExchangeAnswer;
    try {
      const response = await fetch(request.url, {
        method: request.method,
        headers: typeof request.headers === 'function' ? request.headers() : request.headers,
        body: request.body,
        redirect: 'error',
        dispatcher: agent,
        signal: AbortSignal.timeout(request.timeoutMs ?? timeoutMs),
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      const text = new TextDecoder().decode(bytes);
      answer = { status: response.status, header: (name) => response.headers.get(name) ?? undefined, text, bytes };
    } catch (error) {
      throw networkFailure(gateway, request.operation, error);
    }
    if (answer.status >= 500) {
      const vendorCode = `http-${answer.status}`;
      throw new GatewayError({ kind: 'unavailable', gateway, operation: request.operation, vendorCode });
    }
    return answer;
  };

  return {
    send: (request) => withRepeats(request.repeat, () => once(request)),
    close: () => agent.close(),
  };
}

/** An answer's JSON object. Throws GatewayError unavailable when it is none: a proxy's page is not the vendor's word. */
export function jsonObjectOf(gateway: string, operation: string, text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    throw new GatewayError({ kind: 'unavailable', gateway, operation, vendorCode: 'unreadable', cause: error });
  }
  throw new GatewayError({ kind: 'unavailable', gateway, operation, vendorCode: 'unreadable' });
}
