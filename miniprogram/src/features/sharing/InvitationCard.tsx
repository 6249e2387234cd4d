import { civilDayOf, civilTimeOf, dayInWords } from '@gongji/shared/domain/civil-day';
import { Text, View } from '@tarojs/components';
import { useShareAppMessage } from '@tarojs/taro';
import type { MemberView, SharingView } from '@/api';
import { Button, Notice } from '@/components';
import { copyText, paths, platformShare } from '@/platform';

interface InvitationCardProps {
  sharing: SharingView;
  member: MemberView;
  /** Within the member's own card. */
  isInside?: boolean;
}

/** The invitation to hand over: a card where the platform has one, a link in the browser, and always the code. */
export function InvitationCard({ sharing, member, isInside }: InvitationCardProps) {
  const { invitation } = member;
  useShareAppMessage(() => ({
    title: `${sharing.ownerMaskedName}邀请您使用医保家庭共济`,
    path: invitation ? paths.invitation(invitation.code) : paths.home,
  }));
  if (!invitation) return null;
  const until = `${dayInWords(civilDayOf(invitation.expiresAt))} ${civilTimeOf(invitation.expiresAt)}`;
  if (invitation.isExpired) {
    return (
      <Notice tone="warn" id="invitation-expired">
        邀请已在 {until} 过期，请重新邀请。
      </Notice>
    );
  }
  const link = platformShare.linkTo(paths.invitation(invitation.code));
  const words = `${sharing.ownerMaskedName}邀请您使用${sharing.regionWord}职工医保家庭共济，邀请码 ${invitation.code}，${until} 前有效。`;
  return (
    <View className={isInside ? 'stack' : 'card stack'} data-testid="invitation">
      <Text className="note">请{member.maskedName}本人打开，看清楚后自己同意。</Text>
      <View className="code" data-testid="invitation-code">
        {invitation.code}
      </View>
      <Text className="note">{until} 前有效。只发给家人，不要发到群里。</Text>
      {platformShare.hasShareCard ? (
        <Button id="invitation-share" opensShare>
          发给家人
        </Button>
      ) : (
        <Button
          id="invitation-copy-link"
          onTap={() => copyText(`${words}${link ? ` 打开：${link}` : ''}`, '已复制，去发给家人吧')}
        >
          复制邀请，发给家人
        </Button>
      )}
      <Button id="invitation-copy" kind="quiet" onTap={() => copyText(invitation.code, '邀请码已复制')}>
        只复制邀请码
      </Button>
    </View>
  );
}
