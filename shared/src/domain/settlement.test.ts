import { describe, expect, it } from 'vitest';
import type { PolicyPack } from '../policy/pack';
import { PACKS } from '../policy/packs';
import { GANSU } from '../policy/packs/gansu';
import { GUIZHOU } from '../policy/packs/guizhou';
import { HEBEI } from '../policy/packs/hebei';
import { JIANGSU } from '../policy/packs/jiangsu';
import { buildPack, NOW } from '../test-builders';
import { type SettleInput, settle } from './settlement';
import type { BillItem, Patient, SharedSource, Venue } from './settlement.types';
import { SETTLEMENT_REASONS, settlementWords } from './settlement-words';

const item = (part: Partial<BillItem> = {}): BillItem => ({
  name: '门诊',
  scope: 'treatment',
  amountFen: 10_000,
  fundFen: 4_000,
  ...part,
});
const source = (part: Partial<SharedSource> = {}): SharedSource => ({
  relationId: 'rel_1',
  ownerPersonId: 'per_1',
  ownerRegion: '130100',
  availableFen: 100_000,
  ownerInsuranceStatus: '1',
  boundAt: '2025-01-01T00:00:00.000Z',
  ...part,
});

interface Case {
  pack?: PolicyPack;
  items?: BillItem[];
  patient?: Partial<Patient>;
  venue?: Partial<Venue>;
  sources?: SharedSource[];
  now?: string;
}

function inputOf({
  pack = HEBEI,
  items = [item()],
  patient = {},
  venue = {},
  sources = [source()],
  now = NOW,
}: Case): SettleInput {
  return {
    bill: { items },
    patient: {
      personId: 'per_m',
      insuranceStatus: '1',
      insutype: '390',
      hasOutOfAreaFiling: false,
      usesOwnCredential: true,
      ...patient,
    },
    venue: { kind: 'hospital', region: pack.region, isDesignated: true, settlesOnline: true, ...venue },
    sources,
    pack,
    now,
  };
}

/** [fund, own, shared, cash] and the reasons, in order. */
function outcome(case_: Case) {
  const settled = settle(inputOf(case_));
  return {
    fen: [settled.fundFen, settled.ownAccountFen, settled.sharedFen, settled.cashFen],
    by: settled.sharedBy.map(({ relationId, amountFen }) => [relationId, amountFen]),
    because: settled.because.map(({ code }) => code),
  };
}

const order = (value: string) => buildPack(HEBEI, { 'settlement.order': value });
const three = [
  source({ relationId: 'rel_1', availableFen: 2_000, boundAt: '2025-01-02T00:00:00.000Z', priority: 2 }),
  source({ relationId: 'rel_2', availableFen: 5_000, boundAt: '2025-01-03T00:00:00.000Z', priority: 1 }),
  source({ relationId: 'rel_3', availableFen: 3_000, boundAt: '2025-01-01T00:00:00.000Z' }),
];

describe('orders, each on the same three owners and 60.00 yuan to pay', () => {
  it.each<[string, [string, number][]]>([
    ['singleOwner', [['rel_3', 3_000]]],
    ['largestAllOrNothing', []],
    [
      'waterfallHighToLow',
      [
        ['rel_2', 5_000],
        ['rel_3', 1_000],
      ],
    ],
    [
      'memberPriority',
      [
        ['rel_2', 5_000],
        ['rel_1', 1_000],
      ],
    ],
    [
      'filingOrder',
      [
        ['rel_3', 3_000],
        ['rel_1', 2_000],
        ['rel_2', 1_000],
      ],
    ],
    [
      'allocatedSubAccount',
      [
        ['rel_3', 3_000],
        ['rel_1', 2_000],
        ['rel_2', 1_000],
      ],
    ],
    [
      'frozenQuota',
      [
        ['rel_3', 3_000],
        ['rel_1', 2_000],
        ['rel_2', 1_000],
      ],
    ],
  ])('%s', (name, by) => {
    expect(outcome({ pack: order(name), sources: three }).by).toEqual(by);
  });

  it('goes by the earlier bind, then the id, where all else is equal', () => {
    const twins = [
      source({ relationId: 'rel_b' }),
      source({ relationId: 'rel_a' }),
      source({ relationId: 'rel_c', boundAt: '2025-06-01T00:00:00.000Z' }),
    ];
    for (const name of ['largestAllOrNothing', 'waterfallHighToLow', 'memberPriority', 'filingOrder']) {
      expect(outcome({ pack: order(name), sources: twins }).by).toEqual([['rel_a', 6_000]]);
    }
  });
});

