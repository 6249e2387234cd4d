import type { AvailableCommand, ClientPack, MemberView } from '@/api';

/** A command that needs nothing but a yes. */
export interface PlainCommand {
  type: 'unbind' | 'leave' | 'cancelInvitation' | 'renewInvitation' | 'dispute';
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
      case 'dispute':
        return [
          {
            type,
            label: '不是我办的',
            question: `您没有同意过、也不知道这件事，才选这个。确定以后马上停用，不再用这个账户付钱，工作人员会核实。${
              offered.some((other) => other.type === 'leave')
                ? '只是不想用了，请选“退出共济”。'
                : '只是不想用了，请让出钱的家人来解除。'
            }`,
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
