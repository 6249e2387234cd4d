import { View } from '@tarojs/components';
import type { ReactNode } from 'react';

/** A name and its value on one line. */
export function Pair({ name, children, id }: { name: string; children: ReactNode; id?: string }) {
  return (
    <View className="pair">
      <View className="pair__name">{name}</View>
      <View className="pair__value" data-testid={id}>
        {children}
      </View>
    </View>
  );
}
