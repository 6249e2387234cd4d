import { Text, View } from '@tarojs/components';
import type { ClientPack } from '@/api';
import { BottomBar, Button, DeskCard, Empty } from '@/components';

/** A province whose rules are not yet known well enough: not here, but it can be done, and this is how. */
export function NotOpen({ pack, onBack }: { pack: ClientPack; onBack(): void }) {
  const ways = pack.elsewhereOnline.value.length > 0 ? pack.elsewhereOnline.value : [pack.elsewhereOnline.note ?? ''];
  return (
    <View className="stack stack--wide">
      <Empty id="not-open" icon="clock" title={`${pack.words.region}还没有开通`}>
        <Text className="text">{pack.isOpen.note}</Text>
      </Empty>
      {ways.some((way) => way !== '') ? (
        <View className="card">
          <View className="strong">现在可以这样办</View>
          {ways.map((way) => (
            <Text className="text" key={way}>
              {way}
            </Text>
          ))}
        </View>
      ) : null}
      <DeskCard pack={pack} title="拿不准，先打电话问" />
      <BottomBar>
        <Button id="not-open-back" kind="plain" onTap={onBack}>
          换一个省份
        </Button>
      </BottomBar>
    </View>
  );
}
