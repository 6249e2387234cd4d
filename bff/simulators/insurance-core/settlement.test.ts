import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createExchange, type Exchange } from '../../src/gateways/exchange';
import { parseCoreConnections } from '../../src/gateways/insurance-core/connections';
import {
  createTradeClient,
  msgidOf,
  type TradeAnswer,
  type TradeClient,
} from '../../src/gateways/insurance-core/trade-client';
import { GANSU, HEBEI, TestBed } from './testing';

let bed: TestBed;
let exchange: Exchange;
beforeAll(async () => {
  exchange = createExchange('till', 2000);
});
afterAll(() => exchange.close());
beforeEach(async () => {
  bed = await TestBed.start();
  return () => bed.stop();
});

const HOSPITAL: Record<string, string> = { [GANSU]: 'H62010000001', [HEBEI]: 'H13010000001' };

function till(region: string, institutionCode = HOSPITAL[region] as string): TradeClient {
  const connection = parseCoreConnections(JSON.stringify(bed.running.institutionConnections))[region];
  if (!connection) throw new Error(`no till for ${region}`);
  return createTradeClient({
    region,
    connection,
    exchange,
    nowMs: Date.now,
    sender: { code: institutionCode, name: '示范机构' },
  });
}

interface Line {
  item_name: string;
  item_scope: string;
  det_item_fee_sumamt: string;
  fund_pay_sumamt?: string;
}
const drug = (yuan: string, fund = '0.00'): Line => ({
  item_name: '药品',
  item_scope: 'drug',
  det_item_fee_sumamt: yuan,
  fund_pay_sumamt: fund,
});

async function bill(region: string, name: string, lines: Line[], flags: { own?: boolean; filed?: boolean } = {}) {
  return {
    data: {
      psn_no: await bed.psnNo(region, name),
      own_cert_flag: flags.own === false ? '0' : '1',
      out_area_filed: flags.filed === true ? '1' : '0',
    },
    feedetail: lines,
  };
}

/** The parts of an accepted answer's setlinfo that say who pays. */
function paid(answer: TradeAnswer) {
  if (!answer.isOk) throw new Error(answer.message);
  const info = answer.output.setlinfo as Record<string, string> & {
    rsn: { rsn_code: string }[];
    mulaid_detail: unknown[];
  };
  return {
    id: info.setl_id as string,
    fund: info.fund_pay_sumamt,
    own: info.acct_pay,
    shared: info.acct_mulaid_pay,
    cash: info.psn_cash_pay,
    because: info.rsn.map((reason) => reason.rsn_code),
  };
}

async function allocate(owner: string, amountFen: number) {
  const result = await bed.core(GANSU).moveFunds({
    effectId: `allocate-${owner}-${amountFen}`,
    ownerPsnNo: await bed.psnNo(GANSU, owner),
    direction: 'allocate',
    amountFen,
  });
  expect(result).toEqual({ outcome: 'done' });
}

const ledgerProblems = async (region: string) =>
  (await bed.get<{ problems: string[] }>(`/sim/ledger?region=${region}`)).problems;

