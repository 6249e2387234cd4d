import { Text, View } from '@tarojs/components';
import { Tag, Tappable } from '@/components';
import { chooseTextSize, useElderMode } from './text-size';

/** On the first screen: large text at once, and back. */
export function TextSizeLink() {
  const isElder = useElderMode();
  return (
    <Tappable
      className="masthead__region"
      id="home-elder"
      label={isElder ? '换回标准字' : '换成大字版'}
      onTap={() => chooseTextSize(isElder ? 'normal' : 'elder')}
    >
      <Text>{isElder ? '标准字' : '大字版'}</Text>
    </Tappable>
  );
}

/** Among my own settings. */
export function TextSizeRow() {
  const isElder = useElderMode();
  return (
    <Tappable
      className="list__item"
      id="me-elder"
      role="checkbox"
      isOn={isElder}
      label="大字版"
      onTap={() => chooseTextSize(isElder ? 'normal' : 'elder')}
    >
      <View className="list__main">
        <Text className="text">大字版</Text>
        <Text className="note">字和按钮更大，一次只问一件事</Text>
      </View>
      <Tag tone={isElder ? 'good' : 'plain'}>{isElder ? '已打开' : '没打开'}</Tag>
    </Tappable>
  );
}
