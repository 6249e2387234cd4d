import { KINSHIP_WORDS } from '@gongji/shared/domain/kinship';
import { maskCertificate } from '@gongji/shared/domain/masks';
import { Text, View } from '@tarojs/components';
import { call } from '@/api';
import { BottomBar, Button, DeskCard, Notice, Pair, ProblemNotice, StepHeader } from '@/components';
import type { StepProps } from './props';
import { STAGE, STAGES } from './stages';

/** A last look; then the bind or the invitation. */
export function Confirm({ journey, pack }: StepProps) {
  const { kinship, member, guardianConsentHash } = journey.draft;
  const agreement = journey.preview?.memberAgreement;
  const isInvitation = agreement === 'ownFace';
  const submit = () =>
    journey.run(async () => {
      if (!kinship || !member) return;
      const answer = await call('sharing.addMember', {
        body: { family: pack.family, kinship, member, ...(guardianConsentHash ? { guardianConsentHash } : {}) },
      });
      // The relative's name and number have done their work: they do not stay on this phone.
      journey.commit({
        family: pack.family,
        role: 'owner',
        typed: { name: '', certificateNumber: '' },
        sharingId: answer.sharing.sharingId,
        memberId: answer.memberId,
      });
    });
  return (
    <View className="stack stack--wide">
      <StepHeader
        place={STAGE.confirm}
        of={STAGES}
        title="最后看一眼"
        onBack={() => journey.go({ member: undefined, guardianConsentHash: undefined })}
      />
      <View className="card">
        <Pair name="省份">{pack.words.region}</Pair>
        <Pair name="关系">{kinship ? KINSHIP_WORDS[kinship] : ''}</Pair>
        <Pair name="姓名">{member?.name ?? ''}</Pair>
        <Pair name="身份证号">{maskCertificate(member?.certificateNumber ?? '')}</Pair>
      </View>
      <View className="card stack">
        <View className="strong">接下来会怎样</View>
        <Text className="text">{whatFollows(agreement, pack.words.member)}</Text>
        <Text className="note">
          {pack.words.member}看病买药时，用自己的医保码或社保卡。共济的是钱，不是卡，卡不能借给别人用。
        </Text>
      </View>
      <ProblemNotice problem={journey.problem} pack={pack} />
      <Notice tone="warn">有人催您办、要您的验证码、说能帮您套现，都是骗子。</Notice>
      <DeskCard pack={pack} />
      <BottomBar>
        <Button id="bind-confirm" isBusy={journey.isBusy} busyWords="正在提交，请不要关闭…" onTap={submit}>
          {isInvitation ? '发出邀请' : `确认${pack.words.bind}`}
        </Button>
      </BottomBar>
    </View>
  );
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