describe('Hebei: the largest balance pays all or nothing', () => {
  it.each<[string, Case, number[], string[]]>([
    ['pays all from one owner', {}, [4_000, 0, 6_000, 0], ['NO_OWN_ACCOUNT', 'SHARED_USED']],
    [
      'covers to the very fen',
      { sources: [source({ availableFen: 6_000 })] },
      [4_000, 0, 6_000, 0],
      ['NO_OWN_ACCOUNT', 'SHARED_USED'],
    ],
    [
      'one fen short: nothing',
      { sources: [source({ availableFen: 5_999 })] },
      [4_000, 0, 0, 6_000],
      ['NO_OWN_ACCOUNT', 'LARGEST_BALANCE_TOO_SMALL'],
    ],
    [
      'two that would do together: nothing',
      { sources: [source({ availableFen: 5_000 }), source({ relationId: 'rel_2', availableFen: 5_000 })] },
      [4_000, 0, 0, 6_000],
      ['NO_OWN_ACCOUNT', 'LARGEST_BALANCE_TOO_SMALL'],
    ],
    [
      'own account first, the rest fits',
      { patient: { insutype: '310', ownBalanceFen: 2_500 }, sources: [source({ availableFen: 3_500 })] },
      [4_000, 2_500, 3_500, 0],
      ['OWN_ACCOUNT_USED', 'SHARED_USED'],
    ],
    [
      'own account is enough',
      { patient: { insutype: '310', ownBalanceFen: 6_000 } },
      [4_000, 6_000, 0, 0],
      ['OWN_ACCOUNT_USED', 'SHARED_NOT_NEEDED'],
    ],
    [
      'own account empty',
      { patient: { insutype: '310', ownBalanceFen: 0 } },
      [4_000, 0, 6_000, 0],
      ['OWN_ACCOUNT_EMPTY', 'SHARED_USED'],
    ],
    [
      'a paused owner is passed over for a smaller one',
      { sources: [source({ ownerInsuranceStatus: '2' }), source({ relationId: 'rel_2', availableFen: 7_000 })] },
      [4_000, 0, 6_000, 0],
      ['NO_OWN_ACCOUNT', 'OWNER_INSURANCE_NOT_NORMAL', 'SHARED_USED'],
    ],
    [
      'balance zero',
      { sources: [source({ availableFen: 0 })] },
      [4_000, 0, 0, 6_000],
      ['NO_OWN_ACCOUNT', 'BALANCE_ZERO'],
    ],
    ['not bound', { sources: [] }, [4_000, 0, 0, 6_000], ['NO_OWN_ACCOUNT', 'NO_RELATION']],
    [
      'hospital in another province',
      { venue: { region: '440100' } },
      [4_000, 0, 6_000, 0],
      ['NO_OWN_ACCOUNT', 'SHARED_USED'],
    ],
    [
      'pharmacy in the province',
      { venue: { kind: 'pharmacy', region: '130200' } },
      [4_000, 0, 6_000, 0],
      ['NO_OWN_ACCOUNT', 'SHARED_USED'],
    ],
    [
      'pharmacy elsewhere',
      { venue: { kind: 'pharmacy', region: '440100' } },
      [4_000, 0, 0, 6_000],
      ['NO_OWN_ACCOUNT', 'VENUE_OUT_OF_REACH'],
    ],
    [
      'not designated',
      { venue: { isDesignated: false }, patient: { insutype: '310', ownBalanceFen: 9_000 } },
      [4_000, 0, 0, 6_000],
      ['VENUE_NOT_DESIGNATED'],
    ],
    ['not networked', { venue: { settlesOnline: false } }, [4_000, 0, 0, 6_000], ['VENUE_NOT_NETWORKED']],
    [
      'paused patient',
      { patient: { insuranceStatus: '2' } },
      [4_000, 0, 0, 6_000],
      ['NO_OWN_ACCOUNT', 'PATIENT_INSURANCE_NOT_NORMAL'],
    ],
    [
      'somebody else’s card',
      { patient: { usesOwnCredential: false, insutype: '310', ownBalanceFen: 9_000 } },
      [4_000, 0, 0, 6_000],
      ['NOT_OWN_CREDENTIAL'],
    ],
    [
      'an item outside the scope is cash',
      { items: [item(), item({ scope: 'wellness', amountFen: 500, fundFen: 0 })] },
      [4_000, 0, 6_000, 500],
      ['ITEM_OUT_OF_SCOPE', 'NO_OWN_ACCOUNT', 'SHARED_USED'],
    ],
    [
      '"all" means the part in scope',
      {
        items: [item(), item({ scope: 'wellness', amountFen: 500, fundFen: 0 })],
        sources: [source({ availableFen: 6_000 })],
      },
      [4_000, 0, 6_000, 500],
      ['ITEM_OUT_OF_SCOPE', 'NO_OWN_ACCOUNT', 'SHARED_USED'],
    ],
    ['paid by the pool alone', { items: [item({ fundFen: 10_000 })] }, [10_000, 0, 0, 0], ['SHARED_NOT_NEEDED']],
    ['an empty bill', { items: [] }, [0, 0, 0, 0], ['SHARED_NOT_NEEDED']],
  ])('%s', (_what, case_, fen, because) => {
    expect(outcome(case_)).toMatchObject({ fen, because });
  });
});

