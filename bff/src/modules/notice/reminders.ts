import { createHash } from 'node:crypto';
import { momentInWords } from '@gongji/shared/domain/civil-day';
import { createRounds } from '../../rounds';
import { changeDocument } from '../../storage/change-document';
import type { Collection } from '../../storage/port';
import type { ReminderDocument } from './reminder.collection';

/** How long before the end people are told: time enough to extend it (our own reading; no source gives a number). */
const LEADS_MS = [3 * 86_400_000, 86_400_000];
const POLL_MS = 60_000;
const BATCH = 50;

/** A window as it stands now; undefined where there is none to end (unbound, no end, not this person's). */
export type WindowOf = (
  sharingId: string,
  memberId: string,
  personId: string,
) => Promise<{ endAt: string; memberName: string } | undefined>;

/** When to tell of this end; undefined when it is too near. */
export function reminderAt(endAt: string, now: string): string | undefined {
  const lead = LEADS_MS.find((ms) => Date.parse(endAt) - ms > Date.parse(now));
  return lead === undefined ? undefined : new Date(Date.parse(endAt) - lead).toISOString();
}

/** Tells people before a window ends, where they asked for it; any number of processes may look. */
export function createReminders(deps: {
  collection: Collection<ReminderDocument>;
  windowOf: WindowOf;
  tell(notice: {
    effectId: string;
    personId: string;
    title: string;
    text: string;
    sharingId: string;
    occasion: 'windowEnding';
  }): Promise<void>;
  clock: () => Date;
  onProblem(problem: unknown): void;
}) {
  const { collection, clock } = deps;
  const rounds = createRounds({ everyMs: POLL_MS, round: lookOnce, onError: deps.onProblem });

  async function handle(reminder: ReminderDocument): Promise<void> {
    const { _id, version, personId, sharingId, memberId } = reminder;
    const period = await deps.windowOf(sharingId, memberId, personId);
    const now = clock().toISOString();
    if (period && period.endAt !== reminder.endAt) {
      const dueAt = reminderAt(period.endAt, now);
      if (dueAt) {
        await collection.replace({ ...reminder, endAt: period.endAt, dueAt });
        return;
      }
    }
    if (period && period.endAt > now) {
      const until = momentInWords(period.endAt);
      await deps.tell({
        effectId: `rmd_${createHash('sha256').update(`${_id}|${period.endAt}`).digest('base64url').slice(0, 24)}`,
        personId,
        title: `${period.memberName}的使用时间快到了`,
        text: `${until} 结束，之后就不能再用您的钱。想接着用，请在那之前到共济详情里延长。`,
        sharingId,
        occasion: 'windowEnding',
      });
    }
    await collection.remove(_id, version);
  }

  /** One round: answers how many were due. */
  async function lookOnce(): Promise<number> {
    const due = await collection.find({ dueAt: { $lte: clock().toISOString() } }, { sort: { dueAt: 1 }, limit: BATCH });
    for (const reminder of due) if (!rounds.isStopping()) await handle(reminder);
    return due.length;
  }

  return {
    /** Remembers that this person wants to be told. False: the end is too near for a reminder. Asking again changes nothing. */
    async remember(personId: string, sharingId: string, memberId: string, endAt: string): Promise<boolean> {
      const dueAt = reminderAt(endAt, clock().toISOString());
      if (dueAt === undefined) return false;
      await changeDocument(collection, `${sharingId}|${memberId}|${personId}`, (known) =>
        known?.endAt === endAt && known.dueAt === dueAt
          ? undefined
          : { schemaVersion: 1, ...known, personId, sharingId, memberId, endAt, dueAt },
      );
      return true;
    },
    lookOnce,
    start: rounds.start,
    stop: rounds.stop,
  };
}

export type Reminders = ReturnType<typeof createReminders>;
