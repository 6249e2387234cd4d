import type { PolicyPack, SettlementOrder } from '../policy/pack';
import { instantMs } from './civil-day';
import { isFen, sumFen } from './money';
import { isWithinReach } from './region';
import type { Bill, Patient, Settlement, SettlementReason, SharedSource, Venue } from './settlement.types';
import { settlementWords } from './settlement-words';

export interface SettleInput {
  bill: Bill;
  patient: Patient;
  sources: readonly SharedSource[];
  pack: PolicyPack;
  venue: Venue;
  now: string;
}

type Share = Settlement['sharedBy'][number];

/**
 * Who pays what of a bill: pooled funds (as given on each item), the patient's own account, the shared money in the
 * pack's order, the rest in cash. Every fen is accounted for and each outcome says why. Pure; an estimate everywhere but
 * at the core. Throws RangeError for amounts that are not whole fen or an item whose fund share exceeds it.
 */
export function settle(input: SettleInput): Settlement {
  const { bill, patient, pack } = input;
  const because: Settlement['because'] = [];
  const say = (code: SettlementReason, relationId?: string) =>
    because.push({ code, ...(relationId === undefined ? {} : { relationId }), words: settlementWords(code, pack) });

  const { totalFen, fundFen, inScopeFen, outOfScopeFen } = amountsOf(bill, pack);
  if (outOfScopeFen > 0) say('ITEM_OUT_OF_SCOPE');

  const ownAccountFen = ownShare(input, inScopeFen, say);
  const openFen = inScopeFen - ownAccountFen;
  const sharedBy = openFen === 0 ? [] : sharedShares(input, openFen, say);
  if (openFen === 0) say(patient.usesOwnCredential ? 'SHARED_NOT_NEEDED' : 'NOT_OWN_CREDENTIAL');

  const sharedFen = sumFen(sharedBy.map(({ amountFen }) => amountFen));
  return {
    totalFen,
    fundFen,
    ownAccountFen,
    sharedFen,
    sharedBy,
    cashFen: totalFen - fundFen - ownAccountFen - sharedFen,
    outOfScopeFen,
    because,
  };
}

/** Total, pooled funds, and what is left to pay in and out of the account's scope. */
function amountsOf({ items }: Bill, pack: PolicyPack) {
  for (const { amountFen, fundFen } of items) {
    if (!isFen(amountFen) || !isFen(fundFen) || fundFen > amountFen)
      throw new RangeError('not whole fen, or fund share too large');
  }
  const { pays, never } = pack.scope;
  const isInScope = (item: Bill['items'][number]) =>
    pays.value.includes(item.scope) && !never.value.includes(item.scope);
  const restFen = (isWanted: (item: Bill['items'][number]) => boolean) =>
    sumFen(items.filter(isWanted).map(({ amountFen, fundFen }) => amountFen - fundFen));
  return {
    totalFen: sumFen(items.map(({ amountFen }) => amountFen)),
    fundFen: sumFen(items.map(({ fundFen }) => fundFen)),
    inScopeFen: restFen(isInScope),
    outOfScopeFen: restFen((item) => !isInScope(item)),
  };
}

/** What the patient's own account pays; nothing where the place or the credential lets no account pay at all. */
function ownShare(
  { patient, pack, venue }: SettleInput,
  inScopeFen: number,
  say: (code: SettlementReason) => void,
): number {
  const isReachable = venue.settlesOnline || !pack.venues.onlineSettlementOnly.value;
  if (inScopeFen === 0 || !patient.usesOwnCredential || !venue.isDesignated || !isReachable) return 0;
  const isPassedOver = pack.settlement.ownAccount.value === 'firstIfEmployee' && patient.insutype === '390';
  const balanceFen = patient.ownBalanceFen;
  if (balanceFen === undefined || isPassedOver) {
    say('NO_OWN_ACCOUNT');
    return 0;
  }
  if (!isFen(balanceFen)) throw new RangeError('not whole fen');
  say(balanceFen === 0 ? 'OWN_ACCOUNT_EMPTY' : 'OWN_ACCOUNT_USED');
  return Math.min(balanceFen, inScopeFen);
}

function sharedShares(
  input: SettleInput,
  openFen: number,
  say: (code: SettlementReason, relationId?: string) => void,
): Share[] {
  const { pack, sources } = input;
  const barred = barredForAll(input);
  if (barred !== undefined) {
    say(barred);
    return [];
  }
  if (sources.length === 0) {
    say('NO_RELATION');
    return [];
  }
  const usable = sources.filter((source) => {
    const reason = barredForSource(source, input);
    if (reason !== undefined) say(reason, source.relationId);
    return reason === undefined;
  });
  if (usable.length === 0) return [];

  const ordered = [...usable].sort(ORDERS[pack.settlement.order.value]);
  const shares =
    pack.settlement.order.value === 'largestAllOrNothing'
      ? allOrNothing(ordered, openFen)
      : drain(limitTo(pack, ordered), openFen);
  if (shares.length === 0) {
    say('LARGEST_BALANCE_TOO_SMALL', ordered[0]?.relationId);
    return [];
  }
  for (const { relationId } of shares) say('SHARED_USED', relationId);
  if (sumFen(shares.map(({ amountFen }) => amountFen)) < openFen) {
    say(pack.funding.value === 'balance' ? 'BALANCE_PARTLY_COVERED' : 'ALLOCATION_PARTLY_COVERED');
  }
  return shares;
}

