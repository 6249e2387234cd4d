import { type ErrorCode, errors as registry } from '@gongji/shared/contract/errors';
import type { Logger } from 'pino';
import { GatewayError } from '../../gateways/gateway-error';
import { Conflict } from '../../storage/port';
import type { Step } from '../exchange';
import { HttpError } from '../http-error';
import { scrubbedError } from '../scrub';

/** Raised by `extras.answerNotModified`: ends a handler without a reply. */
export class NotModified extends Error {}

/** The one boundary: everything thrown below becomes the one error shape. What is not known is INTERNAL and logged. */
export const errors =
  (logger: Logger): Step =>
  async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (error instanceof NotModified) {
        ctx.status = 304;
        ctx.body = null;
        return;
      }
      const answer = asHttpError(error);
      if (answer.code === 'INTERNAL' || error instanceof GatewayError) {
        const fields = { requestId: ctx.state.requestId, route: ctx.state.template, error: scrubbedError(error) };
        if (answer.code === 'INTERNAL') logger.error(fields, 'request failed');
        else logger.warn(fields, 'outside system failed');
      }
      writeError(ctx, answer);
    }
  };

function writeError(ctx: Parameters<Step>[0], error: HttpError): void {
  const { details, refusal, retryAfterSeconds } = error.options;
  ctx.status = error.status;
  ctx.set('Cache-Control', 'no-store');
  if (retryAfterSeconds !== undefined) ctx.set('Retry-After', String(Math.max(1, Math.ceil(retryAfterSeconds))));
  if (error.status === 401) ctx.set('WWW-Authenticate', 'Bearer');
  ctx.body = {
    error: {
      code: error.code,
      message: error.message,
      ...(details === undefined ? {} : { details }),
      ...(refusal === undefined ? {} : { refusal }),
      requestId: ctx.state.requestId,
    },
  };
}

/** What each kind of error is called outside. A storage `Invalid` is a mistake of ours, hence INTERNAL. */
export function asHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof Conflict) return new HttpError('CONFLICT');
  if (error instanceof GatewayError) return new HttpError(codeOfGateway(error));
  if (isUnavailableStore(error)) return new HttpError('BUSY', { retryAfterSeconds: 5 });
  // A path or parameter that cannot be decoded
  if (error instanceof URIError || (error as { status?: unknown }).status === 400) return new HttpError('BAD_REQUEST');
  return new HttpError('INTERNAL');
}

const codeOfGateway = (error: GatewayError): ErrorCode =>
  error.gateway === 'insurance-core' ? 'CORE_UNAVAILABLE' : 'PLATFORM_UNAVAILABLE';

const isUnavailableStore = (error: unknown) => error instanceof Error && error.name === 'Unavailable';

/** True for a code of the registry. */
export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(registry, code);
