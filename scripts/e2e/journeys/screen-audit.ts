import type { Page } from 'playwright-core';
import type { Driver } from '../driver';

/** The least side of anything that is tapped, in CSS pixels: as a rule, and in elder mode. */
const LEAST_PX = 44;
const LEAST_ELDER_PX = 60;

/**
 * What is wrong with the screen as it stands: anything that reaches over the right edge (a horizontal scroll), anything that
 * acts and is smaller than a fingertip, a dialog that leaves a strip of the page uncovered. In a mini-program the page on top is a shadow root.
 * The functions given to the browser hold no named inner functions: the compiler's name-keeping would call a function that the browser does not have.
 */
export async function auditScreen({ page }: Pick<Driver, 'page'>): Promise<string[]> {
  return [...(await tooWide(page)), ...(await tooSmall(page)), ...(await uncovered(page))];
}

function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) {
      faults.push(`the page is ${document.documentElement.scrollWidth} px wide in a window of ${width} px`);
    }
    const top = document.querySelector('.phone-page[data-top]')?.shadowRoot ?? document;
    for (const part of top.querySelectorAll('*')) {
      if (!part.checkVisibility({ visibilityProperty: true })) continue;
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
  return page.evaluate(
    ([usual, elder]) => {
      const faults = [];
      const top = document.querySelector('.phone-page[data-top]')?.shadowRoot ?? document;
      const screens = [...top.querySelectorAll('.screen')].filter((each) =>
        each.checkVisibility({ visibilityProperty: true }),
      );
      const least = screens.some((each) => each.classList.contains('screen--elder')) ? elder : usual;
      const acting = 'button, a[href], input, [role=button], [role=radio], [role=checkbox], [role=link]';
      const shell = '.weui-tabbar__item, .taro-navigation-bar-back, .taro-navigation-bar-home';
      for (const part of top.querySelectorAll(`${acting}, ${shell}`)) {
        // A finger that lands on a field's box lands in the field; an acting part inside another is tapped with it.
        const target = part.tagName === 'INPUT' ? (part.closest('.field__box, .search-box') ?? part) : part;
        const isInside = part.parentElement?.closest('[role=button], [role=link]');
        if (!part.checkVisibility({ visibilityProperty: true }) || isInside) continue;
        const box = target.getBoundingClientRect();
        if (box.width === 0 || box.height === 0) continue;
        // The browser's own bars are the platform's: they do not grow with elder mode.
        const wanted = part.matches(shell) ? usual : least;
        if (box.width < wanted - 0.5 || box.height < wanted - 0.5) {
          const name =
            part.getAttribute('data-testid') || part.id || part.textContent?.trim().slice(0, 12) || part.className;
          faults.push(
            `"${name}" (${part.className}) is ${Math.round(box.width)}×${Math.round(box.height)} px, less than ${wanted}`,
          );
        }
      }
      return faults;
    },
    [LEAST_PX, LEAST_ELDER_PX] as const,
  );
}

function uncovered(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const phonePage = document.querySelector('.phone-page[data-top]');
    const top = phonePage?.shadowRoot ?? document;
    // A mini-program draws below the navigation bar and above the tab bar; those are the platform's.
    const room = phonePage?.getBoundingClientRect() ?? {
      top: 0,
      left: 0,
      right: window.innerWidth,
      bottom: window.innerHeight,
    };
    return [...top.querySelectorAll('[role=dialog]')]
      .filter((dialog) => dialog.checkVisibility({ visibilityProperty: true }))
      .map((dialog) => ({ id: dialog.getAttribute('data-testid') ?? dialog.id, box: dialog.getBoundingClientRect() }))
      .filter(
        ({ box }) => box.top > room.top || box.left > room.left || box.right < room.right || box.bottom < room.bottom,
      )
      .map(({ id, box }) => `${id} covers ${Math.round(box.top)} to ${Math.round(box.bottom)} px of ${room.bottom}`);
  });
}
