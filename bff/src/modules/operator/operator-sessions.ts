import type { OperatorCaller } from '../../http/steps/operator-session';
import { keyedHash } from '../../secrets';
import { changeDocument } from '../../storage/change-document';
import type { Collection } from '../../storage/port';
import { newToken, tokenHash } from './factors';
import type { OperatorDocument, OperatorSessionDocument } from './operator.collection';

/** An unattended console signs out by itself after so long (level-3 protection asks for an idle exit). */
export const IDLE_MINUTES = 15;
const LONGEST_HOURS = 12;
/** A session's last sign of life is written at most this often. */
const TOUCH_MS = 30_000;

/** Console sessions: one cookie, kept as a hash; idle after 15 minutes, over after 12 hours, ended at once by a new stamp. */
export function createOperatorSessions(deps: {
  collection: Collection<OperatorSessionDocument>;
  operators: Collection<OperatorDocument>;
  csrfKey: Uint8Array;
  clock: () => Date;
}) {
  const { collection, operators, clock } = deps;
  const csrfTokenOf = (sessionId: string) => keyedHash(deps.csrfKey, 'csrf', sessionId);

  const isOver = (session: OperatorSessionDocument, now: Date) =>
    session.endedAt !== undefined ||
    session.expiresAt <= now.toISOString() ||
    Date.parse(session.lastSeenAt) <= now.getTime() - IDLE_MINUTES * 60_000;

  async function touch(session: OperatorSessionDocument, now: Date): Promise<void> {
    if (now.getTime() - Date.parse(session.lastSeenAt) < TOUCH_MS) return;
    // A lost race is a sign of life, too
    await collection.replace({ ...session, lastSeenAt: now.toISOString() });
  }

  return {
    /** Opens a session; `token` is for the cookie alone. */
    async open(operator: OperatorDocument): Promise<{ token: string; csrfToken: string; sessionId: string }> {
      const now = clock();
      const { token, tokenHash: sessionId } = newToken();
      await collection.insert({
        _id: sessionId,
        version: 1,
        schemaVersion: 1,
        operatorId: operator._id,
        stamp: operator.stamp,
        createdAt: now.toISOString(),
        lastSeenAt: now.toISOString(),
        expiresAt: new Date(now.getTime() + LONGEST_HOURS * 3_600_000).toISOString(),
      });
      return { token, csrfToken: csrfTokenOf(sessionId), sessionId };
    },

    /** Whose session a cookie's token opens now; the operator is read afresh each time. */
    async resolve(token: string): Promise<OperatorCaller | 'ended' | undefined> {
      const now = clock();
      const session = await collection.get(tokenHash(token));
      if (session === undefined) return undefined;
      if (isOver(session, now)) return 'ended';
      const operator = await operators.get(session.operatorId);
      if (operator === undefined || operator.status !== 'active' || operator.stamp !== session.stamp) return 'ended';
      await touch(session, now);
      return {
        operatorId: operator._id,
        name: operator.name,
        roles: operator.roles,
        sessionId: session._id,
        csrfToken: csrfTokenOf(session._id),
      };
    },

    async end(sessionId: string): Promise<void> {
      await changeDocument(collection, sessionId, (session) =>
        session === undefined || session.endedAt !== undefined
          ? undefined
          : { ...session, endedAt: clock().toISOString() },
      );
    },
  };
}

export type OperatorSessions = ReturnType<typeof createOperatorSessions>;
