import { Text, View } from '@tarojs/components';
import { call, type MemberView, type SharingView } from '@/api';
import { Button, DeskCard, Empty, Loaded, RefusalView } from '@/components';
import { open, paths, replace } from '@/platform';
import { useLoading, useRepeat } from '../loading';
import { InvitationCard } from '../sharing/InvitationCard';
import { outsideWindow } from '../sharing/MemberWindow';
import { isMoving } from '../sharing/status';
import type { StepProps } from './steps/props';
import { UnknownStep } from './steps/UnknownStep';

const EVERY_MS = 2000;
const TIMES = 60;

/** What has become of the bind: to be shared, being registered, refused, done. Watches itself until it stands still. */
export function Outcome({ journey, pack }: StepProps) {
  const { sharingId = '', memberId = '' } = journey.draft;
  const sharing = useLoading(sharingId, () => call('sharing.get', { params: { sharingId } }));
  const member = sharing.value?.sharing.members.find((one) => one.memberId === memberId);
  useRepeat(member !== undefined && (isMoving(member) || member.status === 'invited'), EVERY_MS, TIMES, sharing.reload);
  const leave = (url: string) => {
    journey.restart();
    replace(url);
  };
  return (
    <Loaded of={sharing}>
      {(found) =>
        member ? (
          <View data-testid={`outcome-${member.status}`}>
            <MemberOutcome
              sharing={found.sharing}
              member={member}
              pack={pack}
              onLeave={leave}
              onAnother={journey.restart}
            />
          </View>
        ) : (
          <UnknownStep pack={pack} />
        )
      }
    </Loaded>
  );
}

interface MemberOutcomeProps extends Pick<StepProps, 'pack'> {
  sharing: SharingView;
  member: MemberView;
  onLeave(url: string): void;
  onAnother(): void;
}

function MemberOutcome({ sharing, member, pack, onLeave, onAnother }: MemberOutcomeProps) {
  const detail = paths.sharing(sharing.sharingId);
  const another = (
    <Button id="outcome-another" kind="quiet" onTap={onAnother}>
      再给一位家人办
    </Button>
  );
  if (member.status === 'invited') {
    return (
      <View className="stack stack--wide">
        <View className="title">把邀请发给{member.maskedName}</View>
        <InvitationCard sharing={sharing} member={member} />
        <Button
          id="outcome-beside"
          kind="plain"
          onTap={() => open(paths.memberFace(sharing.sharingId, member.memberId))}
        >
          家人就在身边，当面办
        </Button>
        <Button id="outcome-detail" kind="quiet" onTap={() => onLeave(detail)}>
          以后再发，看共济详情
        </Button>
        <DeskCard pack={pack} />
      </View>
    );
  }
  if (member.status === 'active') {
    const mayAllocate = sharing.funding === 'allocation';
    return (
      <Empty id="bind-done" icon="check" tone="good" title={`已经和${member.maskedName}共济`}>
        <Text className="text">{outsideWindow(member, true) ?? member.explanation}</Text>
        {mayAllocate ? (
          <Button id="outcome-allocate" onTap={() => onLeave(paths.funds(sharing.sharingId))}>
            去{pack.words.allocate ?? '划拨'}
          </Button>
        ) : null}
        <Button id="outcome-detail" kind={mayAllocate ? 'plain' : 'primary'} onTap={() => onLeave(detail)}>
          看共济详情
        </Button>
        {another}
      </Empty>
    );
  }
  if (member.status === 'refused' && member.refusal) {
    return (
      <View className="stack stack--wide">
        <View className="title">医保系统没有同意</View>
        <RefusalView refusals={[member.refusal]} pack={pack} />
        {another}
      </View>
    );
  }
  return (
    <Empty id="bind-registering" icon={isMoving(member) ? 'clock' : 'alert'} title={member.statusWord}>
      <Text className="text">{member.explanation}</Text>
      <Button id="outcome-detail" kind="plain" onTap={() => onLeave(detail)}>
        先去看别的
      </Button>
    </Empty>
  );
}
