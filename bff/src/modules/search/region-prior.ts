import { isRegionWithin } from '@gongji/shared/domain/region';

/** GB/T 2260 code of the whole nation. */
export const nation = '000000';

export interface RegionPriorWeights {
  own: number;
  national: number;
  other: number;
}

/** Soft but strong: an equally good answer of one's own province always comes first; one of another province only where it is far better. */
export const regionPrior: RegionPriorWeights = { own: 1.5, national: 1, other: 0.45 };

/**
 * Factor for an entry's score: entries of the person's region (or of what contains it), then national ones, then
 * others. Without a region all entries stand alike.
 */
export function factorOf(entryRegion: string, region: string | undefined, weights = regionPrior): number {
  if (!region || region === nation) return 1;
  if (entryRegion === nation) return weights.national;
  return isRegionWithin(region, entryRegion) || isRegionWithin(entryRegion, region) ? weights.own : weights.other;
}
