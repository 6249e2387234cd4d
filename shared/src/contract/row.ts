import type { OperatorRole } from './operator-roles';

/** One route as plain data. Client, router, documentation and guards all read these rows. */
export interface EndpointRow {
  method: 'GET' | 'POST' | 'DELETE';
  /** Path with `:params`, as it stands after the host. */
  path: string;
  /**
   * public: anybody; session: signed in; proven: signed in and attached to a person; operator: a console session that holds one
   * of `roles`. Denied unless the row opens it; a citizen's token opens no operator row, nor the other way round.
   */
  access: 'public' | 'session' | 'proven' | 'operator';
  /** Operator rows only: any one of these roles is enough. */
  roles?: readonly OperatorRole[];
  body: 'none' | 'json';
  /** Largest body accepted, in bytes. */
  bodyLimitBytes: number;
  /** Wants an `Idempotency-Key` header (a UUID made by the client); the same key is safe to send again. */
  isIdempotent?: boolean;
  /** Named rate limit; see bff/src/http/rate-limits.ts. */
  rateLimit?: 'login' | 'search' | 'proof';
  /** One plain Chinese line for the API's page. */
  summary: string;
}
