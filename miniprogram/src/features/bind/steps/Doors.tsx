import { Text, View } from '@tarojs/components';
import { BottomBar, Button, DeskCard, StepHeader } from '@/components';
import { open, paths } from '@/platform';
import { Conditions } from '../Conditions';
import type { StepProps } from './props';
import { STAGE, STAGES } from './stages';

/** The conditions first; then the sign-in. */
export function SignInFirst({ journey, pack }: StepProps) {
  return (
    <View className="stack stack--wide">
      <StepHeader
        place={STAGE.door}
        of={STAGES}
        title="先看条件，再登录"
        explanation="登录后才能核对您的参保情况。"
        onBack={() => journey.go({ role: undefined })}
      />
      <Conditions pack={pack} findings={journey.preview?.findings} />
      <DeskCard pack={pack} />
      <BottomBar>
        <Button id="bind-sign-in" onTap={() => open(paths.signIn(paths.bind))}>
          登录，继续办理
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
        onBack={() => journey.go({ role: undefined })}
      />
      <View className="card">
        <Text className="text">
          {proof === 'face'
            ? `按${pack.words.region}的要求，${pack.words.owner}要实名并由本人刷脸。`
            : `往您在医保登记的手机号发一条验证码，就能证明是您本人。`}
        </Text>
      </View>
      <Conditions pack={pack} findings={journey.preview?.findings} />
      <DeskCard pack={pack} />
      <BottomBar>
        <Button id="bind-prove" onTap={() => open(paths.prove(proof, paths.bind))}>
          {proof === 'face' ? '去刷脸' : '去验证'}
        </Button>
      </BottomBar>
    </View>
  );
}
