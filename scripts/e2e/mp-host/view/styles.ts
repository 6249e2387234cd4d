import { type ReadText, resolvePath } from '../program';

/** Parts of a style text in which nothing is a unit: addresses, texts, comments. */
const FIXED = /(url\(\s*(?:"[^"]*"|'[^']*'|[^)]*)\s*\)|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\*[\s\S]*?\*\/)/;
const RPX = /(-?\d*\.?\d+)rpx\b/g;
const VH = /(-?\d*\.?\d+)vh\b/g;

/** rpx → px on a screen 375 wide (1 rpx = 0.5 px); vh of the page's own window, which is lower than the phone's screen. */
export function withUnits(style: string): string {
  return style
    .split(FIXED)
    .map((part, at) =>
      at % 2 === 1
        ? part
        : part
            .replace(RPX, (_whole, number: string) => `${Number(number) / 2}px`)
            .replace(VH, (_whole, number: string) => `calc(var(--page-height) * ${Number(number) / 100})`),
    )
    .join('');
}

/** Reads WXSS or ACSS with what it imports, in order; addresses become absolute below `programUrl`. A missing file is empty style. */
export async function readStyle(path: string, read: ReadText, programUrl: string): Promise<string> {
  const source = await read(path).catch(() => undefined);
  return source === undefined ? '' : expandStyle(source, path, read, programUrl);
}

async function expandStyle(source: string, path: string, read: ReadText, programUrl: string): Promise<string> {
  const imports = /@import\s+(?:url\()?\s*["']?([^"')\s;]+)["']?\s*\)?\s*;/g;
  let expanded = '';
  let at = 0;
  for (const found of source.matchAll(imports)) {
    const target = resolvePath(path, found[1] as string);
    expanded += source.slice(at, found.index) + (await expandStyle(await read(target), target, read, programUrl));
    at = found.index + found[0].length;
  }
  expanded += source.slice(at);
  const rooted = expanded.replace(
    /url\(\s*(["']?)(?!data:|https?:|blob:)([^"')]+)\1\s*\)/g,
    (_whole, quote, address) => {
      return `url(${quote}${programUrl}${resolvePath(path, address)}${quote})`;
    },
  );
  return withUnits(rooted);
}

/** Makes the sheet; `button` in its selectors means the vendor's button, which is no HTML button (that has looks of its own). */
export function sheetOf(style: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  renameButtons(sheet.cssRules);
  return sheet;
}

function renameButtons(rules: CSSRuleList): void {
  for (const rule of rules) {
    if (rule instanceof CSSStyleRule && /button/.test(rule.selectorText))
      rule.selectorText = rule.selectorText.replace(/(^|[\s>+~,(])button(?![\w-])/g, '$1mp-button');
    if ('cssRules' in rule) renameButtons(rule.cssRules as CSSRuleList);
  }
}