describe('allocated family account', () => {
  test('nothing allocated fails and says so; allocated pays what it has; the rest is cash; used up says so', async () => {
    await bed.bind(GANSU, '王建国', '王小雨');
    const first = paid(await till(GANSU).call('2207', await bill(GANSU, '王小雨', [drug('100.00')]), 's1'));
    expect(first).toMatchObject({
      shared: '0.00',
      cash: '100.00',
      because: expect.arrayContaining(['NOTHING_ALLOCATED']),
    });

    await allocate('王建国', 12_345);
    expect(
      paid(await till(GANSU).call('2207', await bill(GANSU, '王小雨', [drug('100.00', '20.00')]), 's2')),
    ).toMatchObject({
      fund: '20.00',
      own: '0.00',
      shared: '80.00',
      cash: '0.00',
    });
    expect(paid(await till(GANSU).call('2207', await bill(GANSU, '王小雨', [drug('100.00')]), 's3'))).toMatchObject({
      shared: '43.45',
      cash: '56.55',
      because: expect.arrayContaining(['SHARED_USED', 'ALLOCATION_PARTLY_COVERED']),
    });
    expect(paid(await till(GANSU).call('2207', await bill(GANSU, '王小雨', [drug('1.00')]), 's4')).because).toContain(
      'ALLOCATION_USED_UP',
    );
    expect(await bed.core(GANSU).funds(await bed.psnNo(GANSU, '王建国'))).toMatchObject({
      ownerBalanceFen: 300_000 - 12_345,
      familyAccountFen: 0,
    });
    const types = (await bed.core(GANSU).events(2, 50)).map((event) => event.type);
    expect(types).toEqual(['settled', 'sharingFailed', 'settled', 'settled', 'settled', 'sharingFailed']);
    expect(await ledgerProblems(GANSU)).toEqual([]);
  });

  test('an employee-insured member pays from the own account first; the owner may spend too', async () => {
    await bed.bind(GANSU, '王建国', '刘敏', 'spouse');
    await allocate('王建国', 50_000);
    expect(paid(await till(GANSU).call('2207', await bill(GANSU, '刘敏', [drug('200.00')]), 's1'))).toMatchObject({
      own: '120.00',
      shared: '80.00',
      cash: '0.00',
    });
    await bed.post('/sim/balance', { region: GANSU, person: await bed.psnNo(GANSU, '王建国'), balanceFen: 1_000 });
    expect(paid(await till(GANSU).call('2207', await bill(GANSU, '王建国', [drug('50.00')]), 's2'))).toMatchObject({
      own: '10.00',
      shared: '40.00',
    });
  });

  test('cancel gives everything back; after the last relation ended, to the owner', async () => {
    const relationId = await bed.bind(GANSU, '王建国', '刘敏', 'spouse');
    const owner = await bed.psnNo(GANSU, '王建国');
    await allocate('王建国', 20_000);
    const before = await bed.get<{ balances: Record<string, number> }>(`/sim/ledger?region=${GANSU}`);
    const settled = paid(await till(GANSU).call('2207', await bill(GANSU, '刘敏', [drug('200.00', '30.00')]), 's1'));
    const cancel = { data: { setl_id: settled.id, psn_no: await bed.psnNo(GANSU, '刘敏') } };
    expect((await till(GANSU).call('2208', cancel, 'c1')).isOk).toBe(true);
    expect((await till(GANSU).call('2208', cancel, 'c1')).isOk).toBe(true);
    expect(await till(GANSU).call('2208', cancel, 'c2')).toMatchObject({ isOk: false, code: 'SETTLEMENT_UNDONE' });
    const after = await bed.get<{ balances: Record<string, number> }>(`/sim/ledger?region=${GANSU}`);
    const moved = Object.entries(after.balances).filter(([account, fen]) => fen !== (before.balances[account] ?? 0));
    expect(moved).toEqual([]);

    const again = paid(await till(GANSU).call('2207', await bill(GANSU, '刘敏', [drug('200.00')]), 's2'));
    await bed.core(GANSU).end({ effectId: 'end', coreRelationId: relationId });
    await till(GANSU).call('2208', { data: { ...cancel.data, setl_id: again.id } }, 'c3');
    expect(await bed.core(GANSU).funds(owner)).toMatchObject({ ownerBalanceFen: 300_000, familyAccountFen: 0 });
    expect(await ledgerProblems(GANSU)).toEqual([]);
  });

  test('outside the province, not networked, somebody else’s card, out of scope: each says why', async () => {
    await bed.bind(GANSU, '王建国', '王小雨');
    await allocate('王建国', 100_000);
    const ask = async (code: string, lines = [drug('10.00')], flags = {}) =>
      paid(await till(GANSU, code).call('2206', await bill(GANSU, '王小雨', lines, flags)));
    expect((await ask('H11010000001')).because).toContain('VENUE_OUT_OF_REACH');
    expect((await ask('H62010000009')).because).toContain('VENUE_NOT_NETWORKED');
    expect((await ask('P62010000008')).because).toContain('VENUE_NOT_DESIGNATED');
    expect((await ask('H62010000001', undefined, { own: false })).because).toContain('NOT_OWN_CREDENTIAL');
    const wellness = { item_name: '健身卡', item_scope: 'wellness', det_item_fee_sumamt: '5.00' };
    expect(await ask('P62010000001', [drug('10.00'), wellness])).toMatchObject({
      shared: '10.00',
      cash: '5.00',
      because: expect.arrayContaining(['ITEM_OUT_OF_SCOPE']),
    });
    expect(await till(GANSU, 'X0').call('2206', await bill(GANSU, '王小雨', [drug('1.00')]))).toMatchObject({
      code: 'INSTITUTION_UNKNOWN',
    });
  });
});