describe('Gansu: the family account pays what it has', () => {
  it.each<[string, Case, number[], string[]]>([
    ['enough', {}, [4_000, 0, 6_000, 0], ['NO_OWN_ACCOUNT', 'SHARED_USED']],
    [
      'part, the rest in cash',
      { sources: [source({ availableFen: 2_000 })] },
      [4_000, 0, 2_000, 4_000],
      ['NO_OWN_ACCOUNT', 'SHARED_USED', 'ALLOCATION_PARTLY_COVERED'],
    ],
    [
      'nothing allocated yet',
      { sources: [source({ availableFen: 0, everAllocatedFen: 0 })] },
      [4_000, 0, 0, 6_000],
      ['NO_OWN_ACCOUNT', 'NOTHING_ALLOCATED'],
    ],
    [
      'used up',
      { sources: [source({ availableFen: 0, everAllocatedFen: 9_000 })] },
      [4_000, 0, 0, 6_000],
      ['NO_OWN_ACCOUNT', 'ALLOCATION_USED_UP'],
    ],
    [
      'employee: own first',
      { patient: { insutype: '310', ownBalanceFen: 1_000 } },
      [4_000, 1_000, 5_000, 0],
      ['OWN_ACCOUNT_USED', 'SHARED_USED'],
    ],
    [
      'resident with an old balance: at once',
      { patient: { insutype: '390', ownBalanceFen: 1_000 } },
      [4_000, 0, 6_000, 0],
      ['NO_OWN_ACCOUNT', 'SHARED_USED'],
    ],
    [
      'uninsured relative',
      { patient: { insutype: undefined, insuranceStatus: undefined } },
      [4_000, 0, 6_000, 0],
      ['NO_OWN_ACCOUNT', 'SHARED_USED'],
    ],
    ['pharmacy', { venue: { kind: 'pharmacy' } }, [4_000, 0, 6_000, 0], ['NO_OWN_ACCOUNT', 'SHARED_USED']],
    [
      'hospital in another province',
      { venue: { region: '440100' } },
      [4_000, 0, 0, 6_000],
      ['NO_OWN_ACCOUNT', 'VENUE_OUT_OF_REACH'],
    ],
  ])('%s', (_what, case_, fen, because) => {
    expect(outcome({ pack: GANSU, ...case_ })).toMatchObject({ fen, because });
  });
});

