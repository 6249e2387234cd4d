import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { Icon, Screen, Tappable } from '@/components';
import { WindowGuide } from '@/features/guide/WindowGuide';
import { ProvinceSheet } from '@/features/pack/ProvinceSheet';
import { packOf, usePacks, useProvince } from '@/features/pack/packs';

/** Opens without signing in, from every screen that asks for a face or a phone. */
export default function WindowPage() {
  const asked = useRouter().params.family;
  const chosen = useProvince();
  const packs = usePacks();
  const [isChoosing, setChoosing] = useState(false);
  // A province chosen here takes the place of the one in the address.
  const [picked, setPicked] = useState<string>();
  const family = picked ?? asked ?? chosen;
  const pack = packOf(packs.value, family);
  return (
    <Screen id="window">
      <View className="stack stack--wide">
        <View>
          <View className="title">去窗口办</View>
          <Text className="note">不会用手机、不想刷脸、手机号换了，都可以到窗口办，结果一样。</Text>
        </View>
        <View className="list">
          <Tappable className="list__item" id="window-province" onTap={() => setChoosing(true)}>
            <View className="list__main">参保省份</View>
            <Text className="note">{pack?.words.region ?? '没有选择'}</Text>
            <Icon name="next" size="small" />
          </Tappable>
        </View>
        <WindowGuide key={family ?? ''} pack={pack} />
      </View>
      {isChoosing && packs.value ? (
        <ProvinceSheet packs={packs.value} family={family} onChoose={setPicked} onClose={() => setChoosing(false)} />
      ) : null}
    </Screen>
  );
}
