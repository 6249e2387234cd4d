import { createHmac } from 'node:crypto';
import type { Body, Reply } from '@gongji/shared/contract/schemas';
import { civilDayOf } from '@gongji/shared/domain/civil-day';
import { maskPhone } from '@gongji/shared/domain/masks';
import type { ProvenCaller } from '../../http/caller';
import type { Caller } from '../../http/handler';
import { HttpError } from '../../http/http-error';
import { newId } from '../../ids';
import { isSameText, keyedHash } from '../../secrets';
import { type Collection, Conflict } from '../../storage/port';
import { CHANNEL_WORDS, type Doors, type Tell } from '../identity/doors';
import type { IdentityDocument } from '../identity/identity.collection';
import type { Limits, OneTimeCodes } from '../identity/one-time-codes';
import { checkRecentSignIn } from '../identity/recent-sign-in';
import type { DoorRequestDocument } from './door-request.collection';
import { checkedIdentity, type People, type PlainIdentity } from './people';

export interface DoorProofDeps {
  requests: Collection<DoorRequestDocument>;
  people: Pick<People, 'find'>;
  doors: Doors;
  codes: Pick<OneTimeCodes, 'takeBudget'>;
  tell: Tell;
  /** Keys budgets and match codes. */
  key: Uint8Array;
  /** Work that goes on after the answer; the house waits for it when it stops. */
  inBackground(work: Promise<unknown>): void;
  clock: () => Date;
}

export type DoorProof = ReturnType<typeof createDoorProof>;

const LIFE_MINUTES = 10;
const POLL_AFTER_SECONDS = 3;
const MATCH_TRIES = 3;
/** A door that was refused is not heard by the same person for so long. */
const DEAF_HOURS = 24;
const words = {
  pauseSeconds: 0,
  onPause: () => '',
  onDay: '今天请求确认的次数太多，请明天再试，或者用人脸识别、短信验证码或到医保窗口证明本人。',
};
const PER_DOOR: Limits = { ...words, perDay: 5 };
const PER_CERTIFICATE: Limits = { ...words, perDay: 10 };

/** A door that only another door's word let in lets nobody else in: one mistaken word must not open a chain of doors. */
const canVouch = (door: IdentityDocument) => door.personId !== undefined && door.provenBy !== 'door';

/**
 * Proof by a word from a door that is already attached. Asking looks the same whether or not there is such a person or another
 * door, and also when the person has refused: the asker sees it run out of time. The person types the four digits of the asking
 * screen, so that nobody can slip a request of their own in between.
 */
