import type { Caller } from '../../http/handler';
import { HttpError } from '../../http/http-error';
import { newId } from '../../ids';
import { changeDocument } from '../../storage/change-document';
import type { Collection } from '../../storage/port';
import type { IdentityDocument } from './identity.collection';
import type { EndedBecause, SessionDocument } from './session.collection';
import type { Tokens } from './tokens';

/** How long the previous refresh token still gets the same successor: two tabs, or an answer lost on the way. */
export const REFRESH_GRACE_SECONDS = 60;
/** A session ends when it was not refreshed for so long. */
export const SESSION_IDLE_DAYS = 30;

export interface SessionsDeps {
  sessions: Collection<SessionDocument>;
  identities: Collection<IdentityDocument>;
  tokens: Tokens;
  clock: () => Date;
}

export type Sessions = ReturnType<typeof createSessions>;

/** Sessions: opened at a door, refreshed by rotation, ended by signing out or by a refresh token that comes back too late. */
export function createSessions({ sessions, identities, tokens, clock }: SessionsDeps) {
  const expiry = (now: Date) => new Date(now.getTime() + SESSION_IDLE_DAYS * 86_400_000).toISOString();

  async function answerFor(session: SessionDocument, identity: IdentityDocument, now: Date) {
    return {
      ...(await tokens.accessToken(session._id, now)),
      refreshToken: tokens.refreshToken(session._id, session.generation),
      sessionId: session._id,
      channel: session.channel,
      isProven: identity.personId !== undefined,
    };
  }

  async function end(sessionId: string, because: EndedBecause): Promise<void> {
    await changeDocument(sessions, sessionId, (session) =>
      session === undefined || session.endedAt !== undefined
        ? undefined
        : { ...session, endedAt: clock().toISOString(), endedBecause: because },
    );
  }

  /**
   * Over by itself, or because the door has changed hands since: whoever was signed in before a person proved themselves at this
   * door must not find themselves inside as that person.
   */
  const isOver = (session: SessionDocument, identity: IdentityDocument, now: Date) =>
    session.endedAt !== undefined ||
    session.expiresAt <= now.toISOString() ||
    ((session.epoch ?? 0) !== (identity.epoch ?? 0) && session._id !== identity.keptSessionId);

  /** The doors whose sessions a caller may see: all doors of the person, or this one door of nobody. */
  async function ownDoors(caller: Caller): Promise<IdentityDocument[]> {
    if (caller.personId !== undefined) return identities.find({ personId: caller.personId });
    const own = await identities.get(caller.identityId);
    return own === undefined ? [] : [own];
  }

  return {
    /** Opens a session for a door and answers its tokens. */
    async open(identity: IdentityDocument) {
      const now = clock();
      const _id = newId();
      const session: SessionDocument = {
        _id,
        version: 1,
        schemaVersion: 1,
        identityId: identity._id,
        channel: identity.channel,
        ...(identity.epoch === undefined ? {} : { epoch: identity.epoch }),
        generation: 1,
        refreshHash: tokens.hashOf(tokens.refreshToken(_id, 1)),
        createdAt: now.toISOString(),
        expiresAt: expiry(now),
      };
      await sessions.insert(session);
      return answerFor(session, identity, now);
    },

    /**
     * Exchanges a refresh token. The previous token gets the same successor for 60 s; any older one, or the previous one later,
     * means that two parties hold it: the session ends.
     * @throws HttpError SESSION_ENDED
     */
    async refresh(refreshToken: string) {
      const read = tokens.readRefresh(refreshToken);
      if (read === undefined) throw new HttpError('SESSION_ENDED');
      const presented = tokens.hashOf(refreshToken);
      for (;;) {
        const now = clock();
        const session = await sessions.get(read.sessionId);
        if (session === undefined) throw new HttpError('SESSION_ENDED');
        const identity = await identities.get(session.identityId);
        if (identity === undefined || isOver(session, identity, now)) throw new HttpError('SESSION_ENDED');
        if (presented === session.refreshHash) {
          const next: SessionDocument = {
            ...session,
            generation: session.generation + 1,
            refreshHash: tokens.hashOf(tokens.refreshToken(session._id, session.generation + 1)),
            previousRefreshHash: session.refreshHash,
            rotatedAt: now.toISOString(),
            expiresAt: expiry(now),
          };
          if (!(await sessions.replace(next))) continue;
          return answerFor(next, identity, now);
        }
        const isPrevious = presented === session.previousRefreshHash && session.rotatedAt !== undefined;
        if (isPrevious && now.getTime() - Date.parse(session.rotatedAt ?? '') <= REFRESH_GRACE_SECONDS * 1000) {
          return answerFor(session, identity, now);
        }
        await end(session._id, 'refreshReused');
        throw new HttpError('SESSION_ENDED');
      }
    },

    end,

    /** Where a person (or an unproven door) is signed in, last used first. */
    async list(caller: Caller): Promise<{ session: SessionDocument; identity: IdentityDocument }[]> {
      const now = clock();
      const found = await Promise.all(
        (await ownDoors(caller)).map(async (identity) => {
          const newest = await sessions.find({ identityId: identity._id, expiresAt: { $gt: now.toISOString() } });
          return newest.filter((session) => !isOver(session, identity, now)).map((session) => ({ session, identity }));
        }),
      );
      return found.flat().sort((a, b) => (lastSeenAt(a.session) < lastSeenAt(b.session) ? 1 : -1));
    },

    /**
     * The door of a running session of the caller's own.
     * @throws HttpError NOT_FOUND on anybody else's, and on one that is over
     */
    async doorOfOwn(caller: Caller, sessionId: string): Promise<string> {
      const now = clock();
      const session = await sessions.get(sessionId);
      const identity = session && (await ownDoors(caller)).find(({ _id }) => _id === session.identityId);
      if (session === undefined || identity === undefined || isOver(session, identity, now))
        throw new HttpError('NOT_FOUND');
      return identity._id;
    },

    /** Who holds an access token now: the session must still run, and the door's person is read afresh. */
    async resolveCaller(accessToken: string): Promise<Caller | 'ended' | undefined> {
      const now = clock();
      const named = await tokens.sessionOf(accessToken, now);
      if (named === undefined) return undefined;
      if (named === 'tooOld') return 'ended';
      const { sessionId } = named;
      const session = await sessions.get(sessionId);
      if (session === undefined) return 'ended';
      const identity = await identities.get(session.identityId);
      if (identity === undefined || isOver(session, identity, now)) return 'ended';
      return {
        sessionId,
        identityId: identity._id,
        channel: identity.channel,
        signedInAt: session.createdAt,
        ...(identity.personId === undefined ? {} : { personId: identity.personId, proof: identity.proof ?? 'phone' }),
      };
    },
  };
}

/** When a session was last used, to within an access token's life: an active client refreshes that often. */
export const lastSeenAt = (session: SessionDocument): string => session.rotatedAt ?? session.createdAt;
