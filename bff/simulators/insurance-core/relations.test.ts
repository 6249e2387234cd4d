import { GANSU as GANSU_PACK } from '@gongji/shared/policy/packs/gansu';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isGatewayError } from '../../src/gateways/gateway-error';
import { CoreRefusal } from './refusal';
import { checkWindow } from './rules';
import { GANSU, HEBEI, TestBed } from './testing';

let bed: TestBed;
beforeAll(async () => {
  bed = await TestBed.start();
});
afterAll(() => bed.stop());

describe.each([
  { region: HEBEI, owner: '张伟民', member: '张福全', hospital: 'H13010000001' },
  { region: GANSU, owner: '王建国', member: '王德厚', hospital: 'H62010000001' },
])('a frozen relation of $region', ({ region, owner, member, hospital }) => {
  interface Paid {
    sharedFen: number;
    cashFen: number;
    because: { code: string; words: string }[];
  }
  const pay = async (): Promise<Paid> => {
    const items = [{ name: '药品', scope: 'drug', amountFen: 1_000, fundFen: 0 }];
    const person = await bed.psnNo(region, member);
    const { settlement } = await bed.post('/counter/trial', { region, person, institutionCode: hospital, items });
    return settlement as Paid;
  };

  test('stands, pays nothing and says so; freed, it pays again; each told by the feed, once', async () => {
    const core = bed.core(region);
    const coreRelationId = await bed.bind(region, owner, member, 'parent');
    const ownerPsnNo = await bed.psnNo(region, owner);
    await core.moveFunds({ effectId: `fill-${region}`, ownerPsnNo, direction: 'allocate', amountFen: 5_000 });
    expect(await pay()).toMatchObject({ sharedFen: 1_000, cashFen: 0 });
    const before = (await core.events(0, 500)).length;

    const freeze = { effectId: `freeze-${region}`, coreRelationId };
    await bed.post('/faults', { kind: 'dropAfterWork', match: 'GJ08', times: 3 });
    await expect(core.freeze(freeze)).rejects.toSatisfy((error) => isGatewayError(error, 'unavailable'));
    expect(await core.freeze(freeze)).toEqual({ outcome: 'frozen' });
    expect(await core.freeze({ ...freeze, effectId: `freeze-again-${region}` })).toEqual({ outcome: 'frozen' });
    expect((await core.relations(ownerPsnNo))[0]).toMatchObject({ coreRelationId, isFrozen: true });
    const refused = await pay();
    expect(refused).toMatchObject({ sharedFen: 0, cashFen: 1_000 });
    expect(refused.because.map(({ code }) => code)).toContain('RELATION_SUSPENDED');
    expect(refused.because.map(({ code }) => code)).not.toContain('NO_RELATION');

    const free = { effectId: `free-${region}`, coreRelationId };
    await bed.post('/faults', { kind: 'dropAfterWork', match: 'GJ09', times: 1 });
    expect(await core.unfreeze(free)).toEqual({ outcome: 'unfrozen' });
    expect(await core.unfreeze({ ...free, effectId: `free-again-${region}` })).toEqual({ outcome: 'unfrozen' });
    expect((await core.relations(ownerPsnNo))[0]).toMatchObject({ coreRelationId, isFrozen: false });
    expect(await pay()).toMatchObject({ sharedFen: 1_000, cashFen: 0 });

    expect((await core.events(before, 50)).map((event) => event.type)).toEqual(['relationChanged', 'relationChanged']);
    await core.end({ effectId: `end-${region}`, coreRelationId });
    expect(await core.freeze({ effectId: `late-${region}`, coreRelationId })).toMatchObject({
      outcome: 'refused',
      code: 'RELATION_ENDED',
    });
    expect(await core.unfreeze({ effectId: `none-${region}`, coreRelationId: 'R0' })).toMatchObject({
      code: 'RELATION_UNKNOWN',
    });
  });

  test('a window is refused where the province has none', async () => {
    const core = bed.core(region);
    const window = { startAt: '2026-11-24T00:00:00.000Z' };
    expect(
      await core.register({
        effectId: `windowed-${region}`,
        ownerPsnNo: await bed.psnNo(region, owner),
        memberPsnNo: await bed.psnNo(region, member),
        kinship: 'parent',
        window,
      }),
    ).toMatchObject({ outcome: 'refused', code: 'WINDOW_NOT_OPEN' });
  });
});

