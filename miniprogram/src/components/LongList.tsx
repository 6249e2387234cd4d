import { View } from '@tarojs/components';
import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import { type ElementSeen, watchElement } from '@/platform';

/** As many as one page of the server's answer. */
const BLOCK = 20;
/** What lies this far outside the screen, in points, is not drawn. */
const MARGIN = 1_600;

/**
 * A list that may become long. Up to two blocks are simply drawn; of a longer one only what is near the screen is, the rest is an empty
 * room of the same height: the page stays as quick with a thousand rows as with forty, and nothing jumps.
 */
export function LongList({ id, children }: { id: string; children: ReactElement[] }) {
  if (children.length <= 2 * BLOCK) return <View>{children}</View>;
  const count = Math.ceil(children.length / BLOCK);
  return (
    <View>
      {Array.from({ length: count }, (_, place) => {
        const block = children.slice(place * BLOCK, (place + 1) * BLOCK);
        return (
          <Block key={block[0]?.key} id={`${id}-block-${place}`}>
            {block}
          </Block>
        );
      })}
    </View>
  );
}

function Block({ id, children }: { id: string; children: ReactNode }) {
  const [emptyHeight, setEmptyHeight] = useState<number>();
  useEffect(() => {
    const onSeen = (seen: ElementSeen) => {
      const height = seen.boundingClientRect?.height ?? 0;
      // A page that lies under another one has no height; that says nothing.
      if (height > 0) setEmptyHeight((seen.intersectionRatio ?? 0) > 0 ? undefined : height);
    };
    return watchElement(id, { top: MARGIN, bottom: MARGIN, initialRatio: 1 }, onSeen);
  }, [id]);
  const isEmpty = emptyHeight !== undefined;
  return (
    <View id={id} style={isEmpty ? { height: `${emptyHeight}px` } : {}}>
      {isEmpty ? null : children}
    </View>
  );
}
