import type { Reply } from '@gongji/shared/contract/schemas';
import { proven, signedIn } from '../../http/caller';
import type { Caller, HandlersFor } from '../../http/handler';
import { HttpError } from '../../http/http-error';
import type { Doors } from '../identity/doors';
import type { DeskProof } from './desk-proof';
import type { DoorProof } from './door-proof';
import type { FaceChecks } from './face-checks';
import type { People } from './people';
import { presentMe } from './person.presenter';
import type { SmsProof } from './sms-proof';

const FACE_MESSAGES = {
  passed: '识别通过，已确认是本人。',
  failed: '没有识别通过。可以再试一次，或者带身份证到医保窗口办理。',
  pending: '还没有收到识别结果，请完成识别后再回来。',
} as const;

const DOOR_MESSAGES = {
  pending: '还没有确认。请在已经登录的手机号、微信或支付宝里打开本程序，填写核对码并点“是我”。',
  confirmed: '已确认，这个登录方式可以办理了。',
  expired: '没有等到确认。可以重新请求，或者用人脸识别、短信验证码或到医保窗口证明本人。',
} as const;

const ANSWER_MESSAGES = {
  confirmed: '已确认，新的登录方式可以办理了。',
  denied: '已拒绝，对方什么也看不到。请不要把验证码、核对码告诉任何人。',
} as const;

/** Who I am, and how I prove it. */
export function personRoutes(parts: {
  people: People;
  doors: Doors;
  smsProof: SmsProof;
  faceChecks: FaceChecks;
  doorProof: DoorProof;
  deskProof: DeskProof;
  regionWord(code: string): string;
}): HandlersFor<'person'> & HandlersFor<'faceCheck'> {
  const { people, doors, smsProof, faceChecks, doorProof, deskProof, regionWord } = parts;

  async function me(caller: Caller): Promise<Reply<'person.me'>> {
    const identity = await doors.identity(caller.identityId);
    if (identity === undefined) throw new HttpError('SESSION_ENDED');
    const begun = await deskProof.pendingOf(identity._id);
    const desk = begun === undefined ? {} : { deskProof: begun };
    if (identity.personId === undefined) return presentMe({ identity, insurances: [], regionWord, ...desk });
    const [card, { insurances, asOf }, doorRequests] = await Promise.all([
      people.card(identity.personId),
      people.insurances(identity.personId),
      doorProof.pendingOf(identity.personId),
    ]);
    return presentMe({
      identity,
      card,
      insurances,
      regionWord,
      doorRequests,
      ...desk,
      ...(asOf === undefined ? {} : { insurancesAsOf: asOf }),
    });
  }

  return {
    'person.me': ({ caller }) => me(signedIn(caller)),
    'person.startSmsProof': ({ caller, body }) => smsProof.start(signedIn(caller), body.identity, body.region),
    'person.finishSmsProof': async ({ caller, params, body }) => {
      const who = signedIn(caller);
      await smsProof.finish(who, params.proofId, body.code);
      return me(who);
    },
    'person.startDoorProof': ({ caller, body }) => doorProof.start(signedIn(caller), body.identity),
    'person.finishDoorProof': async ({ caller, params }) => {
      const who = signedIn(caller);
      const status = await doorProof.finish(who, params.requestId);
      return { status, message: DOOR_MESSAGES[status], ...(status === 'confirmed' ? { me: await me(who) } : {}) };
    },
    'person.doorRequests': async ({ caller }) => ({ items: await doorProof.pendingOf(proven(caller).personId) }),
    'person.answerDoorRequest': async ({ caller, params, body }) => {
      const status = await doorProof.answer(proven(caller), params.requestId, body);
      return { status, message: ANSWER_MESSAGES[status] };
    },
    'person.startDeskProof': ({ caller, body }) => deskProof.start(signedIn(caller), body.identity, body.region),
    'faceCheck.start': ({ caller, body }) => faceChecks.start(signedIn(caller), body),
    'faceCheck.finish': async ({ caller, params }) => {
      const who = signedIn(caller);
      const { status, purpose } = await faceChecks.finish(who, params.faceCheckId);
      const message =
        status === 'passed' && purpose === 'member' ? '识别通过，已确认是家人本人。' : FACE_MESSAGES[status];
      return { status, message, ...(status === 'passed' && purpose === 'self' ? { me: await me(who) } : {}) };
    },
  };
}