describe('Guizhou and Jiangsu: one owner, the whole balance', () => {
  const away = { region: '310100' };
  const window = { startAt: '2026-11-01T00:00:00.000Z', endAt: '2026-12-01T00:00:00.000Z' };
  it.each<[string, Case, number[], string[]]>([
    ['the owner pays what is open', { pack: GUIZHOU }, [4_000, 0, 6_000, 0], ['NO_OWN_ACCOUNT', 'SHARED_USED']],
    [
      'the own account goes first',
      { pack: GUIZHOU, patient: { insutype: '310', ownBalanceFen: 2_500 } },
      [4_000, 2_500, 3_500, 0],
      ['OWN_ACCOUNT_USED', 'SHARED_USED'],
    ],
    [
      'until used up',
      { pack: GUIZHOU, sources: [source({ availableFen: 1_000 })] },
      [4_000, 0, 1_000, 5_000],
      ['NO_OWN_ACCOUNT', 'SHARED_USED', 'BALANCE_PARTLY_COVERED'],
    ],
    [
      'no pharmacy yet',
      { pack: GUIZHOU, venue: { kind: 'pharmacy' } },
      [4_000, 0, 0, 6_000],
      ['NO_OWN_ACCOUNT', 'PHARMACY_NOT_OPEN'],
    ],
    [
      'not outside the province',
      { pack: GUIZHOU, venue: away, patient: { hasOutOfAreaFiling: true } },
      [4_000, 0, 0, 6_000],
      ['NO_OWN_ACCOUNT', 'VENUE_OUT_OF_REACH'],
    ],
    [
      'networked institutions only',
      { pack: GUIZHOU, venue: { settlesOnline: false } },
      [4_000, 0, 0, 6_000],
      ['VENUE_NOT_NETWORKED'],
    ],
    [
      'a suspended relation pays nothing',
      { pack: GUIZHOU, sources: [source({ isSuspended: true })] },
      [4_000, 0, 0, 6_000],
      ['NO_OWN_ACCOUNT', 'RELATION_SUSPENDED'],
    ],
    [
      'elsewhere without a filing',
      { pack: JIANGSU, venue: away, sources: [source({ window })] },
      [4_000, 0, 0, 6_000],
      ['NO_OWN_ACCOUNT', 'OUT_OF_AREA_NOT_FILED'],
    ],
    [
      'elsewhere with a filing',
      { pack: JIANGSU, venue: away, patient: { hasOutOfAreaFiling: true }, sources: [source({ window })] },
      [4_000, 0, 6_000, 0],
      ['NO_OWN_ACCOUNT', 'SHARED_USED'],
    ],
    [
      'a pharmacy in the province',
      { pack: JIANGSU, venue: { kind: 'pharmacy' }, items: [item({ scope: 'device', fundFen: 0 })] },
      [0, 0, 10_000, 0],
      ['NO_OWN_ACCOUNT', 'SHARED_USED'],
    ],
    [
      'before the window',
      { pack: JIANGSU, sources: [source({ window })], now: '2026-10-31T23:59:59.999Z' },
      [4_000, 0, 0, 6_000],
      ['NO_OWN_ACCOUNT', 'WINDOW_NOT_BEGUN'],
    ],
    [
      'at the first instant of the window',
      { pack: JIANGSU, sources: [source({ window })], now: '2026-11-01T00:00:00.000Z' },
      [4_000, 0, 6_000, 0],
      ['NO_OWN_ACCOUNT', 'SHARED_USED'],
    ],
    [
      'at the end of the window, which is outside',
      { pack: JIANGSU, sources: [source({ window })], now: '2026-12-01T00:00:00.000Z' },
      [4_000, 0, 0, 6_000],
      ['NO_OWN_ACCOUNT', 'WINDOW_OVER'],
    ],
    [
      'a member whose insurance is paused',
      { pack: JIANGSU, patient: { insuranceStatus: '2' } },
      [4_000, 0, 0, 6_000],
      ['NO_OWN_ACCOUNT', 'PATIENT_INSURANCE_NOT_NORMAL'],
    ],
  ])('%s', (_what, case_, fen, because) => {
    expect(outcome(case_)).toMatchObject({ fen, because });
  });
});

