import { type PolicyPack, SCOPE_ITEMS } from '../policy/pack';
import { settle } from './settlement';
import type { Bill, Patient, SettlementReason, SharedSource, Venue } from './settlement.types';

/** A bill as a core says it settled it: who paid what, and the reasons it gave. Amounts in fen. */
export interface RecordedSettlement {
  totalFen: number;
  fundFen: number;
  outOfScopeFen: number;
  ownAccountFen: number;
  sharedFen: number;
  cashFen: number;
  sharedBy: readonly { amountFen: number }[];
  /** Reason codes; ones that we do not know are a difference. */
  because: readonly string[];
  venue: Pick<Venue, 'kind' | 'region'>;
  settledAt: string;
}

/** One thing that the core says otherwise than our engine. */
export type SettlementDifference =
  | { what: 'ownAccountFen' | 'sharedFen' | 'cashFen'; coreFen: number; oursFen: number }
  /** A reason that must have been given for this outcome, and was not. */
  | { what: 'reasonMissing'; code: SettlementReason }
  /** A reason that the province's rules do not know for this bill. */
  | { what: 'reasonNotOurs'; code: string }
  /** The core says that the patient has no relation; it confirmed one to us that stood when the bill was settled. */
  | { what: 'relationDenied' };

/**
 * What our engine would have said of this bill, compared with what the core says. What the core alone knows (balances,
 * insurance, filings, whether a relation is frozen) is taken as its reasons claim, in the way that lets the most of its
 * account be true; what then still differs breaks the pack's rules or has no reason that explains it. Pure.
 * @param known what we hold ourselves: `hasRelation`, a relation of the patient that this core confirmed and that stood at `settledAt`
 */
export function differencesOf(
  recorded: RecordedSettlement,
  pack: PolicyPack,
  known: { hasRelation: boolean },
): SettlementDifference[] {
  const denied: SettlementDifference[] =
    known.hasRelation && deniesRelation(recorded) ? [{ what: 'relationDenied' }] : [];
  return [...denied, ...ruleDifferencesOf(recorded, pack)];
}

/** Whether the core says that the patient has no relation: only then it matters whether we hold one. */
export const deniesRelation = ({ because }: Pick<RecordedSettlement, 'because'>): boolean =>
  because.includes('NO_RELATION');

function ruleDifferencesOf(recorded: RecordedSettlement, pack: PolicyPack): SettlementDifference[] {
  const claims = new Set(recorded.because);
  const venue: Venue = {
    ...recorded.venue,
    isDesignated: !claims.has('VENUE_NOT_DESIGNATED'),
    settlesOnline: !claims.has('VENUE_NOT_NETWORKED'),
  };
  const plain = comparedAt(venue, recorded, claims, pack);
  if (plain.length === 0) return plain;
  // A core names the first thing that stands in the way; behind it the place may be one where no account pays at all.
  const others = [
    { ...venue, settlesOnline: false },
    { ...venue, isDesignated: false },
  ];
  return others.some((other) => comparedAt(other, recorded, claims, pack).length === 0) ? [] : plain;
}

function comparedAt(
  venue: Venue,
  recorded: RecordedSettlement,
  claims: ReadonlySet<string>,
  pack: PolicyPack,
): SettlementDifference[] {
  const ours = settle({
    bill: billOf(recorded, pack),
    patient: patientOf(recorded, claims),
    sources: sourcesOf(recorded, claims, pack),
    pack,
    venue,
    now: recorded.settledAt,
  });
  const differences: SettlementDifference[] = [];
  for (const what of ['ownAccountFen', 'sharedFen', 'cashFen'] as const) {
    if (recorded[what] !== ours[what]) differences.push({ what, coreFen: recorded[what], oursFen: ours[what] });
  }
  const told = new Set<SettlementReason>();
  const given = new Set<string>(ours.because.map(({ code }) => code));
  for (const { code } of ours.because) {
    if (claims.has(code) || told.has(code)) continue;
    told.add(code);
    differences.push({ what: 'reasonMissing', code });
  }
  for (const code of claims) {
    // A second owner who could not pay is named by the core; here only those are rebuilt who did.
    const isOfAnotherSource = isSourceReason(code) && recorded.sharedBy.length > 0;
    if (!given.has(code) && !isOfAnotherSource) differences.push({ what: 'reasonNotOurs', code });
  }
  return differences;
}

