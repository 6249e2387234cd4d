import { View } from '@tarojs/components';
import { speaks } from '@/platform';

const PLACES = ['first', 'second', 'third'];

/** The shape of what is being fetched. */
export function Skeleton({ cards = 2 }: { cards?: number }) {
  return (
    <View data-testid="loading" {...speaks('status', { label: '正在加载' })}>
      {PLACES.slice(0, cards).map((place) => (
        <View className="card" key={place}>
          <View className="skeleton__line skeleton__line--short" />
          <View className="skeleton__line" />
          <View className="skeleton__line" />
        </View>
      ))}
    </View>
  );
}
