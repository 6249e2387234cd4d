import { civilDayOf } from '@gongji/shared/domain/civil-day';
import { maskPhone } from '@gongji/shared/domain/masks';
import type { InsuranceCore } from '../../gateways/insurance-core/port';
import type { Caller } from '../../http/handler';
import { HttpError } from '../../http/http-error';
import { newId } from '../../ids';
import { keyedHash } from '../../secrets';
import type { DoorGateways, Doors } from '../identity/doors';
import type { OneTimeCodes } from '../identity/one-time-codes';
import { checkedIdentity, type People, type PlainIdentity } from './people';

export interface SmsProofDeps {
  people: People;
  doors: Doors;
  codes: OneTimeCodes;
  sms: DoorGateways['sms'];
  coreFor(region: string): InsuranceCore | undefined;
  /** Keys the budget of messages per certificate number. */
  budgetKey: Uint8Array;
  /** Work that goes on after the answer; the house waits for it when it stops. */
  inBackground(work: Promise<unknown>): void;
  clock: () => Date;
}

/**
 * Proof by a code sent to the number that the core holds. Starting looks and lasts the same whether or not the core knows such a
 * person: name and number are no proof, and must not become a way to ask who is insured.
 */
export function createSmsProof(deps: SmsProofDeps) {
  const { people, doors, codes, sms, clock } = deps;

  return {
    /** @throws HttpError PACK_UNKNOWN, NAME_INVALID, CERTIFICATE_INVALID, PERSON_ALREADY_ATTACHED, TOO_MANY_REQUESTS; GatewayError from the core */
    async start(caller: Caller, typed: PlainIdentity, region: string) {
      const core = deps.coreFor(region);
      if (core === undefined) throw new HttpError('PACK_UNKNOWN');
      const identity = checkedIdentity(typed, civilDayOf(clock().toISOString()));
      if (caller.personId !== undefined) {
        const own = await people.identityOf(caller.personId);
        if (own?.certificateNumber !== identity.certificateNumber) throw new HttpError('PERSON_ALREADY_ATTACHED');
      }
      const receiver = `proof:${keyedHash(deps.budgetKey, 'proof-budget', identity.certificateNumber)}`;
      await codes.takeBudget(receiver);
      const phone = await core.contactPhone(identity).catch(async (error: unknown) => {
        await codes.forgivePause(receiver);
        throw error;
      });
      const person = phone === undefined ? undefined : await people.confirm(identity);
      const proofId = newId();
      const { code, expiresAt } = await codes.make(proofId, {
        purpose: 'proof',
        identityId: caller.identityId,
        receiver,
        ...(person === undefined ? {} : { personId: person.personId }),
      });
      if (phone !== undefined) {
        const params = { code, minutes: String(Math.round(codes.settings.lifeSeconds / 60)) };
        // Not awaited: the time of the answer must not tell whether a message went out
        deps.inBackground(
          sms
            .send({ messageId: newId(), phone, template: 'proof-code', params })
            .catch(() => codes.forgivePause(receiver)),
        );
      }
      const isOwnPhone = await doors.isPhoneOf(caller.identityId, phone);
      return {
        proofId,
        expiresAt,
        resendAfterSeconds: codes.settings.resendAfterSeconds,
        ...(isOwnPhone && phone !== undefined ? { maskedPhone: maskPhone(phone) } : {}),
      };
    },

    /** @throws HttpError SMS_CODE_WRONG, SMS_CODE_EXPIRED, SMS_CODE_LOCKED, PERSON_ALREADY_ATTACHED */
    async finish(caller: Caller, proofId: string, code: string): Promise<void> {
      const known = await codes.spend(
        proofId,
        code,
        (found) => found.purpose === 'proof' && found.identityId === caller.identityId,
      );
      if (known.personId === undefined) throw new HttpError('SMS_CODE_WRONG');
      await doors.attach(caller.identityId, known.personId, { by: 'sms', sessionId: caller.sessionId });
    },
  };
}

export type SmsProof = ReturnType<typeof createSmsProof>;
