import Taro from '@tarojs/taro';

/** Room for the browser's navigation bar, which lies over the page. */
const HEAD_PX = 56;

interface Box {
  top: number;
  bottom: number;
}

/**
 * Asks the page once: where it is scrolled to, and where a part stands. The answers are read from `exec`: Alipay knows no callback of
 * a single question.
 */
function ask(id: string | undefined, answered: (scrolledTo: number, box: Box | undefined) => void): void {
  const query = Taro.createSelectorQuery();
  query.selectViewport().scrollOffset();
  if (id !== undefined) query.select(`#${id}`).boundingClientRect();
  query.exec(([offset, found]: [{ scrollTop?: number } | null, Box | null | undefined]) =>
    answered(offset?.scrollTop ?? 0, found ?? undefined),
  );
}

/** A new step begins at its top. */
export function scrollToTop(): void {
  scrollTo(0, 0);
}

/** Reads on by most of a screen, so that the last lines read stay in sight. */
export function scrollOneScreen(): void {
  ask(undefined, (top) => scrollTo(top + Math.round(Taro.getWindowInfo().windowHeight * 0.7), 250));
}

/** Brings the part with this id into sight, a little below the top, where it is not yet in the upper part of the screen. */
export function scrollToSee(id: string): void {
  const { windowHeight } = Taro.getWindowInfo();
  ask(id, (top, box) => {
    if (!box || (box.top >= 0 && box.bottom < windowHeight * 0.7)) return;
    scrollTo(top + box.top - windowHeight * 0.3, 250);
  });
}

/** Puts the part with this id at the top of the screen: a jump within a long page. */
export function scrollToPart(id: string): void {
  ask(id, (top, box) => {
    if (box) scrollTo(top + box.top - HEAD_PX, 250);
  });
}

function scrollTo(scrollTop: number, duration: number): void {
  Taro.pageScrollTo({ scrollTop: Math.max(0, scrollTop), duration }).catch(() => undefined);
}
