import { Text, View } from '@tarojs/components';
import { BottomBar, Button, DeskCard, ProblemNotice, StepHeader } from '@/components';
import { open, paths, platformSignIn } from '@/platform';
import { usePlatformSignIn } from '../../session/use-platform-sign-in';
import { Conditions } from '../Conditions';
import { OtherRole } from '../OtherRole';
import type { StepProps } from './props';
import { STAGE, STAGES } from './stages';

/** The conditions first; then the sign-in, by one tap where the platform has an account, and straight on to the proof. */
export function SignInFirst({ journey, pack }: StepProps) {
  const platform = usePlatformSignIn();
  const hasPlatform = platformSignIn.channel !== undefined;
  const openSignIn = () => open(paths.signIn(paths.bind));
  return (
    <View className="stack stack--wide">
      <StepHeader
        place={STAGE.door}
        of={STAGES}
        title="先看条件，再登录"
        explanation="登录后才能核对您的参保情况。"
        onBack={() => journey.go({ family: undefined })}
      />
      <Conditions pack={pack} findings={journey.preview?.findings} />
      <OtherRole journey={journey} pack={pack} />
      <ProblemNotice problem={platform.problem} pack={pack} />
      {hasPlatform ? (
        <Button id="bind-sign-in-by-sms" kind="quiet" onTap={openSignIn}>
          用手机号登录
        </Button>
      ) : null}
      <DeskCard pack={pack} />
      <BottomBar>
        <Button
          id="bind-sign-in"
          isBusy={platform.isBusy}
          busyWords="正在登录…"
          onTap={() => {
            journey.continueToProof();
            if (hasPlatform) platform.signIn();
            else openSignIn();
          }}
        >
          {hasPlatform ? `${platformSignIn.label}，继续办理` : '登录，继续办理'}
        </Button>
      </BottomBar>
    </View>
  );
}

/** Why a proof is wanted, and which. */
export function ProveSelf({ journey, pack, proof }: StepProps & { proof: 'phone' | 'face' }) {
  return (
    <View className="stack stack--wide">
      <StepHeader
        place={STAGE.door}
        of={STAGES}
        title="证明是您本人"
        explanation="防止别人冒用您的名义动用个人账户。"
        onBack={() => journey.go({ family: undefined })}
      />
      <View className="card">
        <Text className="text">
          {proof === 'face'
            ? `按${pack.words.region}的要求，${pack.words.owner}要实名并由本人刷脸。`
            : `往您在医保登记的手机号发一条验证码，就能证明是您本人。`}
        </Text>
      </View>
      <Conditions pack={pack} findings={journey.preview?.findings} />
      <OtherRole journey={journey} pack={pack} />
      <DeskCard pack={pack} />
      <BottomBar>
        <Button id="bind-prove" onTap={() => open(paths.prove(proof, paths.bind))}>
          {proof === 'face' ? '去刷脸' : '去验证'}
        </Button>
      </BottomBar>
    </View>
  );
}
