import type { AvailableCommand, ClientPack, MemberView } from '@/api';

/** A command that needs nothing but a yes. */
export interface PlainCommand {
  type: 'unbind' | 'leave' | 'cancelInvitation' | 'renewInvitation';
  label: string;
  /** Asked before it is done; absent where nothing is lost by doing it. */
  question?: string;
  isGrave: boolean;
}

/** What the server offers for this member, in words. A command that this client does not know is left out. */
export function plainCommands(
  offered: AvailableCommand[],
  member: MemberView,
  pack: ClientPack | undefined,
): PlainCommand[] {
  const name = member.maskedName;
  const unbind = pack?.words.unbind ?? '解绑';
  return offered.flatMap(({ type }): PlainCommand[] => {
    switch (type) {
      case 'unbind':
        return [
          {
            type,
            label: unbind,
            question: `${unbind}后，${name}看病买药不能再用您的钱。已经花掉的不受影响。想再用，要重新办一次。`,
            isGrave: true,
          },
        ];
      case 'leave':
        return [
          {
            type,
            label: '退出共济',
            question: '退出后，您看病买药不能再用家人的钱。已经花掉的不受影响。想再用，要请家人重新办一次。',
            isGrave: true,
          },
        ];
      case 'cancelInvitation':
        return [{ type, label: '撤回邀请', question: `撤回后，${name}手里的邀请就不能用了。`, isGrave: true }];
      case 'renewInvitation':
        return [{ type, label: '换一份新邀请', isGrave: false }];
      default:
        return [];
    }
  });
}
