import { isGatewayError } from '../../gateways/gateway-error';
import type { SmsGateway } from '../../gateways/sms/port';
import { HttpError } from '../../http/http-error';
import { newId } from '../../ids';
import { keyedHash } from '../../secrets';
import { type Collection, Conflict } from '../../storage/port';
import type { Channel, IdentityDocument } from './identity.collection';
import type { OneTimeCodes } from './one-time-codes';
import type { Sessions } from './sessions';

/** A phone number may have gone to somebody else: a phone door unused for so long proves itself again. */
export const PHONE_DOOR_IDLE_DAYS = 90;

/** What the doors need of the outside. */
export interface DoorGateways {
  sms: Pick<SmsGateway, 'send'>;
  wechat: { codeToSession(code: string): Promise<{ openid: string }> };
  alipay: { codeToOpenId(code: string): Promise<{ openId: string }> };
}

export interface DoorsDeps {
  identities: Collection<IdentityDocument>;
  sessions: Sessions;
  codes: OneTimeCodes;
  gateways: DoorGateways;
  /** Newest first; see Secrets.doorKeys. */
  doorKeys: readonly Uint8Array[];
  clock: () => Date;
}

export type Doors = ReturnType<typeof createDoors>;

/** The three doors: SMS code, WeChat, Alipay. Going in proves a phone or an account, never a person. */
export function createDoors({ identities, sessions, codes, gateways, doorKeys, clock }: DoorsDeps) {
  const phoneIds = (phone: string) => doorKeys.map((key) => `phone:${keyedHash(key, phone)}`);
  const newestPhoneId = (phone: string) => phoneIds(phone)[0] as string;

  async function enter(ids: readonly string[], channel: Channel, phone?: string): Promise<IdentityDocument> {
    for (;;) {
      const now = clock();
      let known: IdentityDocument | undefined;
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
      const next: IdentityDocument = { ...known, lastUsedAt: now.toISOString() };
      const idleMs = now.getTime() - Date.parse(known.lastUsedAt);
      if (channel === 'phone' && idleMs > PHONE_DOOR_IDLE_DAYS * 86_400_000) {
        delete next.personId;
        delete next.proof;
        delete next.proofAt;
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

  return {
    /** True when this phone is the door `identityId`. */
    isPhoneOf: (identityId: string, phone: string) => phoneIds(phone).includes(identityId),

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

    /** The door's own document. */
    identity: (identityId: string) => identities.get(identityId),

    /**
     * Attaches a door to a person after proof, by one compare-and-set write. Doing it again raises the proof from phone to face, never lowers it.
     * @throws HttpError PERSON_ALREADY_ATTACHED when the door belongs to somebody else
     */
    async attach(identityId: string, personId: string, proof: 'phone' | 'face'): Promise<void> {
      for (;;) {
        const known = await identities.get(identityId);
        if (known === undefined) throw new HttpError('SESSION_ENDED');
        if (known.personId !== undefined && known.personId !== personId) throw new HttpError('PERSON_ALREADY_ATTACHED');
        const isLower = known.proof === 'face' && proof === 'phone';
        const next: IdentityDocument = {
          ...known,
          personId,
          ...(isLower ? {} : { proof, proofAt: clock().toISOString() }),
        };
        if (await identities.replace(next)) return;
      }
    },
  };
}
