import { HttpError } from '../../http/http-error';
import type { OperatorCaller } from '../../http/steps/operator-session';
import type { Collection } from '../../storage/port';
import type { Audit } from '../audit/audit.usecases';
import { hashPassword, isPassword, isPasswordStrong, newRecoveryCodes, recoveryHash, totpStep } from './factors';
import type { OperatorDocument } from './operator.collection';
import type { OperatorSessions } from './operator-sessions';
import { LOCK_MINUTES, type SignInTries } from './sign-in-tries';

export interface SignInDeps {
  operators: Collection<OperatorDocument>;
  sessions: OperatorSessions;
  tries: SignInTries;
  audit: Audit;
  clock: () => Date;
  /** Told once per try, for the metrics. */
  onSignIn?: (outcome: 'succeeded' | 'failed' | 'locked') => void;
}

/** Coming in by password and second factor, staying in, changing one's own secrets. */
export function createSignIn(deps: SignInDeps) {
  const { operators, sessions, tries, audit, clock } = deps;
  const onSignIn = deps.onSignIn ?? (() => undefined);

  const byName = async (name: string) => (await operators.find({ name }, { limit: 1 }))[0];

  /** The operator after this code was used up; undefined when it does not fit or was used before. */
  function spent(operator: OperatorDocument, code: string, now: Date): OperatorDocument | undefined {
    if (/^\d{6}$/.test(code)) {
      const step = totpStep(operator.totpSecret, code, now);
      return step === undefined || step <= operator.lastTotpStep ? undefined : { ...operator, lastTotpStep: step };
    }
    const used = recoveryHash(code);
    if (!operator.recoveryHashes.includes(used)) return undefined;
    return { ...operator, recoveryHashes: operator.recoveryHashes.filter((each) => each !== used) };
  }

  /** Checks both factors and uses up the second one, in one compare-and-set. Undefined when either is wrong. */
  async function prove(
    find: () => Promise<OperatorDocument | undefined>,
    { password, code }: { password: string; code: string },
    change: (operator: OperatorDocument) => OperatorDocument | Promise<OperatorDocument> = (operator) => operator,
  ): Promise<OperatorDocument | undefined> {
    for (;;) {
      const operator = await find();
      const isRight = await isPassword(operator?.passwordHash, password);
      if (operator === undefined || !isRight || operator.status !== 'active') return undefined;
      const after = spent(operator, code, clock());
      if (after === undefined) return undefined;
      const next = await change(after);
      if (await operators.replace(next)) return { ...next, version: next.version + 1 };
    }
  }

  async function refuse(name: string, triesLeft: number): Promise<never> {
    const operator = await byName(name);
    onSignIn('failed');
    if (operator !== undefined) {
      const who = { operatorId: operator._id, operatorName: operator.name };
      await audit.append({ ...who, action: 'operator.signInFailed' });
      if (triesLeft === 0) await audit.append({ ...who, action: 'operator.locked', detail: `${LOCK_MINUTES} 分钟` });
    }
    if (triesLeft === 0) throw new HttpError('OPERATOR_LOCKED', { retryAfterSeconds: LOCK_MINUTES * 60 });
    throw new HttpError('OPERATOR_SIGN_IN_FAILED', {
      message: `账号、密码或动态码不对，请核对后再试。再错 ${triesLeft} 次会锁定 ${LOCK_MINUTES} 分钟。`,
    });
  }

  async function own({ operatorId }: OperatorCaller): Promise<OperatorDocument> {
    const operator = await operators.get(operatorId);
    if (operator === undefined) throw new HttpError('SESSION_ENDED');
    return operator;
  }

  return {
    own,

    /**
     * Signs in with password and a code of the generator, or a recovery code.
     * @throws HttpError OPERATOR_SIGN_IN_FAILED, OPERATOR_LOCKED
     */
    async signIn(input: { name: string; password: string; code: string }) {
      const triesLeft = await tries.take(input.name).catch((problem: unknown) => {
        onSignIn('locked');
        throw problem;
      });
      const signedInAt = clock().toISOString();
      const operator = await prove(
        () => byName(input.name),
        input,
        (known) => ({ ...known, lastSignedInAt: signedInAt }),
      );
      if (operator === undefined) return refuse(input.name, triesLeft);
      await tries.clear(input.name);
      await audit.append({
        operatorId: operator._id,
        operatorName: operator.name,
        action: 'operator.signIn',
        detail: /^\d{6}$/.test(input.code) ? '动态码' : `备用码，还剩 ${operator.recoveryHashes.length} 个`,
      });
      onSignIn('succeeded');
      return { operator, session: await sessions.open(operator) };
    },

    async signOut(caller: OperatorCaller): Promise<void> {
      await audit.append({ operatorId: caller.operatorId, operatorName: caller.name, action: 'operator.signOut' });
      await sessions.end(caller.sessionId);
    },

    /**
     * A new password for oneself; every other session ends, this one is replaced.
     * @throws HttpError PASSWORD_WEAK, OPERATOR_SIGN_IN_FAILED, OPERATOR_LOCKED
     */
    async changePassword(
      caller: OperatorCaller,
      input: { currentPassword: string; newPassword: string; code: string },
    ) {
      if (!isPasswordStrong(input.newPassword, caller.name)) throw new HttpError('PASSWORD_WEAK');
      const triesLeft = await tries.take(caller.name);
      const passwordHash = await hashPassword(input.newPassword);
      const operator = await prove(
        () => operators.get(caller.operatorId),
        { password: input.currentPassword, code: input.code },
        (known) => ({ ...known, passwordHash, stamp: known.stamp + 1 }),
      );
      if (operator === undefined) return refuse(caller.name, triesLeft);
      await tries.clear(caller.name);
      await audit.append({ operatorId: operator._id, operatorName: operator.name, action: 'operator.changePassword' });
      return { operator, session: await sessions.open(operator) };
    },

    /** Ten new recovery codes; the old ones are void. @throws HttpError TOTP_WRONG, OPERATOR_LOCKED */
    async renewRecoveryCodes(caller: OperatorCaller, code: string): Promise<string[]> {
      await tries.take(caller.name);
      const recoveryCodes = newRecoveryCodes();
      for (;;) {
        const after = spent(await own(caller), code, clock());
        if (after === undefined) throw new HttpError('TOTP_WRONG');
        if (await operators.replace({ ...after, recoveryHashes: recoveryCodes.map(recoveryHash) })) break;
      }
      await tries.clear(caller.name);
      await audit.append({
        operatorId: caller.operatorId,
        operatorName: caller.name,
        action: 'operator.renewRecoveryCodes',
      });
      return recoveryCodes;
    },
  };
}

export type SignIn = ReturnType<typeof createSignIn>;