describe('rules that other packs use', () => {
  it('keeps pharmacies closed where the pack says so', () => {
    const pack = buildPack(HEBEI, { 'venues.pharmacy': 'none' });
    expect(outcome({ pack, venue: { kind: 'pharmacy' } }).because).toContain('PHARMACY_NOT_OPEN');
  });

  it('reaches within the owner’s city only, per owner', () => {
    const pack = buildPack(order('filingOrder'), { 'venues.hospital': 'city' });
    const sources = [source({ ownerRegion: '130200' }), source({ relationId: 'rel_2', ownerRegion: '130100' })];
    expect(outcome({ pack, venue: { region: '130102' }, sources })).toMatchObject({
      by: [['rel_2', 6_000]],
      because: ['NO_OWN_ACCOUNT', 'VENUE_OUT_OF_REACH', 'SHARED_USED'],
    });
  });

  it('wants a filing for treatment outside the province where the pack says so', () => {
    const pack = buildPack(HEBEI, { 'venues.outOfAreaFilingRequired': true });
    expect(outcome({ pack, venue: { region: '440100' } }).because).toContain('OUT_OF_AREA_NOT_FILED');
    expect(outcome({ pack, venue: { region: '440100' }, patient: { hasOutOfAreaFiling: true } }).fen).toEqual([
      4_000, 0, 6_000, 0,
    ]);
    expect(outcome({ pack }).fen).toEqual([4_000, 0, 6_000, 0]);
  });

  it.each([
    ['2026-11-20T01:59:59.999Z', 'WINDOW_NOT_BEGUN'],
    ['2026-11-20T02:00:00.000Z', 'SHARED_USED'],
    ['2026-11-21T01:59:59.999Z', 'SHARED_USED'],
    ['2026-11-21T02:00:00.000Z', 'WINDOW_OVER'],
  ])('minds a window at %s: %s', (now, code) => {
    const window = { startAt: '2026-11-20T02:00:00.000Z', endAt: '2026-11-21T02:00:00.000Z' };
    expect(outcome({ now, sources: [source({ window })] }).because).toContain(code);
  });

  it('tells a balance that only covers part', () => {
    expect(outcome({ pack: order('singleOwner'), sources: [source({ availableFen: 1 })] }).because).toContain(
      'BALANCE_PARTLY_COVERED',
    );
  });
});

describe('amounts', () => {
  it.each<[string, Case]>([
    ['part of a fen', { items: [item({ amountFen: 1.5, fundFen: 0 })] }],
    ['a negative amount', { items: [item({ amountFen: -1, fundFen: 0 })] }],
    ['a fund share above the item', { items: [item({ amountFen: 1, fundFen: 2 })] }],
    ['a negative balance', { sources: [source({ availableFen: -1 })] }],
    ['half a fen of own money', { patient: { insutype: '310', ownBalanceFen: 0.5 } }],
  ])('refuses %s', (_what, case_) => {
    expect(() => settle(inputOf(case_))).toThrow(RangeError);
  });
});

it('has plain Chinese for every reason, in every province’s words', () => {
  expect(SETTLEMENT_REASONS).toHaveLength(24);
  for (const pack of PACKS) {
    for (const code of SETTLEMENT_REASONS)
      expect(settlementWords(code, pack), code).toMatch(/^[\u4e00-\u9fff“][^a-z]*。$/);
  }
});
