import { View } from '@tarojs/components';

export type IconName =
  | 'search'
  | 'next'
  | 'down'
  | 'check'
  | 'cross'
  | 'alert'
  | 'clock'
  | 'call'
  | 'desk'
  | 'family'
  | 'person'
  | 'record'
  | 'offline'
  | 'lock'
  | 'share';

/** A drawing in the colour of the text around it. It says nothing by itself: words always stand beside it. */
export function Icon({ name, size }: { name: IconName; size?: 'small' | 'large' }) {
  return <View className={`icon icon--${name}${size ? ` icon--${size}` : ''}`} aria-hidden="true" />;
}