export function createDoorProof(deps: DoorProofDeps) {
  const { requests, people, doors, codes, tell, clock } = deps;

  const matchCodeOf = (requestId: string) => {
    const digest = createHmac('sha256', deps.key).update(`door-match:${requestId}`).digest();
    return String(digest.readUInt32BE(0) % 10_000).padStart(4, '0');
  };

  const isOpen = (request: DoorRequestDocument) =>
    request.status === 'pending' && request.expiresAt > clock().toISOString();

  const without = ({ slots: _, ...request }: DoorRequestDocument): DoorRequestDocument => request;

  async function holderOf(slot: string): Promise<DoorRequestDocument | undefined> {
    return (await requests.find({ slots: slot }, { limit: 1 }))[0];
  }

  /** Who would hear a request of this door in the name of `identity`. Asks the store the same questions in every case. */
  async function listener(identityId: string, identity: PlainIdentity): Promise<string | undefined> {
    const personId = await people.find(identity);
    const attached = await doors.ofPerson(personId ?? newId());
    const since = new Date(clock().getTime() - DEAF_HOURS * 3_600_000).toISOString();
    const earlier = await requests.find({ identityId, createdAt: { $gt: since } });
    const isDeaf = earlier.some((each) => each.status === 'denied' && each.personId === personId);
    return personId === undefined || isDeaf || !attached.some(canVouch) ? undefined : personId;
  }

  /** Stores a request; an earlier one of the same door makes way, one of another door for the same person does not. */
  async function insert(request: DoorRequestDocument): Promise<DoorRequestDocument> {
    const own = `door:${request.identityId}`;
    for (let next = request; ; ) {
      try {
        await requests.insert(next);
        return next;
      } catch (problem) {
        if (!(problem instanceof Conflict)) throw problem;
      }
      for (const slot of next.slots ?? []) {
        const holder = await holderOf(slot);
        if (holder === undefined) continue;
        if (slot === own || !isOpen(holder)) await requests.replace({ ...without(holder), status: 'ended' });
        else {
          const { personId: _, ...unheard } = next;
          next = { ...unheard, slots: [own] };
        }
      }
    }
  }

  /** Lets the asking door in, once; a kill between the two writes is healed when the door asks again. */
  async function attach(request: DoorRequestDocument): Promise<void> {
    if (request.status !== 'confirmed' || request.personId === undefined || request.attachedAt !== undefined) return;
    await doors.attach(request.identityId, request.personId, { by: 'door', sessionId: request.sessionId });
    const newest = await requests.get(request._id);
    if (newest?.attachedAt === undefined && newest) {
      await requests.replace({ ...newest, attachedAt: clock().toISOString() });
    }
  }

  async function deny(request: DoorRequestDocument, by: string): Promise<boolean> {
    const answeredAt = clock().toISOString();
    const door = await doors.identity(request.identityId);
    const isDenied = await requests.replace({ ...without(request), status: 'denied', answeredAt, answeredBy: by });
    if (!isDenied || request.personId === undefined) return isDenied;
    await tell({
      effectId: `door-denied-${request._id}`,
      personId: request.personId,
      title: '您拒绝了一个新的登录方式',
      text: `有人知道您的姓名和身份证号，想用${CHANNEL_WORDS[door?.channel ?? 'phone']}登录您的账户，已被您拒绝，对方什么也看不到。请不要把验证码、核对码告诉任何人，有疑问请拨打 12393。`,
    });
    return true;
  }

  /** True when both screens share the code; a wrong one costs a try, and the last try ends the request. */
  async function matches(request: DoorRequestDocument, typed: string): Promise<boolean> {
    if (isSameText(matchCodeOf(request._id), typed)) return true;
    const triesLeft = request.triesLeft - 1;
    const next = { ...request, triesLeft };
    const isPaid = await requests.replace(triesLeft > 0 ? next : { ...without(next), status: 'ended' });
    if (!isPaid) return false;
    if (triesLeft === 0) throw new HttpError('PROOF_EXPIRED');
    throw new HttpError('MATCH_CODE_WRONG');
  }

  return {
    /** @throws HttpError ALREADY_PROVEN, NAME_INVALID, CERTIFICATE_INVALID, TOO_MANY_REQUESTS */
    async start(caller: Caller, typed: PlainIdentity): Promise<Reply<'person.startDoorProof'>> {
      if (caller.personId !== undefined) throw new HttpError('ALREADY_PROVEN');
      const now = clock();
      const identity = checkedIdentity(typed, civilDayOf(now.toISOString()));
      await codes.takeBudget(`door-proof:${keyedHash(deps.key, 'door', caller.identityId)}`, PER_DOOR);
      await codes.takeBudget(
        `door-proof:${keyedHash(deps.key, 'number', identity.certificateNumber)}`,
        PER_CERTIFICATE,
      );
      const personId = await listener(caller.identityId, identity);
      const own = `door:${caller.identityId}`;
      const request = await insert({
        _id: newId(),
        version: 1,
        schemaVersion: 1,
        identityId: caller.identityId,
        sessionId: caller.sessionId,
        ...(personId === undefined ? { slots: [own] } : { personId, slots: [own, `person:${personId}`] }),
        status: 'pending',
        triesLeft: MATCH_TRIES,
        createdAt: now.toISOString(),
        expiresAt: new Date(now.getTime() + LIFE_MINUTES * 60_000).toISOString(),
      });
      if (request.personId !== undefined) {
        // Not awaited: the time of the answer must not tell whether anybody hears it. Lost in a kill, the request itself still shows
        deps.inBackground(
          tell({
            effectId: `door-asked-${request._id}`,
            personId: request.personId,
            title: '有新的登录方式请您确认',
            text: `有人想用${CHANNEL_WORDS[caller.channel]}登录您的账户。是您本人在登录，请在 ${LIFE_MINUTES} 分钟内到“登录管理”核对后确认；不是您本人，请拒绝。`,
          }),
        );
      }
      return {
        requestId: request._id,
        matchCode: matchCodeOf(request._id),
        expiresAt: request.expiresAt,
        pollAfterSeconds: POLL_AFTER_SECONDS,
      };
    },

    /** How it stands, for the door that asked. A refusal looks like waiting. Throws HttpError NOT_FOUND. */
    async finish(caller: Caller, requestId: string): Promise<'pending' | 'confirmed' | 'expired'> {
      const request = await requests.get(requestId);
      if (request === undefined || request.identityId !== caller.identityId) throw new HttpError('NOT_FOUND');
      const isInTime = request.expiresAt > clock().toISOString();
      if (request.status !== 'confirmed') return isInTime ? 'pending' : 'expired';
      if (isInTime) await attach(request);
      // What counts is the door as it stands: it may have been removed since
      const door = await doors.identity(caller.identityId);
      return door?.personId === request.personId ? 'confirmed' : 'expired';
    },

    /** The requests that wait for a word from this person: one at most. */
    async pendingOf(personId: string): Promise<Reply<'person.doorRequests'>['items']> {
      const request = await holderOf(`person:${personId}`);
      const door = request && isOpen(request) ? await doors.identity(request.identityId) : undefined;
      if (request === undefined || door === undefined) return [];
      return [
        {
          requestId: request._id,
          channel: door.channel,
          ...(door.phone === undefined ? {} : { maskedPhone: maskPhone(door.phone) }),
          askedAt: request.createdAt,
          expiresAt: request.expiresAt,
        },
      ];
    },

    /**
     * A word from an attached door. Refusing is always possible; confirming wants a recent sign-in, a door that was proven by more
     * than another door's word, and the code of the asking screen.
     * @throws HttpError NOT_FOUND, PROOF_EXPIRED, SIGN_IN_AGAIN, DOOR_CANNOT_VOUCH, MATCH_CODE_WRONG, BAD_REQUEST
     */
    async answer(
      caller: ProvenCaller,
      requestId: string,
      { answer, matchCode }: Body<'person.answerDoorRequest'>,
    ): Promise<'confirmed' | 'denied'> {
      for (;;) {
        const request = await requests.get(requestId);
        const isHeard = request?.personId === caller.personId && request.identityId !== caller.identityId;
        if (request === undefined || !isHeard) throw new HttpError('NOT_FOUND');
        const wanted = answer === 'confirm' ? 'confirmed' : 'denied';
        // The same word again: an answer lost on the way
        if (request.status === wanted && request.answeredBy === caller.identityId) {
          if (request.expiresAt > clock().toISOString()) await attach(request);
          return wanted;
        }
        if (!isOpen(request)) throw new HttpError('PROOF_EXPIRED');
        if (answer === 'deny') {
          if (await deny(request, caller.identityId)) return 'denied';
          continue;
        }
        checkRecentSignIn(caller, clock());
        const door = await doors.identity(caller.identityId);
        if (door === undefined || !canVouch(door)) throw new HttpError('DOOR_CANNOT_VOUCH');
        if (matchCode === undefined) {
          throw new HttpError('BAD_REQUEST', { details: [{ field: 'matchCode', problem: '请填 4 位核对码' }] });
        }
        if (!(await matches(request, matchCode))) continue;
        const answered = { answeredAt: clock().toISOString(), answeredBy: caller.identityId };
        const confirmed: DoorRequestDocument = { ...without(request), status: 'confirmed', ...answered };
        if (!(await requests.replace(confirmed))) continue;
        await attach({ ...confirmed, version: confirmed.version + 1 });
        return 'confirmed';
      }
    },
  };
}
