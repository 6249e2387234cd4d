import type { AppJson, TabItem } from './protocol';

/** What every side of the host reads in the same way from a compiled program. */

/** The tabs of either vendor's app.json, in order; none without a tab bar. */
export const tabsOf = ({ tabBar }: AppJson): TabItem[] => tabBar?.list ?? tabBar?.items ?? [];

/** Paths of all pages, those of subpackages behind the main package's. */
export const pagesOf = ({ pages, subPackages = [] }: AppJson): string[] => [
  ...pages,
  ...subPackages.flatMap((each) => each.pages.map((page) => `${each.root.replace(/\/$/, '')}/${page}`)),
];

/** `./x` and `../x` from the file's folder, `/x` from the program's root. */
export function resolvePath(from: string, to: string): string {
  const steps = to.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const step of to.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

/** Reads a compiled file as text, by its path below the program's root. */
export type ReadText = (path: string) => Promise<string>;
