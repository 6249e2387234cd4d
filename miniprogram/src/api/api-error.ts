import type { Refusal } from './api-types';

/** The server's answer in the one error shape. `message` is plain Chinese and may be shown as it is. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly requestId?: string;
  readonly refusal?: Refusal;
  readonly details: { field: string; problem: string }[];

  constructor(status: number, text: string) {
    const body = errorOf(text);
    super(body?.message ?? '程序出了问题，请稍后再试，或者拨打 12393。');
    this.name = 'ApiError';
    this.status = status;
    this.code = body?.code ?? 'INTERNAL';
    this.requestId = body?.requestId;
    this.refusal = body?.refusal;
    this.details = body?.details ?? [];
  }
}

interface ErrorBody {
  code: string;
  message: string;
  requestId?: string;
  refusal?: Refusal;
  details?: { field: string; problem: string }[];
}

/** The error part of an answer; undefined where something in between (a gateway, a hotel's network) answered instead. */
function errorOf(text: string): ErrorBody | undefined {
  try {
    const body = JSON.parse(text) as { error?: ErrorBody };
    return typeof body.error?.message === 'string' ? body.error : undefined;
  } catch {
    return undefined;
  }
}
