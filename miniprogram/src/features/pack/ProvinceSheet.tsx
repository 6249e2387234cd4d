import { Text, View } from '@tarojs/components';
import type { ClientPack } from '@/api';
import { Sheet, Tappable } from '@/components';
import { chooseProvince } from './packs';

interface ProvinceSheetProps {
  packs: ClientPack[];
  family?: string;
  onChoose?(family: string): void;
  onClose(): void;
}

/** Which province's rules to show. The list is the server's. */
export function ProvinceSheet({ packs, family, onChoose, onClose }: ProvinceSheetProps) {
  return (
    <Sheet id="province-sheet" title="您在哪里参加职工医保" onClose={onClose}>
      <View className="choices">
        {packs
          .filter(({ isOpen }) => isOpen.value)
          .map((pack) => (
            <Tappable
              key={pack.family}
              id={`province-${pack.family}`}
              role="radio"
              isOn={pack.family === family}
              className={`choice${pack.family === family ? ' choice--on' : ''}`}
              onTap={() => {
                chooseProvince(pack.family);
                onChoose?.(pack.family);
                onClose();
              }}
            >
              {pack.words.region}
            </Tappable>
          ))}
      </View>
      {packs
        .filter(({ isOpen }) => !isOpen.value)
        .map((pack) => (
          <Text className="note" key={pack.family} data-testid={`province-not-open-${pack.family}`}>
            {pack.words.region}还没有开通，办理请拨 12393，或到{pack.desk.where.value}。
          </Text>
        ))}
      <View className="note">各省规则不一样。没有您的省份？先搜问题看全国的说法，办理请拨 12393 或到医保窗口。</View>
    </Sheet>
  );
}
