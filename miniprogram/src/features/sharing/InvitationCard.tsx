import { momentInWords } from '@gongji/shared/domain/civil-day';
import { Text, View } from '@tarojs/components';
import { useShareAppMessage } from '@tarojs/taro';
import type { MemberView, SharingView } from '@/api';
import { Button, Notice } from '@/components';
import { copyText, paths, platformShare, showToast } from '@/platform';
import { TellMe } from '../subscribe/TellMe';
import { CodeImage } from './CodeImage';

interface InvitationCardProps {
  sharing: SharingView;
  member: MemberView;
  /** Within the member's own card. */
  isInside?: boolean;
}

/**
 * The invitation whose share button was touched last. A page has one share card, and with several cards on it the first one's answer
 * counts: without this, everybody would be sent the first relative's invitation.
 */
let touchedCode: string | undefined;

/** The invitation to hand over: a card where the platform has one, a link in the browser, and always the code. */
export function InvitationCard({ sharing, member, isInside }: InvitationCardProps) {
  const { invitation } = member;
  useShareAppMessage(({ from }) => {
    const code = from === 'button' ? touchedCode : invitation?.code;
    return {
      title: `${sharing.ownerMaskedName}邀请您使用医保家庭共济`,
      path: code ? paths.invitation(code) : paths.home,
    };
  });
  if (!invitation) return null;
  const until = momentInWords(invitation.expiresAt);
  if (invitation.isExpired) {
    return (
      <Notice tone="warn" id="invitation-expired">
        邀请已在 {until} 过期，请重新邀请。
      </Notice>
    );
  }
  const touch = () => {
    touchedCode = invitation.code;
  };
  const copy = async (text: string, said: string) => {
    if (!(await copyText(text, said))) showToast('没有复制成功，请长按邀请码，或者抄下来');
  };
  const link = platformShare.linkTo(paths.invitation(invitation.code));
  const words = `${sharing.ownerMaskedName}邀请您使用${sharing.regionWord}职工医保家庭共济，邀请码 ${invitation.code}，${until} 前有效。`;
  return (
    <View className={isInside ? 'stack' : 'card stack'} data-testid="invitation">
      <Text className="note">请{member.maskedName}本人打开，看清楚后自己同意。</Text>
      <View className="code" data-testid="invitation-code">
        <Text selectable userSelect>
          {invitation.code}
        </Text>
      </View>
      <Text className="note">{until} 前有效。只发给家人，不要发到群里。</Text>
      {platformShare.hasShareCard ? (
        <View onTouchStart={touch}>
          <Button id="invitation-share" opensShare onTap={touch}>
            发给家人
          </Button>
        </View>
      ) : (
        <Button
          id="invitation-copy-link"
          onTap={() => copy(`${words}${link ? ` 打开：${link}` : ''}`, '已复制，去发给家人吧')}
        >
          复制邀请，发给家人
        </Button>
      )}
      <Button id="invitation-copy" kind="quiet" onTap={() => copy(invitation.code, '邀请码已复制')}>
        只复制邀请码
      </Button>
      <CodeImage sharingId={sharing.sharingId} memberId={member.memberId} />
      <TellMe
        occasion="invitationAnswered"
        sharingId={sharing.sharingId}
        memberId={member.memberId}
        label="家人答复后告诉我"
      />
    </View>
  );
}
