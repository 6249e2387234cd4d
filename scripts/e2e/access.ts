import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** Elder mode is told by the class `screen--elder` on the root of each page. */
export type TextMode = 'normal' | 'elder';

interface Measures {
  /** The smallest text, in CSS pixels. */
  text: number;
  /** Line height over text height; 0: not looked at. */
  leading: number;
  /** The least side of anything that is tapped, in CSS pixels. */
  target: number;
}

/** Elder mode by the design guide for old people; normal mode: small print 14, a fingertip 44. */
const LEAST: Record<TextMode, Measures> = {
  normal: { text: 14, leading: 0, target: 44 },
  elder: { text: 20, leading: 1.5, target: 60 },
};

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeFault {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary: string }[];
}
declare const axe: { run(context: object, options: object): Promise<{ violations: AxeFault[] }> };

/**
 * What keeps old eyes, old hands or a screen reader from using the screen as it stands, one line per fault: axe-core's rules of WCAG 2
 * levels A and AA (contrast is computed there), names on everything that acts, the size of text and of targets, line spacing in elder
 * mode, words cut off. In the mini-programs' host the page on top is a shadow root; the bars around it are the phone's own.
 * The functions given to the browser hold no named inner functions (see journeys/screen-audit.ts).
 */
export async function auditAccess(page: Page, mode: TextMode): Promise<string[]> {
  return [...(await axeFaults(page)), ...(await sizeFaults(page, LEAST[mode])), ...(await modeFaults(page, mode))];
}

async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { violations } = await axe.run(document.querySelector('.phone-page[data-top]') ?? document, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] },
      // What scrolls is the page itself, on phones the native one: it needs no place in the order of keys.
      rules: { 'scrollable-region-focusable': { enabled: false } },
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes
        .slice(0, 6)
        .map(
          (node) =>
            `${id} (${help}): ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ').slice(0, 240)}`,
        ),
    );
  });
}

function sizeFaults(page: Page, least: Measures): Promise<string[]> {
  return page.evaluate(({ text, leading, target }) => {
    const faults = new Set<string>();
    const top = document.querySelector('.phone-page[data-top]')?.shadowRoot ?? document.body;
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const part = node.parentElement;
      const words = node.textContent?.trim() ?? '';
      if (!part || words === '' || !part.checkVisibility() || part.closest('script, style')) continue;
      const box = part.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      const style = getComputedStyle(part);
      const size = Number.parseFloat(style.fontSize);
      const lines = Number.parseFloat(style.lineHeight) / size;
      if (size < text - 0.01)
        faults.add(`text "${words.slice(0, 16)}" (${part.className}) is ${size} px, less than ${text}`);
      if (leading > 0 && lines < leading - 0.01) {
        faults.add(
          `lines of "${words.slice(0, 16)}" (${part.className}) are ${lines.toFixed(2)} high, less than ${leading}`,
        );
      }
      const isNarrow =
        style.overflowX === 'hidden' && style.textOverflow === 'ellipsis' && part.scrollWidth > part.clientWidth + 1;
      const isLow = style.overflowY === 'hidden' && part.scrollHeight > part.clientHeight + 2;
      if (isNarrow || isLow) {
        faults.add(`"${words.slice(0, 24)}" (${part.className}) is cut off`);
      }
    }
    const acting =
      'button, a[href], input, textarea, taro-button-core, [role=button], [role=radio], [role=checkbox], [role=link], [role=switch], .weui-tabbar__item, .taro-navigation-bar-back, .taro-navigation-bar-home';
    for (const part of top.querySelectorAll(acting)) {
      const around = part.closest('.field__box, .search-box');
      const field = part.matches('input, textarea') ? (around ?? part) : part;
      if (!part.checkVisibility() || part.parentElement?.closest('[role=button], [role=link]')) continue;
      const box = field.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      if (box.width < target - 0.5 || box.height < target - 0.5) {
        const name = part.getAttribute('data-testid') ?? part.textContent?.trim().slice(0, 12);
        faults.add(
          `target "${name}" (${part.className}) is ${Math.round(box.width)}×${Math.round(box.height)}, less than ${target}`,
        );
      }
      const label = part.getAttribute('aria-label') ?? part.textContent?.trim();
      if (!label && part.getAttribute('role')) {
        faults.add(
          `"${part.getAttribute('data-testid')}" (${part.className}) acts and has no name for a screen reader`,
        );
      }
    }
    return [...faults];
  }, least);
}

/** The page says which mode it is drawn in; a page that forgot the mode would otherwise pass the weaker measures. */
function modeFaults(page: Page, mode: TextMode): Promise<string[]> {
  return page.evaluate((asked) => {
    const top = document.querySelector('.phone-page[data-top]')?.shadowRoot ?? document;
    const screens = [...top.querySelectorAll('.screen')].filter((screen) => screen.checkVisibility());
    if (screens.length === 0) return ['no screen is seen'];
    const drawn = screens.at(-1)?.classList.contains('screen--elder') ? 'elder' : 'normal';
    return drawn === asked ? [] : [`the screen is drawn in ${drawn} mode, asked was ${asked}`];
  }, mode);
}
