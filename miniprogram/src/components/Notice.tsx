import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { speaks } from '@/platform';
import { Icon, type IconName } from './Icon';

type Tone = 'info' | 'warn' | 'danger' | 'good';
const ICONS: Record<Tone, IconName> = { info: 'alert', warn: 'alert', danger: 'alert', good: 'check' };

/** A short word about the state of things, with what to do. */
export function Notice({ tone = 'info', id, children }: PropsWithChildren<{ tone?: Tone; id?: string }>) {
  return (
    <View className={`notice notice--${tone}`} data-testid={id} {...speaks(tone === 'danger' ? 'alert' : 'status')}>
      <Icon name={ICONS[tone]} />
      <View className="grow">{children}</View>
    </View>
  );
}
