import { civilDayOf, dayInWords } from '@gongji/shared/domain/civil-day';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { type ClientPack, call, type MemberView, type SharingView } from '@/api';
import { Button, Notice, ProblemNotice, Sheet, Tag } from '@/components';
import { open, paths } from '@/platform';
import { useAction } from '../loading';
import { type PlainCommand, plainCommands } from './commands';
import { InvitationCard } from './InvitationCard';
import { MemberWindow, outsideWindow } from './MemberWindow';
import { isKnownStatus, toneOf } from './status';

interface MemberCardProps {
  sharing: SharingView;
  member: MemberView;
  pack?: ClientPack;
  onChanged(): void;
}

/** One member: state in plain words, the invitation to hand over, and the actions that are open now. */
export function MemberCard({ sharing, member, pack, onChanged }: MemberCardProps) {
  const action = useAction();
  const [asked, setAsked] = useState<PlainCommand>();
  const offered = sharing.availableCommands.filter(
    (command) => command.memberId === member.memberId && command.role === sharing.myRole,
  );
  const commands = plainCommands(offered, member, pack);
  const canAgreeBeside = sharing.myRole === 'owner' && offered.some(({ type }) => type === 'agree');
  const carryOut = (command: PlainCommand) =>
    action.run(async () => {
      setAsked(undefined);
      await call('sharing.command', {
        params: { sharingId: sharing.sharingId },
        body: { command: { type: command.type, memberId: member.memberId } },
      });
      onChanged();
    });
  return (
    <View className="card stack" data-testid={`member-${member.kinship}`}>
      <View className="row">
        <View className="grow">
          <Text className="lead">{member.maskedName}</Text>
          <Text className="note">
            {member.kinshipWord}，{member.maskedCertificateNumber}
          </Text>
        </View>
        <Tag tone={toneOf(member.status)} id={`member-status-${member.status}`}>
          {member.statusWord}
        </Tag>
      </View>
      <Text className="text">{outsideWindow(member, sharing.myRole === 'owner') ?? member.explanation}</Text>
      {isKnownStatus(member) ? null : (
        <Notice tone="warn" id="unknown-status">
          这个状态是新的，您现在的版本还不认识。请关闭后重新打开，或者更新微信、支付宝再来；等不及可以到窗口办。
        </Notice>
      )}
      <MemberWindow
        sharingId={sharing.sharingId}
        member={member}
        mayChange={offered.some(({ type }) => type === 'changeWindow')}
        pack={pack}
        onChanged={onChanged}
      />
      {member.refusal ? <ProblemOf refusal={member.refusal} /> : null}
      {member.endedAt ? <Text className="note">{dayInWords(civilDayOf(member.endedAt))}结束</Text> : null}
      <InvitationCard sharing={sharing} member={member} isInside />
      <ProblemNotice problem={action.problem} pack={pack} />
      {canAgreeBeside ? (
        <Button
          id="command-beside"
          kind="plain"
          onTap={() => open(paths.memberFace(sharing.sharingId, member.memberId))}
        >
          家人就在身边，当面办
        </Button>
      ) : null}
      {commands.map((command) => (
        <Button
          key={command.type}
          id={`command-${command.type}`}
          kind={command.isGrave && member.status !== 'invited' ? 'danger' : 'quiet'}
          isBusy={action.isBusy}
          busyWords="正在办理…"
          onTap={() => (command.question ? setAsked(command) : carryOut(command))}
        >
          {command.label}
        </Button>
      ))}
      {asked ? (
        <Sheet id="command-sheet" title={asked.label} onClose={() => setAsked(undefined)}>
          <View className="text">{asked.question}</View>
          <Button id={`command-${asked.type}-confirm`} kind="danger" onTap={() => carryOut(asked)}>
            确定{asked.label}
          </Button>
          <Button id="command-back" kind="quiet" onTap={() => setAsked(undefined)}>
            再想想
          </Button>
        </Sheet>
      ) : null}
    </View>
  );
}

function ProblemOf({ refusal }: { refusal: NonNullable<MemberView['refusal']> }) {
  return (
    <View data-testid="member-refusal">
      <Text className="text strong">{refusal.because}</Text>
      <Text className="note">{refusal.next}</Text>
    </View>
  );
}
