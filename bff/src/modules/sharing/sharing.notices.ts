import { KINSHIP_WORDS } from '@gongji/shared/domain/kinship';
import { readableFen } from '@gongji/shared/domain/money';
import type { Action, Sharing } from '@gongji/shared/domain/sharing.types';
import type { PolicyPack } from '@gongji/shared/policy/pack';

/** Names that notices may show; always masked. */
export interface MaskedNames {
  owner: string;
  /** By person id. */
  members: ReadonlyMap<string, string>;
}

/** One word to one person. `boundBy` (a masked name): also by SMS to the number that the core holds. */
export interface OwedNotice {
  personId: string;
  title: string;
  text: string;
  boundBy?: string;
  /** What the person may have asked to be told of on WeChat or Alipay too. */
  occasion?: 'invitationAnswered';
}

/** Who has to be told of this action, and what. Texts hold masked names only. */
export function noticesOf(action: Action, sharing: Sharing, pack: PolicyPack, names: MaskedNames): OwedNotice[] {
  const member = 'memberId' in action ? sharing.members.find((each) => each.memberId === action.memberId) : undefined;
  const memberName = member ? (names.members.get(member.personId) ?? '家人') : '家人';
  const kin = member ? KINSHIP_WORDS[member.kinship] : '家人';
  const toOwner = (title: string, text: string): OwedNotice => ({
    personId: sharing.ownerId,
    title,
    text,
  });
  /** The end of waiting for a relative's answer: what an owner asks to be told of. */
  const answered = (title: string, text: string): OwedNotice => ({
    ...toOwner(title, text),
    occasion: 'invitationAnswered',
  });
  const toMember = (title: string, text: string, boundBy?: string): OwedNotice[] =>
    member ? [{ personId: member.personId, title, text, ...(boundBy ? { boundBy } : {}) }] : [];
  switch (action.type) {
    case 'member.registered': {
      const isTold = !pack.consent.memberAgrees.value;
      return [
        answered(
          `${memberName}已绑定`,
          pack.funding.value === 'allocation'
            ? `您与${kin}${memberName}的${pack.words.sharing}已生效。下一步：给家庭账户划拨一笔钱，家人看病时才能用。`
            : `您与${kin}${memberName}的${pack.words.sharing}已生效。家人看病时出示自己的医保码就可以。`,
        ),
        ...toMember(
          '家人已为您开通家庭共济',
          `${names.owner}已把您绑定为${pack.words.region}职工医保个人账户家庭共济的${pack.words.member}。您看病时仍用自己的医保码或社保卡。如果您不认识对方，请拨打 12393。`,
          isTold ? names.owner : undefined,
        ),
      ];
    }
    case 'member.agreed':
      return action.way === 'ownPhone'
        ? [toOwner(`${memberName}已同意`, `${kin}${memberName}已同意邀请，正在向医保系统登记。`)]
        : [];
    case 'member.declined':
      return [answered(`${memberName}没有同意`, `${kin}${memberName}谢绝了邀请，没有绑定。可以当面说明后再邀请一次。`)];
    case 'member.registrationRefused':
      return [
        answered(
          `${memberName}没有绑成`,
          `医保系统没有通过：${action.message}。可以核对后再试，或者拨打 12393、到医保窗口办理。`,
        ),
      ];
    case 'member.ended': {
      // The core gives back what is left in the family account with the owner's last relation.
      const isLast = !sharing.members.some((each) => each.memberId !== action.memberId && each.status === 'active');
      const returned = isLast && pack.funding.value === 'allocation' ? '没用完的钱会退回您的个人账户。' : '';
      return [
        toOwner(`已解除与${memberName}的绑定`, `您与${kin}${memberName}的${pack.words.sharing}已结束。${returned}`),
        ...(action.because === 'cancelledBeforeRegistering'
          ? []
          : toMember(
              '家庭共济已结束',
              `${names.owner}与您的${pack.words.sharing}已结束，以后看病不再使用对方的个人账户。`,
            )),
      ];
    }
    case 'member.disputed':
      return [
        toOwner(
          `${memberName}表示不是自己办的`,
          `与${kin}${memberName}的${pack.words.sharing}已经停用，工作人员会核实。请不要重复绑定；有疑问请拨打 12393。`,
        ),
        ...toMember('已经停用', '您说这不是您办的，我们已立即停用，工作人员会核实并告诉您结果。'),
      ];
    case 'member.restored':
      return [
        toOwner(`与${memberName}的绑定已恢复`, '工作人员核实后，绑定恢复使用。'),
        ...toMember('绑定已恢复', '工作人员核实后，绑定恢复使用。有疑问请拨打 12393。'),
      ];
    case 'member.suspended':
      return [
        toOwner(`与${memberName}的绑定暂停使用`, '因为参保状态变化，暂时不能付钱；恢复正常后自动可用。'),
        ...toMember('家庭共济暂停使用', '因为参保状态变化，暂时不能付钱；恢复正常后自动可用。'),
      ];
    case 'member.resumed':
      return [
        toOwner(`与${memberName}的绑定恢复使用`, '参保状态已恢复正常，可以继续使用。'),
        ...toMember('家庭共济恢复使用', '参保状态已恢复正常，可以继续使用。'),
      ];
    case 'member.windowRefused':
      return [toOwner('使用时间没有改成', `医保系统没有通过：${action.message}。原来的时间不变。`)];
    case 'funds.refused':
      return [toOwner('这笔钱没有划成', `医保系统没有通过：${action.message}。您的余额没有变化，可以核对后再试。`)];
    case 'funds.done': {
      const move = sharing.moves.find((each) => each.moveId === action.moveId);
      return move
        ? [
            toOwner(
              move.direction === 'allocate' ? '划拨成功' : '收回成功',
              `${move.direction === 'allocate' ? '已划拨到家庭账户' : '已收回到您的个人账户'} ${readableFen(move.amountFen)} 元。`,
            ),
          ]
        : [];
    }
    default:
      return [];
  }
}
