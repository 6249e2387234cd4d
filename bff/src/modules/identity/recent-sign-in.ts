import type { Caller } from '../../http/handler';
import { HttpError } from '../../http/http-error';

/** What lets somebody else in, or throws a door out, wants a session that was opened so lately. */
export const RECENT_SIGN_IN_MINUTES = 30;

/**
 * A stolen refresh token keeps a session alive, but cannot sign in: what counts is the time of signing in, not of refreshing.
 * @throws HttpError SIGN_IN_AGAIN
 */
export function checkRecentSignIn(caller: Caller, now: Date): void {
  if (now.getTime() - Date.parse(caller.signedInAt) > RECENT_SIGN_IN_MINUTES * 60_000) {
    throw new HttpError('SIGN_IN_AGAIN');
  }
}
