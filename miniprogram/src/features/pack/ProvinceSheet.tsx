import { Text, View } from '@tarojs/components';
import type { ClientPack } from '@/api';
import { Icon, Sheet, Tappable } from '@/components';
import { open, paths } from '@/platform';
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
          <Tappable
            key={pack.family}
            id={`province-not-open-${pack.family}`}
            role="link"
            className="link"
            onTap={() => {
              onClose();
              open(paths.policy(pack.family));
            }}
          >
            <Text>{pack.words.region}还没有开通，看看现在怎么办</Text>
            <Icon name="next" size="small" />
          </Tappable>
        ))}
      <View className="note">各省规则不一样。没有您的省份？先搜问题看全国的说法，办理请拨 12393 或到医保窗口。</View>
    </Sheet>
  );
}
