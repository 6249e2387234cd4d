import type { OperatorRole } from '@gongji/shared/contract/operator-roles';
import type { Route, Step } from '../exchange';
import { HttpError } from '../http-error';

/** An operator as the pipeline has proven them. */
export interface OperatorCaller {
  operatorId: string;
  name: string;
  roles: readonly OperatorRole[];
  /** Names the session inside; never the cookie's token. */
  sessionId: string;
  /** What `X-CSRF-Token` has to hold. */
  csrfToken: string;
}

/** Finds out whose console session a cookie holds. 'ended': it was ours, but is over or idle too long. */
export type ResolveOperator = (token: string) => Promise<OperatorCaller | 'ended' | undefined>;

/** `__Host-` binds the cookie to this host and to https; browsers take it over https only. */
export const operatorCookie = (isHttps: boolean): string => (isHttps ? '__Host-gongji-operator' : 'gongji-operator');

/**
 * On operator rows: reads the session cookie (a citizen's token counts for nothing here), asks for one of the row's roles, and
 * for whatever changes something wants `X-CSRF-Token`, which a foreign site can neither read nor send.
 */
export function operatorSession({ row }: Route, resolve: ResolveOperator, isHttps: boolean): Step {
  const cookie = operatorCookie(isHttps);
  const roles = row.roles ?? [];
  return async (ctx, next) => {
    ctx.vary('Cookie');
    const token = ctx.cookies.get(cookie);
    const operator = token === undefined ? undefined : await resolve(token);
    if (operator === undefined || operator === 'ended') {
      throw new HttpError(token === undefined ? 'NOT_SIGNED_IN' : 'SESSION_ENDED');
    }
    if (row.method !== 'GET' && ctx.get('x-csrf-token') !== operator.csrfToken) throw new HttpError('CSRF_MISSING');
    if (!roles.some((role) => operator.roles.includes(role))) throw new HttpError('NOT_ALLOWED');
    ctx.state.operator = operator;
    await next();
  };
}
