import { signedIn } from '../../http/caller';
import type { HandlersFor } from '../../http/handler';
import type { Doors } from './doors';
import type { Sessions } from './sessions';

/** Signing in, staying in, signing out. */
export const sessionRoutes = (doors: Doors, sessions: Sessions): HandlersFor<'session'> => ({
  'session.sendSmsCode': ({ body }) => doors.sendSmsCode(body.phone),
  'session.signInBySms': ({ body }) => doors.signInBySms(body.phone, body.code),
  'session.signInByWechat': ({ body }) => doors.signInByWechat(body.code),
  'session.signInByAlipay': ({ body }) => doors.signInByAlipay(body.code),
  'session.refresh': ({ body }) => sessions.refresh(body.refreshToken),
  'session.signOut': async ({ caller }) => {
    await sessions.end(signedIn(caller).sessionId, 'signedOut');
    return { isSignedOut: true };
  },
});