/** The bill as far as a record tells it: what accounts may pay, and what they may not. */
function billOf({ totalFen, fundFen, outOfScopeFen }: RecordedSettlement, { scope }: PolicyPack): Bill {
  const inScope = scope.pays.value.find((each) => !scope.never.value.includes(each));
  const outOfScope = scope.never.value[0] ?? SCOPE_ITEMS.find((each) => !scope.pays.value.includes(each));
  const items: Bill['items'] = [];
  if (inScope !== undefined) items.push({ name: '', scope: inScope, amountFen: totalFen - outOfScopeFen, fundFen });
  if (outOfScope !== undefined && outOfScopeFen > 0)
    items.push({ name: '', scope: outOfScope, amountFen: outOfScopeFen, fundFen: 0 });
  return { items };
}

function patientOf({ ownAccountFen }: RecordedSettlement, claims: ReadonlySet<string>): Patient {
  return {
    personId: 'patient',
    insuranceStatus: claims.has('PATIENT_INSURANCE_NOT_NORMAL') ? '4' : '1',
    insutype: '310',
    // The account held at least what it paid; where it held more, the engine pays no less with this.
    ...(claims.has('NO_OWN_ACCOUNT') ? {} : { ownBalanceFen: ownAccountFen }),
    hasOutOfAreaFiling: !claims.has('OUT_OF_AREA_NOT_FILED'),
    usesOwnCredential: !claims.has('NOT_OWN_CREDENTIAL'),
  };
}

/** Reasons that belong to one owner's money, each with what makes it true. */
const SOURCE_REASONS: Partial<Record<SettlementReason, Partial<SharedSource>>> = {
  BALANCE_ZERO: {},
  NOTHING_ALLOCATED: {},
  ALLOCATION_USED_UP: { everAllocatedFen: 1 },
  LARGEST_BALANCE_TOO_SMALL: { availableFen: 1 },
  RELATION_SUSPENDED: { isSuspended: true },
  VENUE_OUT_OF_REACH: { availableFen: 1 },
  OWNER_INSURANCE_NOT_NORMAL: { ownerInsuranceStatus: '4' },
  WINDOW_NOT_BEGUN: { window: { startAt: '9999-01-01T00:00:00.000Z' } },
  WINDOW_OVER: { window: { startAt: '2000-01-01T00:00:00.000Z', endAt: '2000-01-02T00:00:00.000Z' } },
};
const isSourceReason = (code: string): code is SettlementReason => Object.hasOwn(SOURCE_REASONS, code);
const LONG_AGO = '2000-01-01T00:00:00.000Z';

/** Whose money there was: those who paid, with what they paid; else one for each reason why an owner's money did not come. */
function sourcesOf(recorded: RecordedSettlement, claims: ReadonlySet<string>, pack: PolicyPack): SharedSource[] {
  const { venue, sharedBy } = recorded;
  const source = (serial: number, known: Partial<SharedSource>): SharedSource => ({
    relationId: String(serial),
    ownerPersonId: String(serial),
    ownerRegion: venue.region,
    availableFen: 0,
    ownerInsuranceStatus: '1',
    boundAt: LONG_AGO,
    ...known,
  });
  if (sharedBy.length > 0) {
    return sharedBy.map(({ amountFen }, at) =>
      source(at, { availableFen: amountFen, everAllocatedFen: amountFen, priority: at }),
    );
  }
  return [...claims].filter(isSourceReason).map((code, at) => {
    // Where a rule reaches no further than the owner's own city, only the core knows which city that is.
    const isFarAway = code === 'VENUE_OUT_OF_REACH';
    return source(at, { ...SOURCE_REASONS[code], ...(isFarAway ? { ownerRegion: pack.region } : {}) });
  });
}
