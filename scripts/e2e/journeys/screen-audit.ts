import type { Page } from 'playwright-core';
import type { Driver } from '../driver';

/**
 * What is wrong with the screen as it stands: anything that reaches over the right edge (a horizontal scroll), a dialog that
 * leaves a strip of the page uncovered. What eyes, hands and readers need is access.ts. In a mini-program the page on top is a shadow root.
 * The functions given to the browser hold no named inner functions: the compiler's name-keeping would call a function that the browser does not have.
 */
export async function auditScreen({ page }: Pick<Driver, 'page'>): Promise<string[]> {
  return [...(await tooWide(page)), ...(await uncovered(page))];
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
