/**
 * What went wrong with a call to somebody else's system:
 * - unavailable: no connection, a broken connection, a 5xx answer, an answer that cannot be read, "busy, try later"
 * - timeout: no full answer in time
 * - rejected: the other side understood and said no; `vendorCode` says why
 * - badSignature: an answer came that the other side did not sign; nothing in it may be believed
 */
export type GatewayErrorKind = 'unavailable' | 'rejected' | 'badSignature' | 'timeout';

export interface GatewayErrorDetails {
  kind: GatewayErrorKind;
  /** Whose system: 'wechat', 'alipay', 'sms', 'insurance-core'. */
  gateway: string;
  /** Which message or operation. */
  operation: string;
  /** The other side's own error code, as text. */
  vendorCode?: string;
  /** The other side's own words: for operators; may be in any language. Never personal data. */
  vendorMessage?: string;
  /**
   * True when the other side may have done the work although no usable answer came. A caller that cannot repeat
   * the same call harmlessly must ask for the outcome first. Default: false for rejected, true for the rest.
   */
  isOutcomeUnknown?: boolean;
  cause?: unknown;
}

/** The only error that a gateway throws for what happens outside. Its message holds codes, no personal data. */
export class GatewayError extends Error {
  readonly kind: GatewayErrorKind;
  readonly gateway: string;
  readonly operation: string;
  readonly vendorCode?: string;
  readonly vendorMessage?: string;
  readonly isOutcomeUnknown: boolean;

  constructor(details: GatewayErrorDetails) {
    const code = details.vendorCode === undefined ? '' : ` (${details.vendorCode})`;
    super(`${details.gateway} ${details.operation}: ${details.kind}${code}`, { cause: details.cause });
    this.name = 'GatewayError';
    this.kind = details.kind;
    this.gateway = details.gateway;
    this.operation = details.operation;
    this.vendorCode = details.vendorCode;
    this.vendorMessage = details.vendorMessage;
    this.isOutcomeUnknown = details.isOutcomeUnknown ?? details.kind !== 'rejected';
  }
}

/** True for a GatewayError, of the given kind when one is named. */
export function isGatewayError(error: unknown, kind?: GatewayErrorKind): error is GatewayError {
  return error instanceof GatewayError && (kind === undefined || error.kind === kind);
}
