import type { Body, Reply } from '@gongji/shared/contract/schemas';
import type { ProvenCaller } from '../../http/caller';
import { HttpError } from '../../http/http-error';
import type { Reminders, WindowOf } from './reminders';
import type { Subscriptions } from './subscriptions';

const BY_PLATFORM = { wechat: '微信', alipay: '支付宝', phone: '' } as const;

/** Records what somebody wants to be told of. The inbox tells in any case; the platform once, where it was allowed. */
export function createSubscribe(deps: {
  subscriptions: Subscriptions;
  reminders: Reminders;
  windowOf: WindowOf;
  /** True while this owner's invitation of this member waits for an answer. Throws HttpError NOT_FOUND, NOT_ALLOWED. */
  isInvited(sharingId: string, memberId: string, ownerId: string): Promise<boolean>;
}) {
  const { subscriptions, reminders } = deps;
  return async (
    { about, isAllowed }: Body<'notice.subscribe'>,
    caller: ProvenCaller,
    commandId: string,
  ): Promise<Reply<'notice.subscribe'>> => {
    const { sharingId, memberId, occasion } = about;
    const allow = async () => isAllowed && (await subscriptions.allow(caller, occasion, commandId));
    const also = (isByPlatform: boolean) => (isByPlatform ? `${BY_PLATFORM[caller.channel]}会通知您一次，` : '');
    if (occasion === 'invitationAnswered') {
      const isWaiting = await deps.isInvited(sharingId, memberId, caller.personId);
      if (!isWaiting) return { isByPlatform: false, message: '家人已经答复过了，请看共济详情。' };
      const isByPlatform = await allow();
      return { isByPlatform, message: `家人答复后，${also(isByPlatform)}“我的”里的站内消息也会写上。` };
    }
    const period = await deps.windowOf(sharingId, memberId, caller.personId);
    if (!period) throw new HttpError('NOT_FOUND', { message: '没有找到会到期的共济，请刷新后再看一眼。' });
    if (!(await reminders.remember(caller.personId, sharingId, memberId, period.endAt))) {
      return { isByPlatform: false, message: '一天之内就要到期了，想接着用请现在就延长。' };
    }
    const isByPlatform = await allow();
    return { isByPlatform, message: `到期前几天，${also(isByPlatform)}“我的”里的站内消息也会写上。` };
  };
}

export type Subscribe = ReturnType<typeof createSubscribe>;
