import { civilDayOf } from '@gongji/shared/domain/civil-day';
import { isRegionWithin } from '@gongji/shared/domain/region';
import type { PolicyPack } from '@gongji/shared/policy/pack';

const nation = '000000';

/** One place as data. `pack`: name and papers are those of the province's pack; `packClaim`: those of its rule for claims. */
export interface VenueSeed {
  id: string;
  /** What is done there: bind or unbind, claim afterwards, ask by phone. */
  kind: 'bind' | 'claim' | 'ask';
  /** GB/T 2260; '000000' for the nation. */
  region: string;
  desk: 'pack' | 'packClaim' | { name: string; bring: readonly string[] };
  /** Only where a source says it. */
  hours?: string;
  note: string;
  sources: readonly { title: string; publisher: string; publishedOn: string }[];
  verifiedOn: string;
  isOurReading: boolean;
}

/** A place with its papers, ready to be shown. */
export interface Venue extends Omit<VenueSeed, 'desk'> {
  name: string;
  bring: readonly string[];
}

export interface VenueUseCasesParts {
  seed: readonly VenueSeed[];
  /** The packs of a region on a civil day. */
  packsOf(region: string, on: string): readonly PolicyPack[];
  clock: () => Date;
}

/** Where people can go with papers instead of a phone. */
export function createVenueUseCases({ seed, packsOf, clock }: VenueUseCasesParts) {
  function complete({ desk, ...rest }: VenueSeed, on: string): Venue[] {
    if (typeof desk === 'object') return [{ ...rest, ...desk }];
    const pack = packsOf(rest.region, on).find(({ isOpen }) => isOpen.value);
    if (!pack) return [];
    if (desk === 'pack') return [{ ...rest, name: pack.desk.where.value, bring: pack.desk.bring.value }];
    const { isPossible, where, bring = [] } = pack.claims.value;
    return isPossible && where !== undefined ? [{ ...rest, name: where, bring }] : [];
  }

  return {
    /** Places of a region and the nation's, a region's own first; without a region the nation's only. */
    list(region: string = nation): Venue[] {
      const on = civilDayOf(clock().toISOString());
      const isNational = (venue: Venue) => Number(venue.region === nation);
      return seed
        .filter((venue) => isRegionWithin(region, venue.region))
        .flatMap((venue) => complete(venue, on))
        .sort((a, b) => isNational(a) - isNational(b));
    },
  };
}

export type VenueUseCases = ReturnType<typeof createVenueUseCases>;
