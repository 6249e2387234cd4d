import { View } from '@tarojs/components';
import { useRouter, useShareAppMessage } from '@tarojs/taro';
import { useState } from 'react';
import { Button, Empty, Loaded, Screen } from '@/components';
import { Policy } from '@/features/guide/Policy';
import { ProvinceSheet } from '@/features/pack/ProvinceSheet';
import { packOf, usePacks, useProvince } from '@/features/pack/packs';
import { paths } from '@/platform';

/** Opens without signing in; the province stands in the address, else it is the one chosen on this phone. */
export default function PolicyPage() {
  const { family: asked, region } = useRouter().params;
  const chosen = useProvince();
  const packs = usePacks();
  const [isChoosing, setChoosing] = useState(false);
  // A province chosen here takes the place of the one in the address.
  const [picked, setPicked] = useState<string>();
  const named = asked ?? packs.value?.find((each) => each.region === region)?.family;
  const family = picked ?? named ?? (region ? undefined : chosen);
  const pack = packOf(packs.value, family);
  useShareAppMessage(() => ({
    title: `${pack?.words.region ?? ''}医保家庭共济的规定`,
    path: paths.policy(family ?? ''),
  }));
  const choose = (
    <Button id="policy-choose" kind={pack ? 'quiet' : 'primary'} onTap={() => setChoosing(true)}>
      {pack ? '看别的省份' : '选择省份'}
    </Button>
  );
  return (
    <Screen id="policy-page">
      <Loaded of={packs} cards={3}>
        {(all) => (
          <View>
            {pack ? (
              <Policy pack={pack} />
            ) : (
              <Empty id="policy-none" icon="search" title="要看哪个省的规定">
                {choose}
              </Empty>
            )}
            {pack ? choose : null}
            {isChoosing ? (
              <ProvinceSheet packs={all} family={family} onChoose={setPicked} onClose={() => setChoosing(false)} />
            ) : null}
          </View>
        )}
      </Loaded>
    </Screen>
  );
}
