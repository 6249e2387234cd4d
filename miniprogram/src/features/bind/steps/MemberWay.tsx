import { Text, View } from '@tarojs/components';
import { Button, DeskCard, StepHeader } from '@/components';
import { open, paths } from '@/platform';
import type { StepProps } from './props';
import { STAGE, STAGES } from './stages';

/** For whoever uses a relative's money: what that relative does, and what I do, by this pack's rule of agreement. */
export function MemberWay({ journey, pack }: StepProps) {
  const { owner, member } = pack.words;
  const mustAgree = pack.consent.memberAgrees.value;
  return (
    <View className="stack stack--wide">
      <StepHeader
        place={STAGE.role}
        of={STAGES}
        title={mustAgree ? `请${owner}先发邀请` : `请${owner}来办`}
        onBack={() => journey.go({ role: 'owner' })}
      />
      <View className="card stack">
        {mustAgree ? (
          <Text className="text">
            按{pack.words.region}的规则，由{owner}发出邀请，您作为{member}
            看清楚以后自己决定同意还是谢绝。收到邀请卡片直接点开，收到邀请码就在下面输入。
          </Text>
        ) : (
          <Text className="text">
            按{pack.words.region}的规则，由{owner}
            一个人就能办好，办好后会通知您。您看病买药时照常用自己的医保码或社保卡，不用再做什么。
          </Text>
        )}
      </View>
      {mustAgree ? (
        <Button id="member-enter-code" onTap={() => open('/pages/invitation/index')}>
          输入邀请码
        </Button>
      ) : (
        <Button id="member-see-sharings" onTap={() => open(paths.sharings)}>
          看看谁共济给了我
        </Button>
      )}
      <DeskCard pack={pack} />
    </View>
  );
}
