import { createHash } from 'node:crypto';
import type { Body } from '@gongji/shared/contract/schemas';
import { isMobileNumber } from '@gongji/shared/domain/names';
import { isGatewayError } from '../../gateways/gateway-error';
import type { SmsGateway } from '../../gateways/sms/port';
import { HttpError } from '../../http/http-error';
import { newId } from '../../ids';
import { keyedHash } from '../../secrets';
import { changeDocument } from '../../storage/change-document';
import { type Collection, Conflict } from '../../storage/port';
import type { Channel, IdentityDocument, ProvenBy } from './identity.collection';
import type { OneTimeCodes } from './one-time-codes';
import type { Sessions } from './sessions';

/** A phone number may have gone to somebody else: a phone door unused for so long proves itself again. */
export const PHONE_DOOR_IDLE_DAYS = 90;

/** What a way of proving counts for: rules ask for a level, and a clerk who saw the certificate is as good as a face. */
const LEVEL = { door: 'phone', sms: 'phone', face: 'face', desk: 'face' } as const satisfies Record<
  ProvenBy,
  'phone' | 'face'
>;
/** A later proof replaces an earlier one of the same or a lower rank. */
const RANK: Record<ProvenBy, number> = { door: 0, sms: 1, face: 2, desk: 2 };

/** A word to a person in their inbox; the same id is told once. */
export type Tell = (notice: { effectId: string; personId: string; title: string; text: string }) => Promise<void>;

/** What the doors need of the outside. */
export interface DoorGateways {
  sms: Pick<SmsGateway, 'send'>;
  wechat: { codeToSession(code: string): Promise<{ openid: string }>; phoneNumber(code: string): Promise<string> };
  alipay: {
    codeToOpenId(code: string): Promise<{ openId: string }>;
    openPhone(sealed: { response: string; sign: string }): string;
  };
}

export interface DoorsDeps {
  identities: Collection<IdentityDocument>;
  sessions: Sessions;
  codes: OneTimeCodes;
  gateways: DoorGateways;
  /** Newest first; see Secrets.doorKeys. */
  doorKeys: readonly Uint8Array[];
  tell: Tell;
  clock: () => Date;
}

export type Doors = ReturnType<typeof createDoors>;

