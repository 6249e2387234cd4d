import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { speaks } from '@/platform';

interface SheetProps {
  id: string;
  title: string;
  onClose(): void;
}

/** A question from below the screen. Tapping beside it closes it: nothing is lost by closing. */
export function Sheet({ id, title, onClose, children }: PropsWithChildren<SheetProps>) {
  return (
    <View className="sheet" data-testid={id} {...speaks('dialog', { label: title })}>
      <View className="sheet__veil" data-testid={`${id}-close`} onClick={onClose} />
      <View className="sheet__panel stack">
        <View className="lead">{title}</View>
        {children}
      </View>
    </View>
  );
}
