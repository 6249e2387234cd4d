import type { Page } from 'playwright-core';
import type { Driver } from '../driver';

/** The least side of anything that is tapped, in CSS pixels. */
const LEAST_PX = 44;

/**
 * What is wrong with the screen as it stands: anything that reaches over the right edge (a horizontal scroll), and anything that
 * acts and is smaller than a fingertip, a dialog that leaves a strip of the page uncovered. The functions given to the browser hold no named inner functions: the compiler's
 * name-keeping would call a function that the browser does not have.
 */
export async function auditScreen({ page }: Driver): Promise<string[]> {
  return [...(await tooWide(page)), ...(await tooSmall(page)), ...(await uncovered(page))];
}

function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) {
      faults.push(`the page is ${document.documentElement.scrollWidth} px wide in a window of ${width} px`);
    }
    for (const part of document.querySelectorAll('body *')) {
      if (!part.checkVisibility()) continue;
      const box = part.getBoundingClientRect();
      const isOver = box.width > 0 && box.height > 0 && (box.right > width + 1 || box.left < -1);
      const scrolls = part.scrollWidth > part.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(part).overflowX);
      if (isOver || scrolls) {
        const named = part.closest('[data-testid], [id]');
        const id = named?.getAttribute('data-testid') ?? named?.id;
        faults.push(
          `${part.tagName.toLowerCase()}.${part.className} in ${id} reaches ${Math.round(box.left)} to ${Math.round(box.right)} px`,
        );
      }
    }
    return faults;
  });
}

function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const faults = [];
    const acting =
      'button, a[href], input, [role=button], [role=radio], [role=checkbox], [role=link], .weui-tabbar__item, .taro-navigation-bar-back, .taro-navigation-bar-home';
    for (const part of document.querySelectorAll(acting)) {
      // A finger that lands on a field's box lands in the field; an acting part inside another is tapped with it.
      const target = part.tagName === 'INPUT' ? (part.closest('.field__box, .search-box') ?? part) : part;
      if (!part.checkVisibility() || part.parentElement?.closest('[role=button], [role=link]')) continue;
      const box = target.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      if (box.width < least - 0.5 || box.height < least - 0.5) {
        const name =
          part.getAttribute('data-testid') || part.id || part.textContent?.trim().slice(0, 12) || part.className;
        faults.push(
          `"${name}" (${part.className}) is ${Math.round(box.width)}×${Math.round(box.height)} px, less than ${least}`,
        );
      }
    }
    return faults;
  }, LEAST_PX);
}

function uncovered(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[role=dialog]')]
      .filter((dialog) => dialog.checkVisibility())
      .map((dialog) => ({ id: dialog.getAttribute('data-testid') ?? dialog.id, box: dialog.getBoundingClientRect() }))
      .filter(
        ({ box }) => box.top > 0 || box.left > 0 || box.right < window.innerWidth || box.bottom < window.innerHeight,
      )
      .map(
        ({ id, box }) => `${id} covers ${Math.round(box.top)} to ${Math.round(box.bottom)} px of ${window.innerHeight}`,
      ),
  );
}
