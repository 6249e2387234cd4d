import type { Member, SuspendCause } from '@gongji/shared/domain/sharing.types';
import { type WindowState, windowState } from '@gongji/shared/domain/window';
import type { PolicyPack } from '@gongji/shared/policy/pack';

const SUSPENDED_WORDS: Record<SuspendCause, (isOwner: boolean) => string> = {
  disputed: (isOwner) =>
    isOwner
      ? '家人表示这不是自己办的，已经停用，工作人员会核实。有疑问请拨打 12393。'
      : '您说这不是您办的，已经立即停用，不会再用这个账户付钱。工作人员会核实，有疑问请拨打 12393。',
  ownerPaused: (isOwner) =>
    `${isOwner ? '您' : '家人'}的职工医保现在不是正常状态，暂时不能付钱；恢复正常后自动可用，不用重新绑定。`,
  memberPaused: (isOwner) =>
    `${isOwner ? '家人' : '您'}的医保现在不是正常状态，暂时不能用；缴费或恢复后自动可用，不用重新绑定。`,
  ownerNotInsured: (isOwner) =>
    `${isOwner ? '您' : '家人'}的职工医保已经终止或转走，不能再付钱。办好参保后自动可用，或者先解绑。`,
  memberNotInsured: (isOwner) =>
    `${isOwner ? '家人' : '您'}的医保已经终止或不在本地，暂时不能用。参保后自动可用，或者先解绑。`,
};

const WINDOW_WORDS: Record<Exclude<WindowState, 'none'>, string> = {
  notBegun: '还没到开始时间',
  open: '在使用时间内',
  over: '使用时间已过',
};

/** When the money may be used, as a screen says it; undefined where the relation has no window. */
export function windowWords(member: Member, now: string) {
  const state = windowState(member, now);
  if (!member.window || state === 'none') return undefined;
  const { startAt, endAt } = member.window;
  return { startAt, ...(endAt ? { endAt } : {}), state, stateWord: WINDOW_WORDS[state] };
}

/** A member's state as a screen says it: a short word, and what it means with what to do next. */
export function memberWords(
  member: Member,
  pack: PolicyPack,
  seen: { isExpired: boolean; viewer: 'owner' | 'member'; isStuck: boolean },
): { statusWord: string; explanation: string } {
  const { words } = pack;
  const isOwner = seen.viewer === 'owner';
  switch (member.status) {
    case 'invited':
      if (seen.isExpired)
        return {
          statusWord: '邀请已过期',
          explanation: isOwner ? '家人没有在期限内答复。可以重新发一次邀请。' : '这份邀请已过期，请让家人重新邀请。',
        };
      return {
        statusWord: isOwner ? '等家人同意' : '等您同意',
        explanation: isOwner
          ? '把邀请发给家人，家人在自己的手机上同意并刷脸；也可以让家人在您身边，用您的手机刷脸同意。'
          : '打开家人发来的邀请，看清楚后选择同意或不同意。',
      };
    case 'agreed':
    case 'registering':
      return {
        statusWord: '正在登记',
        explanation: seen.isStuck
          ? '医保系统一直没有答复，我们会继续重试，不会重复办理。着急的话请拨打 12393 或到医保窗口办理。'
          : '正在向医保系统登记，一般很快就好。可以先离开，登记好会在消息里告诉您。',
      };
    case 'active':
      return {
        statusWord: '已绑定',
        explanation:
          pack.funding.value === 'allocation'
            ? isOwner
              ? `${words.sharing}已生效。给家庭账户划拨后，家人看病时出示自己的医保码就能用。`
              : `${words.sharing}已生效。看病时出示您自己的医保码，家庭账户里有钱就会自动支付。`
            : `${words.sharing}已生效。看病时出示${isOwner ? '家人' : '您'}自己的医保码，会自动支付。`,
      };
    case 'suspended':
      return { statusWord: '暂停使用', explanation: SUSPENDED_WORDS[member.suspended?.because ?? 'disputed'](isOwner) };
    case 'refused':
      return {
        statusWord: '没有绑成',
        explanation: `医保系统没有通过：${member.refusal?.message ?? '未说明原因'}。可以核对后再试，或拨打 12393、到医保窗口办理。`,
      };
    case 'ending':
      return { statusWord: '正在解绑', explanation: '正在通知医保系统，完成前请不要重复操作。' };
    case 'ended':
      return {
        statusWord: '已结束',
        explanation: {
          ownerUnbound: '已解绑，以后看病不再使用这个个人账户。',
          memberLeft: isOwner
            ? '家人已退出，以后看病不再使用您的个人账户。'
            : '您已退出，以后看病不再使用这个个人账户。',
          endedElsewhere: '这个关系已在别处（窗口或其他应用）解除。',
          insuranceEnded: '因为参保情况变化，这个关系已自动结束。',
          disputed: '经医保工作人员核实，这个关系已解除。',
          cancelledBeforeRegistering: '登记之前已取消，没有产生任何影响。',
        }[member.ended?.because ?? 'ownerUnbound'],
      };
    case 'declined':
      return {
        statusWord: '家人没有同意',
        explanation: isOwner ? '没有绑定。可以当面说明后再邀请一次。' : '您没有同意，没有绑定。',
      };
    case 'cancelled':
      return { statusWord: '邀请已撤回', explanation: '没有绑定。需要时可以再邀请。' };
  }
}
