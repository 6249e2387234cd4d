import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyPack, ScopeItem, SettlementOrder } from '../policy/pack';
import { PACKS as ALL_PACKS } from '../policy/packs';
import { HEBEI } from '../policy/packs/hebei';
import { buildPack } from '../test-builders';
import { settle } from './settlement';
import type { Bill, Patient, SharedSource, Venue } from './settlement.types';
import { differencesOf } from './settlement-check';

const ORDERS: readonly SettlementOrder[] = [
  'singleOwner',
  'largestAllOrNothing',
  'waterfallHighToLow',
  'memberPriority',
  'filingOrder',
  'allocatedSubAccount',
  'frozenQuota',
];
const PACKS: readonly PolicyPack[] = [
  ...ALL_PACKS,
  ...ORDERS.map((order) => buildPack(HEBEI, { 'settlement.order': order })),
];
const NOW = '2026-11-20T02:00:00.000Z';

/** Small amounts, so that ties and exact fits happen and the naive engine can count single fen. */
const smallFen = fc.oneof(fc.nat({ max: 60 }), fc.constantFrom(0, 10, 20));
const usually = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 10, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
const bills: fc.Arbitrary<Bill> = fc.record({
  items: fc.array(
    fc
      .record({
        scope: fc.constantFrom<ScopeItem>('treatment', 'drug', 'drug', 'device', 'wellness'),
        amountFen: fc.nat({ max: 120 }),
        share: fc.constantFrom(0, 0, 33, 100),
      })
      .map(({ scope, amountFen, share }) => ({
        name: '项目',
        scope,
        amountFen,
        fundFen: Math.floor((amountFen * share) / 100),
      })),
    { maxLength: 4 },
  ),
});
const patients: fc.Arbitrary<Patient> = fc.record({
  personId: fc.constant('per_member'),
  insuranceStatus: usually<'1' | '2' | undefined>('1', '2', undefined),
  insutype: fc.constantFrom('310', '390'),
  ownBalanceFen: fc.option(smallFen, { nil: undefined }),
  hasOutOfAreaFiling: fc.boolean(),
  usesOwnCredential: usually(true, false),
});
const venues: fc.Arbitrary<Venue> = fc.record({
  kind: fc.constantFrom('hospital', 'pharmacy'),
  region: usually('here', '440100'),
  isDesignated: usually(true, false),
  settlesOnline: usually(true, false),
});
/** Open ones, one that has not begun, one that ended this very instant. */
const WINDOWS: NonNullable<SharedSource['window']>[] = [
  { startAt: NOW },
  { startAt: '2026-01-01T00:00:00.000Z', endAt: '2026-11-20T02:00:00.001Z' },
  { startAt: '2026-11-20T02:00:00.001Z' },
  { startAt: '2026-01-01T00:00:00.000Z', endAt: NOW },
];
const sourceLists: fc.Arbitrary<SharedSource[]> = fc.uniqueArray(
  fc.record({
    relationId: fc.constantFrom('rel_1', 'rel_2', 'rel_3', 'rel_4'),
    ownerPersonId: fc.constantFrom('per_1', 'per_2'),
    ownerRegion: fc.constant('130100'),
    availableFen: smallFen,
    ownerInsuranceStatus: usually<'1' | '2'>('1', '2'),
    boundAt: fc.constantFrom('2025-01-01T00:00:00.000Z', '2025-01-02T00:00:00.000Z'),
    priority: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
    isSuspended: usually<boolean | undefined>(undefined, true, false),
    window: usually<SharedSource['window']>(undefined, ...WINDOWS),
  }),
  { selector: ({ relationId }) => relationId, minLength: 0, maxLength: 4, size: 'max' },
);
const inputs = fc
  .record({
    bill: bills,
    patient: patients,
    venue: venues,
    sources: sourceLists,
    pack: fc.constantFrom(...PACKS),
  })
  .map((input) => {
    const { venue, pack } = input;
    return {
      ...input,
      venue: { ...venue, region: venue.region === 'here' ? `${pack.region.slice(0, 2)}0102` : venue.region },
    };
  });