describe('the rule of a window', () => {
  const pack = {
    ...GANSU_PACK,
    window: { ...GANSU_PACK.window, value: { startNotBeforeNow: true, endAfterStart: true, isEndRequired: false } },
  };
  const now = '2026-11-23T08:00:00.000Z';
  const refusal = (...input: Parameters<typeof checkWindow>) => {
    try {
      checkWindow(...input);
      return undefined;
    } catch (error) {
      if (error instanceof CoreRefusal) return error.code;
      throw error;
    }
  };

  test.each([
    ['none given', undefined, 'WINDOW_REQUIRED'],
    ['without an end', { startAt: now }, undefined],
    ['an end after the start', { startAt: now, endAt: '2026-11-23T08:00:00.001Z' }, undefined],
    ['an end equal to the start', { startAt: now, endAt: now }, 'WINDOW_INVALID'],
    ['an end before the start', { startAt: now, endAt: '2026-11-22T08:00:00.000Z' }, 'WINDOW_INVALID'],
    ['a start that passed while the message was on its way', { startAt: '2026-11-21T08:00:00.000Z' }, undefined],
    ['a start long ago', { startAt: '2026-11-20T07:59:59.999Z' }, 'WINDOW_INVALID'],
  ])('%s', (_words, window, code) => {
    expect(refusal(pack, window, now)).toBe(code);
  });

  test('an end where the pack wants one', () => {
    const value = { ...pack.window.value, isEndRequired: true };
    expect(refusal({ ...pack, window: { ...pack.window, value } }, { startAt: now }, now)).toBe('WINDOW_INVALID');
  });

  test('a start that stands may be kept for ever; another one long ago may not be chosen', () => {
    const standing = {
      relationId: 'R1',
      ownerPsnNo: '1',
      memberPsnNo: '2',
      kinship: 'child' as const,
      boundAt: '2025-01-01T00:00:00.000Z',
      window: { startAt: '2025-01-01T00:00:00.000Z' },
    };
    expect(refusal(pack, { startAt: '2025-01-01T00:00:00.000Z', endAt: now }, now, standing)).toBeUndefined();
    expect(refusal(pack, { startAt: '2025-01-02T00:00:00.000Z' }, now, standing)).toBe('WINDOW_INVALID');
  });
});

const GUIZHOU = '520000';
const JIANGSU = '320000';

test('Guizhou refuses by its own rules: no balance, a sibling, a second owner, paused, insured elsewhere', async () => {
  const core = bed.core(GUIZHOU);
  const bind = async (owner: string, member: string, kinship: 'parent' | 'child' | 'sibling' | 'spouse') => {
    const result = await core.register({
      effectId: `gz-${owner}-${member}`,
      ownerPsnNo: await bed.psnNo(GUIZHOU, owner),
      memberPsnNo: await bed.psnNo(GUIZHOU, member),
      kinship,
    });
    return result.outcome === 'refused' ? result.code : result.outcome;
  };
  expect(await bind('龙小丽', '杨国良', 'parent')).toBe('OWNER_BALANCE_ZERO');
  expect(await bind('杨胜利', '杨胜兰', 'sibling')).toBe('KINSHIP_NOT_OPEN');
  expect(await bind('罗明', '田桂兰', 'parent')).toBe('OWNER_NOT_INSURED');
  expect(await bind('杨胜利', '杨文静', 'child')).toBe('MEMBER_NOT_INSURED');
  expect(await bind('杨胜利', '杨国良', 'parent')).toBe('registered');
  expect(await bind('杨胜兰', '杨国良', 'parent')).toBe('MEMBER_BOUND_ELSEWHERE');
  expect(await bind('杨胜利', '石雨晴', 'child')).toBe('MEMBER_BOUND_ELSEWHERE');
  // A member may own a sharing as well: Guizhou limits owners per member, nothing else.
  expect(await bind('杨胜利', '陈丽', 'spouse')).toBe('registered');
  expect(await bind('陈丽', '田桂兰', 'parent')).toBe('registered');
});

