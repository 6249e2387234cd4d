import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { acts, onEnter } from '@/platform';

interface TappableProps {
  className?: string;
  /** Read by tests as data-testid. */
  id?: string;
  label?: string;
  role?: 'button' | 'radio' | 'checkbox' | 'link';
  isOn?: boolean;
  onTap(): void;
}

/** Anything that acts and is no button by its looks: a list row, a choice, a chip. Works with a finger, a key and a screen reader. */
export function Tappable({
  className,
  id,
  label,
  role = 'button',
  isOn,
  onTap,
  children,
}: PropsWithChildren<TappableProps>) {
  return (
    <View
      className={className}
      hoverClass="is-pressed"
      data-testid={id}
      onClick={onTap}
      {...acts(role, { label, isOn })}
      {...onEnter(onTap)}
    >
      {children}
    </View>
  );
}
