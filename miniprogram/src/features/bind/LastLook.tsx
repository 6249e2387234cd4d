import { KINSHIP_WORDS } from '@gongji/shared/domain/kinship';
import { maskCertificate } from '@gongji/shared/domain/masks';
import { Text, View } from '@tarojs/components';
import { Notice, Pair, Tappable } from '@/components';
import { type ChosenWindow, windowInWords } from '../sharing/window-choice';
import type { StepProps } from './steps/props';

/** Who it is for, from when to when, and what follows: seen before anything is sent. */
export function LastLook({ journey, pack, window }: StepProps & { window?: ChosenWindow }) {
  const { kinship, member } = journey.draft;
  const agreement = journey.preview?.memberAgreement;
  return (
    <View className="stack stack--wide" data-testid="last-look">
      <View className="card">
        <Pair name="省份">{pack.words.region}</Pair>
        <Pair name="关系">{kinship ? KINSHIP_WORDS[kinship] : ''}</Pair>
        <Pair name="姓名">{member?.name ?? ''}</Pair>
        <Pair name="身份证号">{maskCertificate(member?.certificateNumber ?? '')}</Pair>
        {window ? (
          <View style={{ marginTop: '8px' }}>
            <Text className="note">使用时间</Text>
            <View data-testid="confirm-window">{windowInWords(window)}</View>
            <Tappable
              className="link"
              id="confirm-change-window"
              onTap={() => journey.go({ isWindowChosen: undefined })}
            >
              改使用时间
            </Tappable>
          </View>
        ) : null}
      </View>
      <View className="card stack">
        <View className="strong">接下来会怎样</View>
        <Text className="text">{whatFollows(agreement, pack.words.member)}</Text>
        <Text className="note">
          {pack.words.member}看病买药时，用自己的医保码或社保卡。共济的是钱，不是卡，卡不能借给别人用。
        </Text>
      </View>
      {pack.lifecycle.ownerDuty.value ? (
        <View className="card" data-testid="owner-duty">
          <View className="strong">以后要记得</View>
          <Text className="text">{pack.lifecycle.ownerDuty.value}</Text>
        </View>
      ) : null}
      <Notice tone="warn">有人催您办、要您的验证码、说能帮您套现，都是骗子。</Notice>
    </View>
  );
}

/** What the button that sends says. */
export function sendWords({ journey, pack }: StepProps): string {
  return journey.preview?.memberAgreement === 'ownFace' ? '发出邀请' : `确认${pack.words.bind}`;
}

function whatFollows(agreement: 'ownFace' | 'guardian' | 'none' | undefined, memberWord: string): string {
  switch (agreement) {
    case 'ownFace':
      return `会生成一份邀请。${memberWord}本人看清楚、同意并刷脸后，才向医保系统登记。`;
    case 'guardian':
      return `${memberWord}还小，不用刷脸。您作为监护人已经同意，提交后直接向医保系统登记。`;
    default:
      return `提交后直接向医保系统登记，登记好会通知${memberWord}。`;
  }
}
