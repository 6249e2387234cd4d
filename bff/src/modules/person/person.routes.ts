import type { Reply } from '@gongji/shared/contract/schemas';
import { signedIn } from '../../http/caller';
import type { Caller, HandlersFor } from '../../http/handler';
import { HttpError } from '../../http/http-error';
import type { Doors } from '../identity/doors';
import type { FaceChecks } from './face-checks';
import type { People } from './people';
import { presentMe } from './person.presenter';
import type { SmsProof } from './sms-proof';

const FACE_MESSAGES = {
  passed: '识别通过，已确认是本人。',
  failed: '没有识别通过。可以再试一次，或者带身份证到医保窗口办理。',
  pending: '还没有收到识别结果，请完成识别后再回来。',
} as const;

/** Who I am, and how I prove it. */
export function personRoutes(parts: {
  people: People;
  doors: Doors;
  smsProof: SmsProof;
  faceChecks: FaceChecks;
  regionWord(code: string): string;
}): HandlersFor<'person'> & HandlersFor<'faceCheck'> {
  const { people, doors, smsProof, faceChecks, regionWord } = parts;

  async function me(caller: Caller): Promise<Reply<'person.me'>> {
    const identity = await doors.identity(caller.identityId);
    if (identity === undefined) throw new HttpError('SESSION_ENDED');
    if (identity.personId === undefined) return presentMe({ identity, insurances: [], regionWord });
    const [card, { insurances, asOf }] = await Promise.all([
      people.card(identity.personId),
      people.insurances(identity.personId),
    ]);
    return presentMe({
      identity,
      card,
      insurances,
      regionWord,
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