/** A second, slow engine, written from the rules' text: it hands out one fen after the other. */
function naive({
  bill,
  patient,
  venue,
  sources,
  pack,
}: {
  bill: Bill;
  patient: Patient;
  venue: Venue;
  sources: SharedSource[];
  pack: PolicyPack;
}) {
  let open = 0;
  for (const item of bill.items) {
    if (pack.scope.pays.value.indexOf(item.scope) >= 0) open += item.amountFen - item.fundFen;
  }
  const canUseAnyAccount = patient.usesOwnCredential && venue.isDesignated && venue.settlesOnline;
  const ownCounts = patient.insutype === '310' || pack.settlement.ownAccount.value === 'first';
  let own = 0;
  while (canUseAnyAccount && ownCounts && open > 0 && own < (patient.ownBalanceFen ?? 0)) {
    own += 1;
    open -= 1;
  }
  const isMemberFine = !pack.member.mustBeNormal.value || patient.insuranceStatus === '1';
  const isHere = venue.region.slice(0, 2) === pack.region.slice(0, 2);
  const isNear =
    venue.kind === 'hospital'
      ? isHere ||
        (pack.venues.hospital.value === 'nation' &&
          (patient.hasOutOfAreaFiling || !pack.venues.outOfAreaFilingRequired.value))
      : isHere && pack.venues.pharmacy.value !== 'none';
  const paid = new Map<string, number>();
  if (canUseAnyAccount && isMemberFine && isNear) {
    const order = pack.settlement.order.value;
    const left = new Map<string, number>();
    for (const source of sources) {
      const begins = source.window?.startAt ?? '0';
      const ends = source.window?.endAt ?? '9';
      if (source.isSuspended === true || NOW < begins || NOW >= ends) continue;
      if (source.ownerInsuranceStatus === '1' && source.availableFen > 0)
        left.set(source.relationId, source.availableFen);
    }
    const find = (relationId: string) => sources.find((each) => each.relationId === relationId) as SharedSource;
    /** Is `a` to be asked before `b`? Decided by the money they started with. */
    const isBefore = (a: SharedSource, b: SharedSource) => {
      if ((order === 'largestAllOrNothing' || order === 'waterfallHighToLow') && a.availableFen !== b.availableFen)
        return a.availableFen > b.availableFen;
      if (order === 'memberPriority' && (a.priority ?? 99) !== (b.priority ?? 99))
        return (a.priority ?? 99) < (b.priority ?? 99);
      if (a.boundAt !== b.boundAt) return a.boundAt < b.boundAt;
      return a.relationId < b.relationId;
    };
    const firstOf = (ids: string[]) => ids.reduce((best, id) => (isBefore(find(id), find(best)) ? id : best));
    const only =
      left.size > 0 && (order === 'singleOwner' || order === 'largestAllOrNothing')
        ? firstOf([...left.keys()])
        : undefined;
    if (only !== undefined) for (const id of [...left.keys()]) if (id !== only) left.delete(id);
    const isTooSmall = order === 'largestAllOrNothing' && only !== undefined && (left.get(only) as number) < open;
    while (!isTooSmall && open > 0 && left.size > 0) {
      const id = firstOf([...left.keys()]);
      paid.set(id, (paid.get(id) ?? 0) + 1);
      const rest = (left.get(id) as number) - 1;
      if (rest === 0) left.delete(id);
      else left.set(id, rest);
      open -= 1;
    }
  }
  return { own, paid: [...paid] };
}

