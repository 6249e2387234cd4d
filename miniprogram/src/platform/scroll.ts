import Taro from '@tarojs/taro';

/** Room for the browser's navigation bar, which lies over the page. */
const HEAD_PX = 56;

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

/** Brings the part with this id into sight, a little below the top, where it is not yet in the upper part of the screen. */
export function scrollToSee(id: string): void {
  const { windowHeight } = Taro.getWindowInfo();
  Taro.createSelectorQuery()
    .select(`#${id}`)
    .boundingClientRect((found) => {
      const box = Array.isArray(found) ? found[0] : found;
      if (!box || (box.top >= 0 && box.bottom < windowHeight * 0.7)) return;
      viewport()
        .then(({ top }) =>
          Taro.pageScrollTo({ scrollTop: Math.max(0, top + box.top - windowHeight * 0.3), duration: 250 }),
        )
        .catch(() => undefined);
    })
    .exec();
}

/** Puts the part with this id at the top of the screen: a jump within a long page. */
export function scrollToPart(id: string): void {
  Taro.createSelectorQuery()
    .select(`#${id}`)
    .boundingClientRect((found) => {
      const box = Array.isArray(found) ? found[0] : found;
      if (!box) return;
      viewport()
        .then(({ top }) => Taro.pageScrollTo({ scrollTop: Math.max(0, top + box.top - HEAD_PX), duration: 250 }))
        .catch(() => undefined);
    })
    .exec();
}
