import type { Reach } from '../policy/pack';

/** A region code of GB/T 2260 without its empty levels: 620000 → '62', 620100 → '6201', 000000 → '' (the nation). */
export function regionPrefix(region: string): string {
  return region.replace(/(?:00)+$/, '');
}

/** True when `region` lies in (or is) `outer`, e.g. 620102 in 620000; everything lies in 000000. */
export function isRegionWithin(region: string, outer: string): boolean {
  return region.startsWith(regionPrefix(outer));
}

/** True when `region` can be reached from `from` under a pack's reach: same city, same province, anywhere, nowhere. */
export function isWithinReach(reach: Reach, region: string, from: string): boolean {
  switch (reach) {
    case 'none':
      return false;
    case 'city':
      return region.slice(0, 4) === from.slice(0, 4);
    case 'province':
      return region.slice(0, 2) === from.slice(0, 2);
    case 'nation':
      return true;
  }
}
