import { Text, View } from '@tarojs/components';
import { Icon, Tappable } from '@/components';
import type { StepProps } from './steps/props';

/** Binding is begun by whoever pays; whoever uses the money finds the way of that side here. */
export function OtherRole({ journey, pack }: StepProps) {
  return (
    <View className="list">
      <Tappable id="bind-role-member" className="list__item" onTap={() => journey.go({ role: 'member' })}>
        <View className="list__main">
          <Text className="text">是家人出钱，给我用？</Text>
          <Text className="note">您是{pack.words.member}，点这里看怎么办</Text>
        </View>
        <Icon name="next" size="small" />
      </Tappable>
    </View>
  );
}