describe('settlement, for any bill and any family', () => {
  it('accounts for every fen and leaves no account below zero', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const settled = settle({ ...input, now: NOW });
        const { totalFen, fundFen, ownAccountFen, sharedFen, cashFen, outOfScopeFen } = settled;
        const billFen = input.bill.items.reduce((sum, { amountFen }) => sum + amountFen, 0);
        expect(totalFen).toBe(billFen);
        expect(fundFen + ownAccountFen + sharedFen + cashFen).toBe(billFen);
        for (const part of [fundFen, ownAccountFen, sharedFen, cashFen]) expect(part).toBeGreaterThanOrEqual(0);
        expect(cashFen).toBeGreaterThanOrEqual(outOfScopeFen);
        expect(ownAccountFen).toBeLessThanOrEqual(input.patient.ownBalanceFen ?? 0);
        expect(settled.sharedBy.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(sharedFen);
        for (const { relationId, ownerPersonId, amountFen } of settled.sharedBy) {
          const source = input.sources.find((each) => each.relationId === relationId);
          expect(amountFen).toBeGreaterThan(0);
          expect(amountFen).toBeLessThanOrEqual(source?.availableFen ?? -1);
          expect(ownerPersonId).toBe(source?.ownerPersonId);
        }
        expect(new Set(settled.sharedBy.map(({ relationId }) => relationId)).size).toBe(settled.sharedBy.length);
      }),
      { numRuns: 3000 },
    );
  });

  it('uses the own account up before any shared money', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { sharedFen, ownAccountFen } = settle({ ...input, now: NOW });
        const isPassedOver =
          input.pack.settlement.ownAccount.value === 'firstIfEmployee' && input.patient.insutype === '390';
        if (sharedFen > 0 && !isPassedOver) expect(ownAccountFen).toBe(input.patient.ownBalanceFen ?? 0);
      }),
      { numRuns: 3000 },
    );
  });

  it('obeys the order: the same shares, in the same order, as a fen-by-fen engine', () => {
    let shared = 0;
    fc.assert(
      fc.property(inputs, (input) => {
        const settled = settle({ ...input, now: NOW });
        const expected = naive(input);
        expect(settled.ownAccountFen).toBe(expected.own);
        expect(settled.sharedBy.map(({ relationId, amountFen }) => [relationId, amountFen])).toEqual(expected.paid);
        shared += settled.sharedBy.length;
      }),
      { numRuns: 5000 },
    );
    expect(shared).toBeGreaterThan(1000);
  });

  it('says why, in words, and the same for sources in any order', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const settled = settle({ ...input, now: NOW });
        if (settled.totalFen > 0) expect(settled.because.length).toBeGreaterThan(0);
        for (const { words } of settled.because) expect(words).toMatch(/。$/);
        const turned = settle({ ...input, sources: [...input.sources].reverse(), now: NOW });
        expect(turned.sharedBy).toEqual(settled.sharedBy);
      }),
      { numRuns: 1000 },
    );
  });

  const recordOf = (input: { pack: PolicyPack; venue: Venue }, settled: ReturnType<typeof settle>) => ({
    ...settled,
    because: settled.because.map(({ code }) => code),
    venue: input.venue,
    settledAt: NOW,
  });

  /** Somebody of whom we hold no relation. */
  const STRANGER = { hasRelation: false };

  it('finds nothing to object to in a record of its own, whatever the bill', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        expect(differencesOf(recordOf(input, settle({ ...input, now: NOW })), input.pack, STRANGER)).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  it('objects to "no relation" exactly where we hold one that the core confirmed', () => {
    let denied = 0;
    fc.assert(
      fc.property(inputs, (input) => {
        const record = recordOf(input, settle({ ...input, now: NOW }));
        const isDenied = record.because.includes('NO_RELATION');
        const differences = differencesOf(record, input.pack, { hasRelation: true });
        expect(differences).toEqual(isDenied ? [{ what: 'relationDenied' }] : []);
        if (isDenied) denied += 1;
      }),
      { numRuns: 2000 },
    );
    expect(denied).toBeGreaterThan(20);
  });

  it('objects where shared money stays away without a reason, and where an account pays what it may not', () => {
    let objected = 0;
    fc.assert(
      fc.property(inputs, (input) => {
        const record = recordOf(input, settle({ ...input, now: NOW }));
        if (record.sharedFen > 0) {
          // What is said of the own account and of the items explains nothing about shared money.
          const because = record.because.filter((code) => code.includes('OWN_ACCOUNT') || code === 'ITEM_OUT_OF_SCOPE');
          const nothing = {
            ...record,
            because,
            sharedBy: [],
            sharedFen: 0,
            cashFen: record.cashFen + record.sharedFen,
          };
          expect(differencesOf(nothing, input.pack, STRANGER)).not.toEqual([]);
          objected += 1;
        }
        if (record.outOfScopeFen > 0) {
          const greedy = { ...record, ownAccountFen: record.ownAccountFen + 1, cashFen: record.cashFen - 1 };
          if (record.ownAccountFen + record.sharedFen + record.fundFen + record.outOfScopeFen === record.totalFen)
            expect(differencesOf(greedy, input.pack, STRANGER)).not.toEqual([]);
        }
        expect(
          differencesOf({ ...record, because: [...record.because, 'XX_99'] }, input.pack, STRANGER),
        ).toContainEqual({
          what: 'reasonNotOurs',
          code: 'XX_99',
        });
      }),
      { numRuns: 2000 },
    );
    expect(objected).toBeGreaterThan(200);
  });
});
