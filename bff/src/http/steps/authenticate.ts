import type { Route, Step } from '../exchange';
import type { Caller } from '../handler';
import { HttpError } from '../http-error';

/** Finds out who holds an access token. 'ended': the token was ours but its session is over or the token too old. */
export type ResolveCaller = (accessToken: string) => Promise<Caller | 'ended' | undefined>;

/**
 * Reads `Authorization: Bearer …`. On rows that ask for a session a missing token is NOT_SIGNED_IN and a useless one SESSION_ENDED.
 * On public rows a token that was never ours counts as none, but one that is too old is SESSION_ENDED: a phone whose clock is slow
 * would otherwise be answered as a stranger in the middle of its bind, instead of changing the token.
 */
export function authenticate({ row }: Route, resolveCaller: ResolveCaller): Step {
  return async (ctx, next) => {
    const token = /^Bearer ([A-Za-z0-9._~+/=-]{1,2048})$/i.exec(ctx.get('authorization'))?.[1];
    const caller = token === undefined ? undefined : await resolveCaller(token);
    if (caller !== undefined && caller !== 'ended') ctx.state.caller = caller;
    else if (caller === 'ended') throw new HttpError('SESSION_ENDED');
    else if (row.access !== 'public') throw new HttpError(token === undefined ? 'NOT_SIGNED_IN' : 'SESSION_ENDED');
    await next();
  };
}
