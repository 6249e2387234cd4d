import { isGatewayError } from '../../gateways/gateway-error';
import type { InsuranceCore } from '../../gateways/insurance-core/port';
import type { SmsGateway } from '../../gateways/sms/port';
import { type Collection, Conflict } from '../../storage/port';
import type { People } from '../sharing/ports';
import type { NoticeDocument } from './notice.collection';
import type { Occasion } from './occasions';
import type { Subscriptions } from './subscriptions';

const NEWEST_FIRST = { at: -1 } as const;

/** The inbox, and the SMS that goes with a notice where somebody must be told outside the program. */
export function createNoticeUseCases(deps: {
  collection: Collection<NoticeDocument>;
  people: Pick<People, 'identityOf'>;
  coreFor(region: string): InsuranceCore | undefined;
  sms: SmsGateway;
  subscriptions: Pick<Subscriptions, 'send'>;
  clock: () => Date;
}) {
  const { collection, people, sms, clock } = deps;
  return {
    /**
     * Puts a notice into the inbox; with `boundBy` (the owner's masked name) also by SMS to the number that the core holds; with an
     * `occasion` also on WeChat or Alipay, where the person allowed that.
     * Idempotent by `effectId`.
     * Throws GatewayError when the core or the SMS service cannot be reached; the caller tries again.
     */
    async tell(notice: {
      effectId: string;
      personId: string;
      title: string;
      text: string;
      boundBy?: string;
      /** With `boundBy`: whose core knows the number. */
      region?: string;
      sharingId?: string;
      occasion?: Occasion;
    }): Promise<void> {
      const { effectId, personId, title, text, sharingId, occasion } = notice;
      const at = clock().toISOString();
      try {
        await collection.insert({
          _id: effectId,
          version: 1,
          schemaVersion: 1,
          personId,
          title,
          text,
          at,
          ...(sharingId === undefined ? {} : { sharingId }),
        });
      } catch (problem) {
        if (!(problem instanceof Conflict)) throw problem;
      }
      if (occasion && sharingId) {
        await deps.subscriptions.send({ effectId, personId, occasion, title, text, at, sharingId });
      }
      if (!notice.boundBy || !notice.region) return;
      const identity = await people.identityOf(personId);
      const phone = identity && (await deps.coreFor(notice.region)?.contactPhone(identity));
      if (!phone) return;
      try {
        const params = { ownerName: notice.boundBy };
        await sms.send({ messageId: effectId, phone, template: 'bound-by-owner', params });
      } catch (problem) {
        // A number that cannot be reached stays so; the inbox has the notice.
        if (!isGatewayError(problem, 'rejected')) throw problem;
      }
    },

    /** A page of somebody's notices, newest first. */
    async list(personId: string, page: { after?: string; limit?: number }) {
      const limit = page.limit ?? 20;
      const found = await collection.find(
        { personId },
        { sort: NEWEST_FIRST, limit: limit + 1, ...(page.after ? { after: page.after } : {}) },
      );
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return { items, nextAfter: found.length > limit && last ? collection.cursorOf(last, NEWEST_FIRST) : undefined };
    },
  };
}

export type NoticeUseCases = ReturnType<typeof createNoticeUseCases>;