describe('Jiangsu', () => {
  const startAt = () => new Date(Date.now() + 60_000).toISOString();
  const register = async (owner: string, member: string, window?: { startAt: string; endAt?: string }) =>
    bed.core(JIANGSU).register({
      effectId: `js-${owner}-${member}-${window?.startAt ?? 'none'}`,
      ownerPsnNo: await bed.psnNo(JIANGSU, owner),
      memberPsnNo: await bed.psnNo(JIANGSU, member),
      kinship: 'parent',
      ...(window ? { window } : {}),
    });
  const drug = async (member: string) => {
    const { settlement } = await bed.post('/counter/trial', {
      region: JIANGSU,
      person: await bed.psnNo(JIANGSU, member),
      institutionCode: 'H32010000001',
      items: [{ name: '药品', scope: 'drug', amountFen: 2_000, fundFen: 0 }],
    });
    const { sharedFen, because } = settlement as { sharedFen: number; because: { code: string }[] };
    return { sharedFen, codes: because.map(({ code }) => code) };
  };

  test('wants a window, pays within it only, and changes it once per effect', async () => {
    const core = bed.core(JIANGSU);
    expect(await register('徐国强', '徐德明')).toMatchObject({ code: 'WINDOW_REQUIRED' });
    const bound = await register('徐国强', '徐德明', { startAt: startAt() });
    if (bound.outcome === 'refused') throw new Error(bound.message);
    const { coreRelationId } = bound;
    expect(await drug('徐德明')).toEqual({ sharedFen: 0, codes: expect.arrayContaining(['WINDOW_NOT_BEGUN']) });

    const begun = { startAt: new Date(Date.now() - 1_000).toISOString() };
    const change = { effectId: 'js-window-1', coreRelationId, ...begun };
    await bed.post('/faults', { kind: 'dropAfterWork', match: 'GJ10', times: 3 });
    await expect(core.changeWindow(change)).rejects.toSatisfy((error) => isGatewayError(error, 'unavailable'));
    expect(await core.changeWindow(change)).toEqual({ outcome: 'changed' });
    expect((await drug('徐德明')).sharedFen).toBe(2_000);

    const over = { ...begun, endAt: new Date().toISOString() };
    expect(await core.changeWindow({ effectId: 'js-window-2', coreRelationId, ...over })).toEqual({
      outcome: 'changed',
    });
    expect(await drug('徐德明')).toEqual({ sharedFen: 0, codes: expect.arrayContaining(['WINDOW_OVER']) });
    expect(await core.relations(await bed.psnNo(JIANGSU, '徐德明'))).toEqual([
      expect.objectContaining({ window: over, isFrozen: false }),
    ]);
    expect(
      await core.changeWindow({ effectId: 'js-window-3', coreRelationId, ...begun, endAt: begun.startAt }),
    ).toMatchObject({ outcome: 'refused', code: 'WINDOW_INVALID' });
    const told = (await core.events(0, 500)).filter(
      (event) => event.type === 'relationChanged' && event.relation.coreRelationId === coreRelationId,
    );
    expect(told).toHaveLength(2);
  });

  test('one relation at a time for both sides; a member never owns', async () => {
    expect(await register('徐敏', '徐德明', { startAt: startAt() })).toMatchObject({ code: 'MEMBER_BOUND_ELSEWHERE' });
    expect(await register('徐国强', '蒋丽', { startAt: startAt() })).toMatchObject({ outcome: 'registered' });
    expect(await register('蒋丽', '周玉珍', { startAt: startAt() })).toMatchObject({ code: 'OWNER_BOUND_ELSEWHERE' });
  });

  test('the owner leaves the pooling region: every relation ends by itself and says why; a pause ends nothing', async () => {
    const core = bed.core(JIANGSU);
    const ownerPsnNo = await bed.psnNo(JIANGSU, '徐国强');
    expect(await core.relations(ownerPsnNo)).toHaveLength(2);
    const insure = (status: string, region: string) =>
      bed.post('/sim/insurance', {
        region: JIANGSU,
        person: ownerPsnNo,
        insurances: [{ insutype: '310', status, region }],
      });
    const before = (await core.events(0, 500)).length;
    await insure('2', '320100');
    await insure('1', '320102');
    expect(await core.relations(ownerPsnNo)).toHaveLength(2);
    await insure('1', '320500');
    expect(await core.relations(ownerPsnNo)).toEqual([]);
    const told = await core.events(before, 50);
    expect(told.map((event) => event.type)).toEqual([
      'insuranceChanged',
      'insuranceChanged',
      'insuranceChanged',
      'relationEnded',
      'relationEnded',
    ]);
    expect(told.map((event) => ('moved' in event ? event.moved : undefined))[2]).toEqual({
      from: '320102',
      to: '320500',
    });
    expect(told[4]).toMatchObject({ because: 'insuranceEnded' });
  });
});

test('Gansu: insurance that ends leaves the relation standing, as its pack says', async () => {
  const coreRelationId = await bed.bind(GANSU, '李秀兰', '李思远');
  const person = await bed.psnNo(GANSU, '李秀兰');
  await bed.post('/sim/insurance', { region: GANSU, person, insurances: [] });
  expect(await bed.core(GANSU).relations(person)).toEqual([expect.objectContaining({ coreRelationId })]);
});