/** Why nothing may be shared in this settlement, whoever would pay. */
function barredForAll({ patient, pack, venue }: SettleInput): SettlementReason | undefined {
  if (!patient.usesOwnCredential) return 'NOT_OWN_CREDENTIAL';
  if (pack.member.mustBeNormal.value && patient.insuranceStatus !== '1') return 'PATIENT_INSURANCE_NOT_NORMAL';
  if (!venue.isDesignated) return 'VENUE_NOT_DESIGNATED';
  if (venue.kind === 'pharmacy' && pack.venues.pharmacy.value === 'none') return 'PHARMACY_NOT_OPEN';
  if (pack.venues.onlineSettlementOnly.value && !venue.settlesOnline) return 'VENUE_NOT_NETWORKED';
  const reach = venue.kind === 'pharmacy' ? pack.venues.pharmacy.value : pack.venues.hospital.value;
  if (reach !== 'city' && !isWithinReach(reach, venue.region, pack.region)) return 'VENUE_OUT_OF_REACH';
  const isOutOfArea = !isWithinReach('province', venue.region, pack.region);
  if (pack.venues.outOfAreaFilingRequired.value && isOutOfArea && !patient.hasOutOfAreaFiling)
    return 'OUT_OF_AREA_NOT_FILED';
  return undefined;
}

/** Why this one source cannot pay now. */
function barredForSource(source: SharedSource, { pack, venue, now }: SettleInput): SettlementReason | undefined {
  if (!isFen(source.availableFen)) throw new RangeError('not whole fen');
  if (source.isSuspended) return 'RELATION_SUSPENDED';
  if (source.ownerInsuranceStatus !== '1') return 'OWNER_INSURANCE_NOT_NORMAL';
  const reach = venue.kind === 'pharmacy' ? pack.venues.pharmacy.value : pack.venues.hospital.value;
  if (reach === 'city' && !isWithinReach('city', venue.region, source.ownerRegion)) return 'VENUE_OUT_OF_REACH';
  if (source.window && instantMs(now) < instantMs(source.window.startAt)) return 'WINDOW_NOT_BEGUN';
  if (source.window?.endAt && instantMs(now) >= instantMs(source.window.endAt)) return 'WINDOW_OVER';
  if (source.availableFen > 0) return undefined;
  if (pack.funding.value === 'balance') return 'BALANCE_ZERO';
  return (source.everAllocatedFen ?? 0) > 0 ? 'ALLOCATION_USED_UP' : 'NOTHING_ALLOCATED';
}

type Compare = (a: SharedSource, b: SharedSource) => number;

const earlierBound: Compare = (a, b) =>
  instantMs(a.boundAt) - instantMs(b.boundAt) ||
  (a.relationId < b.relationId ? -1 : a.relationId > b.relationId ? 1 : 0);
const largerFirst: Compare = (a, b) => b.availableFen - a.availableFen || earlierBound(a, b);
const LAST = Number.MAX_SAFE_INTEGER;

/** Who is asked first; a tie goes to the earlier bind, then to the relation's id. */
const ORDERS: Record<SettlementOrder, Compare> = {
  singleOwner: earlierBound,
  largestAllOrNothing: largerFirst,
  waterfallHighToLow: largerFirst,
  memberPriority: (a, b) => (a.priority ?? LAST) - (b.priority ?? LAST) || earlierBound(a, b),
  filingOrder: earlierBound,
  allocatedSubAccount: earlierBound,
  frozenQuota: earlierBound,
};

/** A single-owner pack never goes on to a second one. */
function limitTo(pack: PolicyPack, ordered: SharedSource[]): SharedSource[] {
  return pack.settlement.order.value === 'singleOwner' ? ordered.slice(0, 1) : ordered;
}

function allOrNothing(ordered: SharedSource[], openFen: number): Share[] {
  const largest = ordered[0];
  return largest !== undefined && largest.availableFen >= openFen ? [shareOf(largest, openFen)] : [];
}

function drain(ordered: SharedSource[], openFen: number): Share[] {
  const shares: Share[] = [];
  let leftFen = openFen;
  for (const source of ordered) {
    if (leftFen === 0) break;
    const amountFen = Math.min(leftFen, source.availableFen);
    shares.push(shareOf(source, amountFen));
    leftFen -= amountFen;
  }
  return shares;
}

function shareOf({ relationId, ownerPersonId }: SharedSource, amountFen: number): Share {
  return { relationId, ownerPersonId, amountFen };
}
