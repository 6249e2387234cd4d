import { Text, View } from '@tarojs/components';
import type { ClientPack } from '@/api';
import { Icon, Tappable } from '@/components';
import { open, paths } from '@/platform';

/** From a question or the first screen to all of a province's rules. */
export function PolicyLink({ pack }: { pack: ClientPack }) {
  return <RulesLink regionWord={pack.words.region} path={paths.policy(pack.family)} />;
}

/** The same where only the region is known. */
export function RulesLink({ regionWord, path }: { regionWord: string; path: string }) {
  return (
    <Tappable className="list list__item" id="policy-link" role="link" onTap={() => open(path)}>
      <View className="list__main">
        <Text className="text strong">{regionWord}的规定</Text>
        <Text className="note">谁能用、怎么办、钱怎么付、在哪里用，每条都有出处</Text>
      </View>
      <Icon name="next" size="small" />
    </Tappable>
  );
}
