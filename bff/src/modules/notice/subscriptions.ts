import type { AlipayGateway } from '../../gateways/alipay/port';
import { isGatewayError } from '../../gateways/gateway-error';
import type { WechatGateway } from '../../gateways/wechat/port';
import type { Caller } from '../../http/handler';
import { changeDocument } from '../../storage/change-document';
import type { Collection } from '../../storage/port';
import type { NoticeGrantDocument } from './grant.collection';
import { filledIn, type NoticeTemplates, type Occasion, type TellingChannel } from './occasions';

/** More taps than this are not counted: nobody wants that many messages of one kind. */
const MOST_TIMES = 10;
const KEPT_KEYS = 20;

export interface SubscriptionDeps {
  grants: Collection<NoticeGrantDocument>;
  templates: Readonly<Record<TellingChannel, NoticeTemplates>>;
  wechat: Pick<WechatGateway, 'sendSubscribe'>;
  alipay: Pick<AlipayGateway, 'sendTemplate'>;
  /** A door that was taken away from a person hears nothing of them any more. */
  isDoorOf(identityId: string, personId: string): Promise<boolean>;
  clock: () => Date;
  log: { warn(fields: object, message: string): void };
}

export interface TellingNotice {
  effectId: string;
  personId: string;
  occasion: Occasion;
  title: string;
  text: string;
  at: string;
  sharingId: string;
}

export type Subscriptions = ReturnType<typeof createSubscriptions>;

/** One-time messages of WeChat and Alipay: what may be asked for, who allowed it how often, and sending. */
export function createSubscriptions(deps: SubscriptionDeps) {
  const { grants, templates, clock } = deps;
  const channelOf = (caller: Pick<Caller, 'channel'>): TellingChannel | undefined =>
    caller.channel === 'phone' ? undefined : caller.channel;
  const now = () => clock().toISOString();

  /** Changes a grant that is still there; false where nothing was written. */
  async function change(
    id: string,
    make: (known: NoticeGrantDocument) => NoticeGrantDocument | undefined,
  ): Promise<boolean> {
    return (await changeDocument(grants, id, (known) => known && make(known))) !== undefined;
  }

  /** Takes one message away for this notice, before it is sent. */
  const spend = (grant: NoticeGrantDocument, effectId: string) =>
    change(grant._id, (known) =>
      known.times < 1 || known.personId !== grant.personId || known.spentOn.includes(effectId)
        ? undefined
        : {
            ...known,
            times: known.times - 1,
            spentOn: [...known.spentOn, effectId].slice(-KEPT_KEYS),
            changedAt: now(),
          },
    );
  const giveBack = (grant: NoticeGrantDocument) =>
    change(grant._id, (known) => ({ ...known, times: Math.min(known.times + 1, MOST_TIMES), changedAt: now() }));
  const useUp = (grant: NoticeGrantDocument) =>
    change(grant._id, (known) => (known.times === 0 ? undefined : { ...known, times: 0, changedAt: now() }));

  function sendBy(grant: NoticeGrantDocument, notice: TellingNotice): Promise<'sent' | 'notSubscribed'> | undefined {
    const template = templates[grant.channel][notice.occasion];
    if (!template) return undefined;
    const openid = grant.identityId.slice(grant.channel.length + 1);
    const page = `packages/sharing/detail/index?sharingId=${notice.sharingId}`;
    const data = filledIn(template, notice);
    return grant.channel === 'wechat'
      ? deps.wechat.sendSubscribe({ openid, templateId: template.id, page, data })
      : deps.alipay.sendTemplate({ openId: openid, templateId: template.id, page, data });
  }

  return {
    /** The templates that this caller's door can be asked to allow. */
    templatesFor(caller: Pick<Caller, 'channel'>): { occasion: Occasion; templateId: string }[] {
      const channel = channelOf(caller);
      if (!channel) return [];
      return Object.entries(templates[channel]).map(([occasion, { id }]) => ({
        occasion: occasion as Occasion,
        templateId: id,
      }));
    },

    /** Counts one tap on "allow". False where this door or this occasion has no message of the platform. Idempotent by `commandId`. */
    async allow(
      caller: Pick<Caller, 'channel' | 'identityId'> & { personId: string },
      occasion: Occasion,
      commandId: string,
    ): Promise<boolean> {
      const channel = channelOf(caller);
      if (!channel || !templates[channel][occasion]) return false;
      const { identityId, personId } = caller;
      const fresh: NoticeGrantDocument = {
        _id: `${occasion}|${identityId}`,
        version: 1,
        schemaVersion: 1,
        personId,
        channel,
        occasion,
        identityId,
        times: 1,
        grantedBy: [commandId],
        spentOn: [],
        changedAt: now(),
      };
      await changeDocument(grants, fresh._id, (known) => {
        // What an earlier person behind this door allowed was theirs.
        if (known?.personId !== personId) return fresh;
        if (known.grantedBy.includes(commandId)) return undefined;
        return {
          ...known,
          times: Math.min(known.times + 1, MOST_TIMES),
          grantedBy: [...known.grantedBy, commandId].slice(-KEPT_KEYS),
          changedAt: now(),
        };
      });
      return true;
    },

    /**
     * Tells a person on the platform too, where they allowed it. Never throws for what happens outside and never tries a message
     * twice: the inbox has the notice. A refusal that says "not allowed" (43101, or an unknown person 40003) uses the grant up; a
     * refusal of our template, page or fields (40037, 41030, 47003) gives it back and is told to operators by the log.
     */
    async send(notice: TellingNotice): Promise<void> {
      const { personId, occasion, effectId } = notice;
      const found = await grants.find({ personId, occasion }, { limit: 20 });
      if (found.some((grant) => grant.spentOn.includes(effectId))) return;
      for (const grant of found.filter(({ times }) => times > 0)) {
        if (!(await deps.isDoorOf(grant.identityId, personId))) {
          await useUp(grant);
          continue;
        }
        if (!templates[grant.channel][occasion] || !(await spend(grant, effectId))) continue;
        try {
          if ((await sendBy(grant, notice)) === 'sent') return;
          await useUp(grant);
        } catch (problem) {
          if (!isGatewayError(problem)) throw problem;
          const { gateway, kind, vendorCode } = problem;
          deps.log.warn({ effectId, gateway, kind, vendorCode }, 'a platform message was not sent');
          if (problem.kind === 'rejected' && vendorCode === UNKNOWN_PERSON) await useUp(grant);
          else if (!problem.isOutcomeUnknown) await giveBack(grant);
          return;
        }
      }
    },
  };
}

/** WeChat knows no such openid for this app: the door is of no use for messages. */
const UNKNOWN_PERSON = '40003';
