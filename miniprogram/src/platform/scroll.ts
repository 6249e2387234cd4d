import Taro from '@tarojs/taro';

/** Where the page is scrolled to, and how much of it is seen, in points. */
function viewport(): Promise<{ top: number; height: number }> {
  return new Promise((resolve) => {
    const { windowHeight } = Taro.getWindowInfo();
    Taro.createSelectorQuery()
      .selectViewport()
      .scrollOffset((offset) => resolve({ top: offset?.scrollTop ?? 0, height: windowHeight }))
      .exec();
  });
}

/** A new step begins at its top. */
export function scrollToTop(): void {
  Taro.pageScrollTo({ scrollTop: 0, duration: 0 }).catch(() => undefined);
}

/** Reads on by most of a screen, so that the last lines read stay in sight. */
export async function scrollOneScreen(): Promise<void> {
  const { top, height } = await viewport();
  await Taro.pageScrollTo({ scrollTop: top + Math.round(height * 0.7), duration: 250 }).catch(() => undefined);
}
