import { View } from '@tarojs/components';

/** The shape of what is being fetched. */
export function Skeleton({ cards = 2 }: { cards?: number }) {
  return (
    <View aria-label="正在加载" data-testid="loading">
      {Array.from({ length: cards }, (_value, index) => (
        <View className="card" key={`skeleton-${index + 1}`}>
          <View className="skeleton__line skeleton__line--short" />
          <View className="skeleton__line" />
          <View className="skeleton__line" />
        </View>
      ))}
    </View>
  );
}
