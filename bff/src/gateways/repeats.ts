import { setTimeout as wait } from 'node:timers/promises';
import { GatewayError, isGatewayError } from './gateway-error';

/**
 * When a failed call may be sent again:
 * - harmless: reading, or work that carries an idempotent id; after any unavailable or timeout
 * - onlyUnsent: work that must not be done twice; only when it is certain that nothing was done
 * - never: somebody further out repeats
 */
export type RepeatRule = 'harmless' | 'onlyUnsent' | 'never';

const PAUSES_MS = [100, 400];

/** Runs a call, and again (at most twice) when its rule allows. Throws the last failure. */
export async function withRepeats<T>(rule: RepeatRule, call: () => Promise<T>): Promise<T> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await call();
    } catch (error) {
      if (!mayRepeat(rule, error)) throw error;
    }
    await wait(pauseMs);
  }
  return call();
}

function mayRepeat(rule: RepeatRule, error: unknown): boolean {
  if (rule === 'never' || !isGatewayError(error)) return false;
  if (error.kind !== 'unavailable' && error.kind !== 'timeout') return false;
  return rule === 'harmless' || !error.isOutcomeUnknown;
}

/** Failures that happen before a single byte of the request left: the other side cannot have done anything. */
const UNSENT_CODES = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const TIMEOUT_CODES = new Set([
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'ETIMEDOUT',
]);
const TIMEOUT_NAMES = new Set(['TimeoutError', 'HttpClientRequestTimeoutError', 'HttpClientConnectTimeoutError']);

/** Turns what an HTTP client throws (undici, urllib) into a GatewayError; looks through the chain of causes. */
export function networkFailure(gateway: string, operation: string, error: unknown): GatewayError {
  let kind: 'unavailable' | 'timeout' = 'unavailable';
  let isUnsent = false;
  let code: string | undefined;
  for (let link: unknown = error; link instanceof Error; link = link.cause) {
    const linkCode = (link as NodeJS.ErrnoException).code;
    if (typeof linkCode === 'string') code = linkCode;
    if (TIMEOUT_NAMES.has(link.name) || (typeof linkCode === 'string' && TIMEOUT_CODES.has(linkCode))) kind = 'timeout';
    if (typeof linkCode === 'string' && UNSENT_CODES.has(linkCode)) isUnsent = true;
  }
  return new GatewayError({ kind, gateway, operation, vendorCode: code, isOutcomeUnknown: !isUnsent, cause: error });
}
