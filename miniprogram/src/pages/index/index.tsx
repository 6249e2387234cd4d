import { KINSHIP_WORDS } from '@gongji/shared/domain/kinship';
import { Text, View } from '@tarojs/components';

export default function IndexPage() {
  return (
    <View>
      <Text>职工医保个人账户家庭共济，可以和这些家人共济：{Object.values(KINSHIP_WORDS).join('、')}</Text>
    </View>
  );
}
