import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { Icon, type IconName } from './Icon';

interface EmptyProps {
  id: string;
  icon: IconName;
  title: string;
  tone?: 'danger' | 'good';
}

/** A whole screen's word: nothing here yet, done, offline. Children: one line of help and the action. */
export function Empty({ id, icon, title, tone, children }: PropsWithChildren<EmptyProps>) {
  return (
    <View className="empty" data-testid={id}>
      <View className={`empty__icon${tone ? ` empty__icon--${tone}` : ''}`}>
        <Icon name={icon} size="large" />
      </View>
      <View className="lead">{title}</View>
      {children}
    </View>
  );
}
