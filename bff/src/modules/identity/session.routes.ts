import { maskPhone } from '@gongji/shared/domain/masks';
import { signedIn } from '../../http/caller';
import type { HandlersFor } from '../../http/handler';
import { HttpError } from '../../http/http-error';
import type { Doors } from './doors';
import { checkRecentSignIn } from './recent-sign-in';
import { lastSeenAt, type Sessions } from './sessions';

/** Signing in, staying in, signing out, here and elsewhere. */
export const sessionRoutes = (doors: Doors, sessions: Sessions, clock: () => Date): HandlersFor<'session'> => ({
  'session.sendSmsCode': ({ body }) => doors.sendSmsCode(body.phone),
  'session.signInBySms': ({ body }) => doors.signInBySms(body.phone, body.code),
  'session.signInByWechat': ({ body }) => doors.signInByWechat(body.code),
  'session.signInByAlipay': ({ body }) => doors.signInByAlipay(body.code),
  'session.readPhone': async ({ body }) => ({ phone: await doors.readPhone(body.from) }),
  'session.refresh': ({ body }) => sessions.refresh(body.refreshToken),
  'session.list': async ({ caller }) => {
    const who = signedIn(caller);
    return {
      items: (await sessions.list(who)).map(({ session, identity }) => ({
        sessionId: session._id,
        channel: identity.channel,
        ...(identity.phone === undefined ? {} : { maskedPhone: maskPhone(identity.phone) }),
        signedInAt: session.createdAt,
        lastSeenAt: lastSeenAt(session),
        isThis: session._id === who.sessionId,
        isSameDoor: identity._id === who.identityId,
      })),
    };
  },
  'session.end': async ({ caller, params, body }) => {
    const who = signedIn(caller);
    const identityId = await sessions.doorOfOwn(who, params.sessionId);
    const isDoorRemoved = body.removesDoor === true;
    if (isDoorRemoved) {
      // One's own door is left by signing out; it cannot be pulled away from under one's feet
      if (identityId === who.identityId || who.personId === undefined) throw new HttpError('NOT_ALLOWED');
      checkRecentSignIn(who, clock());
      await doors.detach(identityId, who.personId);
    }
    await sessions.end(params.sessionId, 'endedElsewhere');
    return { isEnded: true, isDoorRemoved };
  },
  'session.signOut': async ({ caller }) => {
    await sessions.end(signedIn(caller).sessionId, 'signedOut');
    return { isSignedOut: true };
  },
});
