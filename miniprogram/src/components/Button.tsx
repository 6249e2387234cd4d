import { Button as NativeButton } from '@tarojs/components';
import type { ReactNode } from 'react';
import { acts, onEnter } from '@/platform';

interface ButtonProps {
  id: string;
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  isOff?: boolean;
  /** While the answer is awaited: no second tap, and the words say so. */
  isBusy?: boolean;
  busyWords?: string;
  /** Opens the platform's share panel with the page's card. */
  opensShare?: boolean;
  /** What a button of the platform's own wants besides (open-type and its events). */
  native?: object;
  onTap?(): void;
  children: ReactNode;
}

/** One primary action per screen; others are plain or quiet. At least 48 points high. */
export function Button(props: ButtonProps) {
  const {
    id,
    kind = 'primary',
    isOff = false,
    isBusy = false,
    busyWords = '请稍候…',
    opensShare,
    native,
    onTap,
    children,
  } = props;
  const isStill = isOff || isBusy;
  const act = () => {
    if (!isStill) onTap?.();
  };
  return (
    <NativeButton
      className={`button button--${kind}${isStill ? ' is-off' : ''}`}
      hoverClass={isStill ? 'none' : 'button--pressed'}
      data-testid={id}
      {...(opensShare ? { openType: 'share' as const } : {})}
      {...native}
      {...acts('button', { isOff: isStill })}
      {...onEnter(act)}
      onClick={act}
    >
      {isBusy ? busyWords : children}
    </NativeButton>
  );
}
