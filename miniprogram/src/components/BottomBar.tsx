import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';

/** The screen's one action at the thumb, for parts that are not pages themselves; keeps its own room at the page's end. */
export function BottomBar({ children, rows = 1 }: PropsWithChildren<{ rows?: 1 | 2 }>) {
  return (
    <View>
      <View className={rows === 2 ? 'bar-room bar-room--tall' : 'bar-room'} />
      <View className="bar">{children}</View>
    </View>
  );
}
