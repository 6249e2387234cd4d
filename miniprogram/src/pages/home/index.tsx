import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Button, DeskCard, Icon, Screen, Tappable } from '@/components';
import { HotQuestions } from '@/features/faq/HotQuestions';
import { PolicyLink } from '@/features/guide/PolicyLink';
import { TextSizeLink } from '@/features/looks/TextSizeSwitch';
import { ProvinceSheet } from '@/features/pack/ProvinceSheet';
import { packOf, usePacks, useProvince } from '@/features/pack/packs';
import { Glance } from '@/features/sharing/Glance';
import { open, paths } from '@/platform';

export default function HomePage() {
  const packs = usePacks();
  const family = useProvince();
  const pack = packOf(packs.value, family);
  const [isChoosing, setChoosing] = useState(false);
  return (
    <Screen id="home" isFlush>
      <View className="masthead">
        <View className="row">
          <Tappable className="masthead__region" id="home-province" onTap={() => setChoosing(true)}>
            <Text>{pack?.words.region ?? '选择省份'}</Text>
            <Icon name="down" size="small" />
          </Tappable>
          <TextSizeLink />
        </View>
        <View className="masthead__name">查规则、办共济、看记录</View>
        <Tappable className="search-box" id="home-search" onTap={() => open(paths.search)}>
          <Icon name="search" />
          <Text>用自己的话问：绑了还是刷不了</Text>
        </Tappable>
      </View>
      <View className="section-title">我的共济</View>
      <Glance pack={pack} />
      <View style={{ marginTop: '12px' }}>
        <Button id="home-bind" onTap={() => open(paths.bind)}>
          给家人办共济
        </Button>
        <Button id="home-invitation" kind="quiet" onTap={() => open('/pages/invitation/index')}>
          我收到了邀请码
        </Button>
      </View>
      {pack ? (
        <View style={{ marginTop: '12px' }}>
          <PolicyLink pack={pack} />
        </View>
      ) : null}
      <HotQuestions region={pack?.region} regionWord={pack?.words.region} />
      <View style={{ marginTop: '24px' }}>
        <DeskCard pack={pack} title="想找人问、找人办" />
      </View>
      {isChoosing && packs.value ? (
        <ProvinceSheet packs={packs.value} family={family} onClose={() => setChoosing(false)} />
      ) : null}
    </Screen>
  );
}
