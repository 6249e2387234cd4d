import { View } from '@tarojs/components';
import { type PropsWithChildren, type ReactNode, useEffect } from 'react';
import { useElderMode } from '@/features/looks/text-size';
import { dressBars } from '@/platform';

interface ScreenProps {
  id: string;
  /** The one action of this screen, at the thumb. */
  bar?: ReactNode;
  /** No space above: the page begins with a coloured head. */
  isFlush?: boolean;
}

/** The root of every page: ground, tokens (`screen--elder`: the large ones), room for the bottom bar. */
export function Screen({ id, bar, isFlush, children }: PropsWithChildren<ScreenProps>) {
  const isElder = useElderMode();
  useEffect(dressBars, []);
  const classes = [
    'screen',
    isElder ? 'screen--elder' : '',
    bar ? 'screen--with-bar' : '',
    isFlush ? 'screen--flush' : '',
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <View className={classes} data-testid={id}>
      {children}
      {bar ? <View className="bar">{bar}</View> : null}
    </View>
  );
}