/** The three doors: SMS code, WeChat, Alipay. Going in proves a phone or an account, never a person. */
export function createDoors({ identities, sessions, codes, gateways, doorKeys, tell, clock }: DoorsDeps) {
  const phoneIds = (phone: string) => doorKeys.map((key) => `phone:${keyedHash(key, phone)}`);
  const newestPhoneId = (phone: string) => phoneIds(phone)[0] as string;

  async function enter(ids: readonly string[], channel: Channel, phone?: string): Promise<IdentityDocument> {
    for (;;) {
      const now = clock();
      let known = phone === undefined ? undefined : (await identities.find({ phone }, { limit: 1 }))[0];
      for (const id of ids) known ??= await identities.get(id);
      if (known === undefined) {
        const fresh: IdentityDocument = {
          _id: ids[0] as string,
          version: 1,
          schemaVersion: 1,
          channel,
          ...(phone === undefined ? {} : { phone }),
          createdAt: now.toISOString(),
          lastUsedAt: now.toISOString(),
        };
        try {
          await identities.insert(fresh);
          return fresh;
        } catch (error) {
          if (!(error instanceof Conflict)) throw error;
          continue;
        }
      }
      let next: IdentityDocument = { ...known, lastUsedAt: now.toISOString() };
      const idleMs = now.getTime() - Date.parse(known.lastUsedAt);
      if (channel === 'phone' && idleMs > PHONE_DOOR_IDLE_DAYS * 86_400_000) {
        // The number may be somebody else's by now: whoever came in by it before stays outside, too
        next = changedHands(next);
      }
      if (await identities.replace(next)) return { ...next, version: next.version + 1 };
    }
  }

  /** What a platform refuses is a failed login; anything else that goes wrong outside stays what it is. */
  async function asked<T>(question: Promise<T>): Promise<T> {
    try {
      return await question;
    } catch (error) {
      if (isGatewayError(error, 'rejected')) throw new HttpError('PLATFORM_LOGIN_FAILED');
      throw error;
    }
  }

  /** The person gone from a door, and every session opened at it so far over. */
  function changedHands({
    personId: _1,
    proof: _2,
    proofAt: _3,
    provenBy: _4,
    keptSessionId: _5,
    ...door
  }: IdentityDocument): IdentityDocument {
    return { ...door, epoch: (door.epoch ?? 0) + 1 };
  }

  /** Tells a person's other doors about a new one. Told before it is true, so that a kill between the two cannot hide it. */
  async function tellOfNewDoor(door: IdentityDocument, personId: string): Promise<void> {
    const others = (await identities.find({ personId })).filter(({ _id }) => _id !== door._id);
    if (others.length === 0) return;
    const effectId = createHash('sha256').update(`${door._id} ${personId} ${door.version}`).digest('base64url');
    await tell({
      effectId: effectId.slice(0, 32),
      personId,
      title: '新增了一个登录方式',
      text: `${CHANNEL_WORDS[door.channel]}登录已证明是您本人，可以查看和办理您的共济。如果不是您本人操作，请马上在“登录管理”里移除它，并拨打 12393。`,
    });
  }

  return {
    /** True when this phone is the door `identityId`. */
    async isPhoneOf(identityId: string, phone: string | undefined): Promise<boolean> {
      const door = await identities.get(identityId);
      return phone !== undefined && door?.phone === phone;
    },

    async sendSmsCode(phone: string) {
      const id = `sign-in:${newestPhoneId(phone)}`;
      await codes.takeBudget(id);
      const { code, expiresAt } = await codes.make(id, { purpose: 'signIn' });
      try {
        const params = { code, minutes: String(Math.round(codes.settings.lifeSeconds / 60)) };
        await gateways.sms.send({ messageId: newId(), phone, template: 'login-code', params });
      } catch (error) {
        await codes.forgivePause(id);
        throw error;
      }
      return { resendAfterSeconds: codes.settings.resendAfterSeconds, expiresAt };
    },

    async signInBySms(phone: string, code: string) {
      await codes.spend(`sign-in:${newestPhoneId(phone)}`, code, (known) => known.purpose === 'signIn');
      return sessions.open(await enter(phoneIds(phone), 'phone', phone));
    },

    async signInByWechat(code: string) {
      const { openid } = await asked(gateways.wechat.codeToSession(code));
      return sessions.open(await enter([`wechat:${openid}`], 'wechat'));
    },

    async signInByAlipay(code: string) {
      const { openId } = await asked(gateways.alipay.codeToOpenId(code));
      return sessions.open(await enter([`alipay:${openId}`], 'alipay'));
    },

    /**
     * The number in the WeChat or Alipay account of whoever tapped the platform's own button: saves typing it, proves nothing here and
     * is not kept. Throws HttpError PHONE_NOT_READ when the platform gives none (also one from abroad).
     */
    async readPhone(from: Body<'session.readPhone'>['from']): Promise<string> {
      try {
        const phone =
          from.channel === 'wechat'
            ? await gateways.wechat.phoneNumber(from.code)
            : gateways.alipay.openPhone({ response: from.response, sign: from.sign });
        if (isMobileNumber(phone)) return phone;
      } catch (error) {
        if (!isGatewayError(error, 'rejected') && !isGatewayError(error, 'badSignature')) throw error;
      }
      throw new HttpError('PHONE_NOT_READ');
    },

    /** The door's own document. */
    identity: (identityId: string) => identities.get(identityId),

    /** Every door that is attached to a person. */
    ofPerson: (personId: string) => identities.find({ personId }),

    /**
     * Attaches a door to a person after proof, by one compare-and-set write. Doing it again raises the proof, never lowers it.
     * The first time, every other session at this door ends: only `sessionId`, which brought the proof, goes on.
     * @throws HttpError PERSON_ALREADY_ATTACHED when the door belongs to somebody else
     */
    async attach(identityId: string, personId: string, how: { by: ProvenBy; sessionId: string }): Promise<void> {
      await changeDocument(identities, identityId, async (known) => {
        if (known === undefined) throw new HttpError('SESSION_ENDED');
        if (known.personId !== undefined && known.personId !== personId) throw new HttpError('PERSON_ALREADY_ATTACHED');
        const isFirst = known.personId === undefined;
        if (isFirst) await tellOfNewDoor(known, personId);
        const knownBy = known.provenBy ?? (known.proof === 'face' ? 'face' : 'sms');
        const isLower = !isFirst && RANK[how.by] < RANK[knownBy];
        return {
          ...known,
          personId,
          ...(isFirst ? { epoch: (known.epoch ?? 0) + 1, keptSessionId: how.sessionId } : {}),
          ...(isLower ? {} : { proof: LEVEL[how.by], provenBy: how.by, proofAt: clock().toISOString() }),
        };
      });
    },

    /** Takes a door away from a person; whoever is signed in at it is out at once. Nothing happens when it is not theirs. */
    async detach(identityId: string, personId: string): Promise<void> {
      await changeDocument(identities, identityId, (known) =>
        known?.personId === personId ? changedHands(known) : undefined,
      );
    },
  };
}

/** A door's kind for people. */
export const CHANNEL_WORDS: Record<Channel, string> = { phone: '手机号', wechat: '微信', alipay: '支付宝' };