describe('largest balance, all or nothing', () => {
  test('the larger owner pays the whole; a bill above the largest is not shared at all', async () => {
    await bed.bind(HEBEI, '张伟民', '张福全', 'parent');
    await bed.bind(HEBEI, '张敏华', '张福全', 'parent');
    const [larger, smaller] = [await bed.psnNo(HEBEI, '张伟民'), await bed.psnNo(HEBEI, '张敏华')];
    const answer = await till(HEBEI).call('2207', await bill(HEBEI, '张福全', [drug('2500.00', '500.00')]), 's1');
    expect(paid(answer)).toMatchObject({ fund: '500.00', shared: '2000.00', cash: '0.00' });
    expect(await bed.core(HEBEI).funds(larger)).toMatchObject({ ownerBalanceFen: 60_000 });
    expect(await bed.core(HEBEI).funds(smaller)).toMatchObject({ ownerBalanceFen: 80_000 });

    // Now the other one has the larger balance; 800.01 is more than either has, though not more than both.
    expect(paid(await till(HEBEI).call('2207', await bill(HEBEI, '张福全', [drug('800.01')]), 's2'))).toMatchObject({
      shared: '0.00',
      cash: '800.01',
      because: expect.arrayContaining(['LARGEST_BALANCE_TOO_SMALL']),
    });
    expect(paid(await till(HEBEI).call('2207', await bill(HEBEI, '张福全', [drug('800.00')]), 's3'))).toMatchObject({
      shared: '800.00',
    });
    expect(await bed.core(HEBEI).funds(smaller)).toMatchObject({ ownerBalanceFen: 0 });

    const events = await bed.core(HEBEI).events(0, 50);
    const settled = events.flatMap((event) => (event.type === 'settled' ? [event.settlement] : []));
    expect(settled[0]).toMatchObject({
      memberName: '张福全',
      totalFen: 250_000,
      fundFen: 50_000,
      sharedFen: 200_000,
      sharedBy: [{ ownerPsnNo: larger, amountFen: 200_000 }],
      items: [{ name: '药品', amountFen: 250_000 }],
      institutionKind: 'hospital',
    });
    expect(events.filter((event) => event.type === 'sharingFailed')).toHaveLength(1);
    expect(await ledgerProblems(HEBEI)).toEqual([]);
  });

  test('a paused owner is passed over; own account before shared', async () => {
    await bed.bind(HEBEI, '张伟民', '宋佳', 'spouse');
    expect(paid(await till(HEBEI).call('2206', await bill(HEBEI, '宋佳', [drug('100.00')])))).toMatchObject({
      own: '95.00',
      shared: '5.00',
    });
    const insurances = [{ insutype: '310', status: '2', region: '130100' }];
    await bed.post('/sim/insurance', { region: HEBEI, person: await bed.psnNo(HEBEI, '张伟民'), insurances });
    expect(paid(await till(HEBEI).call('2206', await bill(HEBEI, '宋佳', [drug('100.00')])))).toMatchObject({
      shared: '0.00',
      because: expect.arrayContaining(['OWNER_INSURANCE_NOT_NORMAL']),
    });
  });
});

describe('unknown outcome', () => {
  test('2207 with the reply dropped, then again: settled once; 5203 finds it by the message', async () => {
    await bed.post('/faults', { kind: 'dropAfterWork', match: '2207', times: 1 });
    const input = await bill(HEBEI, '程鹏', [drug('10.00')]);
    const settled = paid(await till(HEBEI).call('2207', input, 's1'));
    const query = { data: { psn_no: input.data.psn_no, omsgid: msgidOf('2207', 's1') } };
    expect(paid(await till(HEBEI).call('5203', query)).id).toBe(settled.id);
    expect(await bed.core(HEBEI).funds(input.data.psn_no)).toMatchObject({ ownerBalanceFen: 59_000 });
    await expect(till(HEBEI).call('2207', { ...input, feedetail: [drug('11.00')] }, 's1')).rejects.toMatchObject({
      kind: 'rejected',
      vendorCode: 'MSGID_REUSED',
    });
  });

  test('2601 undoes a settlement once, and bars one that has not arrived yet', async () => {
    const input = await bill(HEBEI, '程鹏', [drug('10.00')]);
    await till(HEBEI).call('2207', input, 's1');
    const reverse = (effectId: string, omsgid: string) =>
      till(HEBEI).call('2601', { data: { psn_no: input.data.psn_no, omsgid, oinfno: '2207' } }, effectId);
    expect((await reverse('v1', msgidOf('2207', 's1'))).isOk).toBe(true);
    expect((await reverse('v2', msgidOf('2207', 's1'))).isOk).toBe(true);
    expect(await till(HEBEI).call('2207', input, 's1')).toMatchObject({ isOk: false, code: 'MESSAGE_REVERSED' });
    expect((await reverse('v3', msgidOf('2207', 's2'))).isOk).toBe(true);
    expect(await till(HEBEI).call('2207', input, 's2')).toMatchObject({ isOk: false, code: 'MESSAGE_REVERSED' });
    expect(await bed.core(HEBEI).funds(input.data.psn_no)).toMatchObject({ ownerBalanceFen: 60_000 });
    expect((await bed.core(HEBEI).events(1, 50)).map((event) => event.type)).toEqual(['settled', 'reversed']);
  });
});
