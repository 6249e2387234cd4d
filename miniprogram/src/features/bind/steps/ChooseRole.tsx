import { Text, View } from '@tarojs/components';
import { Icon, ProblemNotice, StepHeader, Tappable } from '@/components';
import { Conditions } from '../Conditions';
import type { StepProps } from './props';
import { STAGE, STAGES } from './stages';

export function ChooseRole({ journey, pack }: StepProps) {
  const { owner, member } = pack.words;
  return (
    <View className="stack stack--wide">
      <StepHeader
        place={STAGE.role}
        of={STAGES}
        title="您是出钱的，还是用钱的"
        explanation={`按${pack.words.region}的规则办理`}
        onBack={() => journey.go({ family: undefined, role: undefined })}
      />
      <View className="list">
        <Tappable id="bind-role-owner" className="list__item" onTap={() => journey.go({ role: 'owner' })}>
          <View className="list__main">
            <Text className="text lead">我出钱，给家人用</Text>
            <Text className="note">我是{owner}，用我的职工医保个人账户</Text>
          </View>
          <Icon name="next" size="small" />
        </Tappable>
        <Tappable id="bind-role-member" className="list__item" onTap={() => journey.go({ role: 'member' })}>
          <View className="list__main">
            <Text className="text lead">家人出钱，给我用</Text>
            <Text className="note">我是{member}，用家人的个人账户</Text>
          </View>
          <Icon name="next" size="small" />
        </Tappable>
      </View>
      <ProblemNotice problem={journey.problem} pack={pack} />
      <Conditions pack={pack} />
    </View>
  );
}
