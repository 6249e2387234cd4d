import { KINSHIP_WORDS } from '@gongji/shared/domain/kinship';
import { maskCertificate } from '@gongji/shared/domain/masks';
import { Text, View } from '@tarojs/components';
import { useRef } from 'react';
import { call } from '@/api';
import { BottomBar, Button, DeskCard, Notice, Pair, ProblemNotice, StepHeader, Tappable } from '@/components';
import { type ChosenWindow, windowInWords, windowOf } from '../../sharing/window-choice';
import type { StepProps } from './props';
import { STAGE, STAGES } from './stages';

/** A last look; then the bind or the invitation. */
export function Confirm({ journey, pack }: StepProps) {
  const { kinship, member, guardianConsentHash, isWindowChosen, window: choice } = journey.draft;
  const hasWindow = pack.window.value !== null && isWindowChosen === true;
  // "At once" is fixed by the first tap: a second tap after a lost answer must say the very same, or it would be another bind.
  const sent = useRef<ChosenWindow | undefined>(undefined);
  const windowNow = () => (hasWindow && choice ? windowOf(choice, new Date().toISOString()) : undefined);
  const shown = windowNow();
  const agreement = journey.preview?.memberAgreement;
  const isInvitation = agreement === 'ownFace';
  const submit = () =>
    journey.run(async () => {
      if (!kinship || !member) return;
      if (!sent.current || isStale(sent.current)) sent.current = windowNow();
      const window = sent.current;
      const answer = await call('sharing.addMember', {
        body: {
          family: pack.family,
          kinship,
          member,
          ...(window ? { window } : {}),
          ...(guardianConsentHash ? { guardianConsentHash } : {}),
        },
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
        {shown ? (
          <View style={{ marginTop: '8px' }}>
            <Text className="note">使用时间</Text>
            <View data-testid="confirm-window">{windowInWords(shown)}</View>
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

/** A start this old would be refused as past; then "at once" means now again. */
const STALE_MS = 4 * 60_000;
const isStale = ({ startAt }: ChosenWindow): boolean => Date.now() - Date.parse(startAt) > STALE_MS;

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
