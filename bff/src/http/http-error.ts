import { type ErrorCode, errors } from '@gongji/shared/contract/errors';
import type { Refusal } from '@gongji/shared/domain/sharing.types';

/** The only thing handlers throw on purpose; the boundary turns it into the one error shape. */
export class HttpError extends Error {
  readonly status: number;
  constructor(
    readonly code: ErrorCode,
    readonly options: {
      message?: string;
      details?: { field: string; problem: string }[];
      refusal?: Refusal & { sourceTitle?: string };
      retryAfterSeconds?: number;
    } = {},
  ) {
    super(options.message ?? errors[code].message);
    this.name = 'HttpError';
    this.status = errors[code].status;
  }
}
