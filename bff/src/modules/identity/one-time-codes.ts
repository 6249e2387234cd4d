import { civilDayOf } from '@gongji/shared/domain/civil-day';
import { HttpError } from '../../http/http-error';
import { newSixDigitCode } from '../../ids';
import { isSameText, keyedHash } from '../../secrets';
import { changeDocument } from '../../storage/change-document';
import type { Collection } from '../../storage/port';
import type { CodeDocument, SendBudgetDocument } from './code.collection';

export interface CodeSettings {
  lifeSeconds: number;
  tries: number;
  resendAfterSeconds: number;
  perDay: number;
}

/** So many wrong codes lock a receiver until the next day: a new code must not buy new guesses without end. */
export const WRONG_TRIES_PER_DAY = 15;

/** How much is allowed, and what is said when it is used up. */
export interface Limits {
  pauseSeconds: number;
  perDay: number;
  onPause(seconds: number): string;
  onDay: string;
}

export interface OneTimeCodesDeps {
  codes: Collection<CodeDocument>;
  budgets: Collection<SendBudgetDocument>;
  codeKey: Uint8Array;
  settings: CodeSettings;
  clock: () => Date;
}

export type OneTimeCodes = ReturnType<typeof createOneTimeCodes>;

/** One-time codes: made, counted and spent as documents, so that neither a restart nor a second process gives more tries. */
export function createOneTimeCodes({ codes, budgets, codeKey, settings, clock }: OneTimeCodesDeps) {
  const hashOf = (id: string, code: string) => keyedHash(codeKey, id, code);

  const messageLimits: Limits = {
    pauseSeconds: settings.resendAfterSeconds,
    perDay: settings.perDay,
    onPause: (seconds) => `验证码刚发过，请 ${seconds} 秒后再获取。`,
    onDay: '今天的验证码已经发完，请明天再试，或者到医保窗口办理。',
  };

  const isLockedOn = (budget: SendBudgetDocument, day: string) =>
    budget.day === day && (budget.wrongOnDay ?? 0) >= WRONG_TRIES_PER_DAY;
  const lockedToday = () =>
    new HttpError('SMS_CODE_LOCKED', { message: '今天验证码错的次数太多，已经锁定，请明天再试，或者到医保窗口办理。' });

  /** A budget document stands for every receiver who was ever sent a code. */
  async function countWrong(receiver: string): Promise<void> {
    await changeDocument(budgets, receiver, (known) => {
      if (known === undefined) return undefined;
      const day = civilDayOf(clock().toISOString());
      const isToday = known.day === day;
      return {
        ...known,
        day,
        sentOnDay: isToday ? known.sentOnDay : 0,
        wrongOnDay: (isToday ? (known.wrongOnDay ?? 0) : 0) + 1,
      };
    });
  }

  return {
    settings,

    /**
     * Takes one message (or, with other limits, one request) out of a receiver's budget.
     * @throws HttpError TOO_MANY_REQUESTS within the pause or past the day's number, SMS_CODE_LOCKED after a day's wrong tries
     */
    async takeBudget(receiver: string, limits: Limits = messageLimits): Promise<void> {
      await changeDocument(budgets, receiver, (known) => {
        const now = clock();
        const lastSentAt = now.toISOString();
        const day = civilDayOf(lastSentAt);
        if (known === undefined) return { schemaVersion: 1, lastSentAt, day, sentOnDay: 1 };
        if (isLockedOn(known, day)) throw lockedToday();
        const waitSeconds = limits.pauseSeconds - (now.getTime() - Date.parse(known.lastSentAt)) / 1000;
        if (waitSeconds > 0) {
          throw new HttpError('TOO_MANY_REQUESTS', {
            message: limits.onPause(Math.ceil(waitSeconds)),
            retryAfterSeconds: waitSeconds,
          });
        }
        const sentOnDay = known.day === day ? known.sentOnDay : 0;
        if (sentOnDay >= limits.perDay) {
          throw new HttpError('TOO_MANY_REQUESTS', { message: limits.onDay, retryAfterSeconds: 3600 });
        }
        const wrongOnDay = known.day === day ? (known.wrongOnDay ?? 0) : 0;
        return { ...known, lastSentAt, day, sentOnDay: sentOnDay + 1, wrongOnDay };
      });
    },

    /** Gives the pause back (not the day's count) when a message could not be sent, so that "try again" works at once. */
    async forgivePause(receiver: string): Promise<void> {
      const known = await budgets.get(receiver);
      if (known) await budgets.replace({ ...known, lastSentAt: new Date(0).toISOString() });
    },

    /** Makes a code under `id`; a code that stood there before is void. Answers the code, to be sent and forgotten. */
    async make(
      id: string,
      about: Pick<CodeDocument, 'purpose' | 'identityId' | 'personId' | 'receiver'>,
    ): Promise<{ code: string; expiresAt: string }> {
      const code = newSixDigitCode();
      const expiresAt = new Date(clock().getTime() + settings.lifeSeconds * 1000).toISOString();
      await changeDocument(codes, id, () => ({
        schemaVersion: 1,
        ...about,
        codeHash: hashOf(id, code),
        triesLeft: settings.tries,
        expiresAt,
      }));
      return { code, expiresAt };
    },

    /**
     * Spends a try, and the code when it fits. Each comparison is paid for by a write, so parallel guesses get no extra tries.
     * Answers the code as it stands after that.
     * @param isAllowed a document that this caller may not use counts as none
     * @throws HttpError SMS_CODE_EXPIRED, SMS_CODE_LOCKED, SMS_CODE_WRONG
     */
    async spend(id: string, code: string, isAllowed: (known: CodeDocument) => boolean): Promise<CodeDocument> {
      const spent = await changeDocument(codes, id, async (known) => {
        const now = clock().toISOString();
        if (known === undefined || !isAllowed(known) || known.usedAt !== undefined || known.expiresAt <= now) {
          throw new HttpError('SMS_CODE_EXPIRED');
        }
        const budget = await budgets.get(known.receiver ?? id);
        if (budget !== undefined && isLockedOn(budget, civilDayOf(now))) throw lockedToday();
        if (known.triesLeft <= 0) throw new HttpError('SMS_CODE_LOCKED');
        const isRight = isSameText(known.codeHash, hashOf(id, code));
        return { ...known, triesLeft: known.triesLeft - 1, ...(isRight ? { usedAt: now } : {}) };
      });
      if (spent.usedAt !== undefined) return spent;
      await countWrong(spent.receiver ?? id);
      if (spent.triesLeft === 0) throw new HttpError('SMS_CODE_LOCKED');
      throw new HttpError('SMS_CODE_WRONG', { message: `验证码不对，请看清后再填，还可以试 ${spent.triesLeft} 次。` });
    },
  };
}
