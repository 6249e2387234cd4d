import { checkCertificate } from '@gongji/shared/domain/certificate';
import { ageOn } from '@gongji/shared/domain/civil-day';
import { allPacks } from '@gongji/shared/policy/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isGatewayError } from '../../src/gateways/gateway-error';
import { parseCoreConnections } from '../../src/gateways/insurance-core/connections';
import { createInsuranceCores } from '../../src/gateways/insurance-core/http';
import { DEMO_PEOPLE } from './people/people';
import { certificateOf, GANSU, HEBEI, TestBed } from './testing';

let bed: TestBed;
beforeAll(async () => {
  bed = await TestBed.start();
});
afterAll(() => bed.stop());

describe.each([
  { region: GANSU, employee: '王建国', balanceFen: 300_000, relative: '王德厚', phone: '19900006201', child: '王小雨' },
  { region: HEBEI, employee: '张伟民', balanceFen: 260_000, relative: '张福全', phone: '19900001301', child: '张一诺' },
])('core of $region', ({ region, employee, balanceFen, relative, phone, child }) => {
  test('1101 tells a person and the balance in fen, by number, and only with the right name', async () => {
    const certificateNumber = certificateOf(employee);
    const person = await bed.core(region).person({ certificateNumber, name: employee });
    expect(person).toMatchObject({ name: employee, certificateNumber });
    expect(person?.insurances).toEqual([
      { insutype: '310', status: '1', region: `${region.slice(0, 2)}0100`, balanceFen },
    ]);
    expect(await bed.core(region).person({ certificateNumber, name: relative })).toBeUndefined();
    expect(await bed.core(region).person({ certificateNumber: '110101199003070011' })).toBeUndefined();
  });

  test('the phone that the core holds needs name and number', async () => {
    const certificateNumber = certificateOf(employee);
    expect(await bed.core(region).contactPhone({ certificateNumber, name: employee })).toBe(phone);
    expect(await bed.core(region).contactPhone({ certificateNumber, name: relative })).toBeUndefined();
    expect(
      await bed.core(region).contactPhone({ certificateNumber: certificateOf(child), name: child }),
    ).toBeUndefined();
  });

  test('register, list, tell, end: and again with the same effect answers the same', async () => {
    const core = bed.core(region);
    const [ownerPsnNo, memberPsnNo] = [await bed.psnNo(region, employee), await bed.psnNo(region, relative)];
    const input = { effectId: 'effect-1', ownerPsnNo, memberPsnNo, kinship: 'parent' as const };
    const first = await core.register(input);
    expect(first.outcome).toBe('registered');
    expect(await core.register(input)).toEqual(first);
    expect(await core.register({ ...input, effectId: 'effect-2' })).toMatchObject({
      outcome: 'refused',
      code: 'RELATION_EXISTS',
    });
    const relations = await core.relations(memberPsnNo);
    expect(relations).toEqual([
      expect.objectContaining({ ownerPsnNo, memberPsnNo, kinship: 'parent', effectId: 'effect-1' }),
    ]);

    const [relation] = relations;
    const end = { effectId: 'effect-3', coreRelationId: relation?.coreRelationId ?? '' };
    expect(await core.end(end)).toEqual({ outcome: 'ended' });
    expect(await core.end(end)).toEqual({ outcome: 'ended' });
    expect(await core.end({ ...end, effectId: 'effect-4' })).toEqual({ outcome: 'ended' });
    expect(await core.relations(memberPsnNo)).toEqual([]);
    expect(await core.end({ effectId: 'effect-5', coreRelationId: 'R0' })).toMatchObject({ code: 'RELATION_UNKNOWN' });

    const told = (await core.events(0, 500)).filter(
      (event) => event.type === 'relationRegistered' || event.type === 'relationEnded',
    );
    expect(told.slice(-2)).toEqual([
      expect.objectContaining({ type: 'relationRegistered', relation: relations[0] }),
      expect.objectContaining({
        type: 'relationEnded',
        coreRelationId: relation?.coreRelationId,
        ownerPsnNo,
        memberPsnNo,
      }),
    ]);
  });

  test('the reply dropped after the work, then again: one relation', async () => {
    const core = bed.core(region);
    const [ownerPsnNo, memberPsnNo] = [await bed.psnNo(region, employee), await bed.psnNo(region, child)];
    const input = { effectId: 'dropped', ownerPsnNo, memberPsnNo, kinship: 'child' as const };
    await bed.post('/faults', { kind: 'dropAfterWork', match: 'GJ02', times: 3 });
    await expect(core.register(input)).rejects.toSatisfy((error) => isGatewayError(error, 'unavailable'));
    expect(await core.register(input)).toMatchObject({ outcome: 'registered' });
    expect(await core.relations(memberPsnNo)).toHaveLength(1);

    await bed.post('/faults', { kind: 'dropAfterWork', match: 'GJ03', times: 1 });
    const [relation] = await core.relations(memberPsnNo);
    expect(await core.end({ effectId: 'drop-end', coreRelationId: relation?.coreRelationId ?? '' })).toEqual({
      outcome: 'ended',
    });
  });

  test('faults become the right kinds of GatewayError', async () => {
    const ask = () => bed.core(region).person({ certificateNumber: certificateOf(employee) });
    await bed.post('/faults', { kind: 'error500' });
    await expect(ask()).rejects.toSatisfy((error) => isGatewayError(error, 'unavailable'));
    await fetch(`${bed.running.url}/faults`, { method: 'DELETE' });

    await bed.post('/faults', { kind: 'slow', delayMs: 900 });
    const hurried = createInsuranceCores(parseCoreConnections(bed.running.bffEnv.CORE_CONNECTIONS), { timeoutMs: 200 });
    const late = hurried.coreFor(region)?.person({ certificateNumber: certificateOf(employee) });
    await expect(late).rejects.toSatisfy((error) => isGatewayError(error, 'timeout'));
    await hurried.close();
    await fetch(`${bed.running.url}/faults`, { method: 'DELETE' });

    await bed.post('/faults', { kind: 'badSignature', match: '1101', times: 1 });
    await expect(ask()).rejects.toSatisfy((error) => isGatewayError(error, 'badSignature'));

    await bed.post('/faults', { kind: 'error500', times: 1 });
    expect(await ask()).toMatchObject({ name: employee });
  });

  test('the feed has no gap and pages', async () => {
    const core = bed.core(region);
    const all = await core.events(0, 500);
    expect(all.length).toBeGreaterThan(2);
    expect(all.map((event) => event.seq)).toEqual(all.map((_, index) => index + 1));
    expect(await core.events(1, 2)).toEqual(all.slice(1, 3));
    expect(await core.events(all.length, 10)).toEqual([]);
  });
});

test('a city finds the core of its province; an unconnected province finds none', () => {
  expect(bed.cores.coreFor('620102')?.region).toBe(GANSU);
  expect(bed.cores.coreFor('440100')).toBeUndefined();
  expect(bed.cores.regions().sort()).toEqual([...new Set(allPacks.map((pack) => pack.region))].sort());
  expect(bed.cores.regions()).toEqual(expect.arrayContaining([HEBEI, GANSU]));
});

test('the core refuses in its own words: paused, bound elsewhere, not insured, itself, next one', async () => {
  const gansu = async (owner: string, member: string, effectId: string) =>
    bed.core(GANSU).register({
      effectId,
      ownerPsnNo: await bed.psnNo(GANSU, owner),
      memberPsnNo: await bed.psnNo(GANSU, member),
      kinship: 'child',
    });
  expect(await gansu('赵志强', '王小雨', 'r1')).toMatchObject({ outcome: 'refused', code: 'OWNER_NOT_INSURED' });
  expect(await gansu('王建国', '周婷', 'r2')).toMatchObject({ outcome: 'refused', code: 'MEMBER_BOUND_ELSEWHERE' });
  expect(await gansu('王建国', '周建军', 'r3')).toMatchObject({ outcome: 'refused', code: 'MEMBER_BOUND_ELSEWHERE' });
  expect(await gansu('王建国', '王建国', 'r4')).toMatchObject({ outcome: 'refused', code: 'SAME_PERSON' });
  await bed.post('/sim/refuse-next-register', { region: GANSU, code: 'ON_PURPOSE', message: '系统核验不通过' });
  expect(await gansu('王建国', '王小军', 'r5')).toEqual({
    outcome: 'refused',
    code: 'ON_PURPOSE',
    message: '系统核验不通过',
  });
  expect(await gansu('王建国', '王小军', 'r5')).toMatchObject({ outcome: 'refused', code: 'ON_PURPOSE' });
  expect(await gansu('王建国', '王小军', 'r6')).toMatchObject({ outcome: 'registered' });

  const hebei = async (owner: string, member: string, effectId: string) =>
    bed.core(HEBEI).register({
      effectId,
      ownerPsnNo: await bed.psnNo(HEBEI, owner),
      memberPsnNo: await bed.psnNo(HEBEI, member),
      kinship: 'parent',
    });
  expect(await hebei('张伟民', '杨小梅', 'h1')).toMatchObject({ outcome: 'refused', code: 'MEMBER_NOT_INSURED' });
  expect(await hebei('张伟民', '杨淑珍', 'h2')).toMatchObject({ outcome: 'registered' });
  expect(await hebei('张敏华', '杨淑珍', 'h3')).toMatchObject({ outcome: 'registered' });
  expect(await hebei('田雪', '高晓阳', 'h4')).toMatchObject({ outcome: 'registered' });
});

test('at most as many members as the pack says', async () => {
  const ownerPsnNo = await bed.psnNo(HEBEI, '宋佳');
  const outcomes: string[] = [];
  for (const member of ['张一诺', '张浩然', '韩雨桐', '张福全', '高建平', '高晓阳', '程鹏', '田雪', '张敏华']) {
    const memberPsnNo = await bed.psnNo(HEBEI, member);
    const result = await bed
      .core(HEBEI)
      .register({ effectId: `full-${member}`, ownerPsnNo, memberPsnNo, kinship: 'child' });
    outcomes.push(result.outcome === 'refused' ? result.code : result.outcome);
  }
  expect(outcomes).toEqual([...Array(8).fill('registered'), 'OWNER_FULL']);
});

test('Gansu allocates and returns once per effect; Hebei has nothing to allocate', async () => {
  const core = bed.core(GANSU);
  const ownerPsnNo = await bed.psnNo(GANSU, '李秀兰');
  const move = (effectId: string, direction: 'allocate' | 'return', amountFen: number) =>
    core.moveFunds({ effectId, ownerPsnNo, direction, amountFen });
  expect(await move('m0', 'allocate', 100)).toMatchObject({ outcome: 'refused', code: 'NO_RELATION' });
  const relationId = await bed.bind(GANSU, '李秀兰', '李思远');
  await bed.post('/faults', { kind: 'dropAfterWork', match: 'GJ04', times: 1 });
  expect(await move('m1', 'allocate', 50_001)).toEqual({ outcome: 'done' });
  expect(await move('m1', 'allocate', 50_001)).toEqual({ outcome: 'done' });
  expect(await core.funds(ownerPsnNo)).toMatchObject({ ownerBalanceFen: 36_049, familyAccountFen: 50_001 });
  expect(await move('m2', 'allocate', 36_050)).toMatchObject({ outcome: 'refused', code: 'BALANCE_TOO_SMALL' });
  expect(await move('m3', 'return', 50_002)).toMatchObject({ outcome: 'refused', code: 'BALANCE_TOO_SMALL' });
  expect(await move('m4', 'return', 20_000)).toEqual({ outcome: 'done' });
  await expect(move('m1', 'allocate', 1)).rejects.toMatchObject({ kind: 'rejected', vendorCode: 'MSGID_REUSED' });
  expect(await core.funds(ownerPsnNo)).toMatchObject({ ownerBalanceFen: 56_049, familyAccountFen: 30_001 });
  await core.end({ effectId: 'm5', coreRelationId: relationId });
  expect(await core.funds(ownerPsnNo)).toMatchObject({ ownerBalanceFen: 86_050, familyAccountFen: 0 });
  const hebei = await bed.psnNo(HEBEI, '张伟民');
  expect(
    await bed.core(HEBEI).moveFunds({ effectId: 'm6', ownerPsnNo: hebei, direction: 'allocate', amountFen: 1 }),
  ).toMatchObject({
    code: 'FUNDING_NOT_OPEN',
  });
  expect((await bed.get<{ problems: string[] }>(`/sim/ledger?region=${GANSU}`)).problems).toEqual([]);
});

test('what happens elsewhere is told by the feed and by 1101', async () => {
  const core = bed.core(GANSU);
  const psnNo = await bed.psnNo(GANSU, '马东');
  const before = (await core.events(0, 500)).length;
  const paused = [{ insutype: '310', status: '2', region: '620100' }];
  await bed.post('/sim/insurance', { region: GANSU, person: psnNo, insurances: paused });
  await bed.post('/sim/balance', { region: GANSU, person: certificateOf('马东'), balanceFen: 7 });
  const bound = await bed.post('/sim/relations', {
    region: GANSU,
    owner: psnNo,
    member: await bed.psnNo(GANSU, '刘敏'),
    kinship: 'sibling',
  });
  await bed.post('/sim/relations/end', { region: GANSU, coreRelationId: bound.coreRelationId, because: '窗口解除' });
  expect((await core.events(before, 10)).map((event) => event.type)).toEqual([
    'insuranceChanged',
    'relationRegistered',
    'relationEnded',
  ]);
  const person = await core.person({ certificateNumber: certificateOf('马东') });
  expect(person?.insurances).toEqual([{ insutype: '310', status: '2', region: '620100', balanceFen: 7 }]);
  expect((await bed.post('/sim/balance', { region: GANSU, person: psnNo, balanceFen: 1.5 })).status).toBe(400);
});

test('a restart keeps people, relations, money, answers and the feed without a gap', async () => {
  const core = bed.core(GANSU);
  const before = { events: await core.events(0, 500), funds: await core.funds(await bed.psnNo(GANSU, '李秀兰')) };
  await bed.restart();
  const again = bed.core(GANSU);
  expect(await again.events(0, 500)).toEqual(before.events);
  expect(await again.funds(await bed.psnNo(GANSU, '李秀兰'))).toMatchObject({
    ownerBalanceFen: before.funds.ownerBalanceFen,
    familyAccountFen: before.funds.familyAccountFen,
  });
  // An answer given before the restart is given again, without doing the work a second time.
  const ownerPsnNo = await bed.psnNo(GANSU, '李秀兰');
  expect(await again.moveFunds({ effectId: 'm1', ownerPsnNo, direction: 'allocate', amountFen: 50_001 })).toEqual({
    outcome: 'done',
  });
  await bed.post('/sim/insurance', { region: GANSU, person: ownerPsnNo, insurances: [] });
  const after = await again.events(0, 500);
  expect(after.length).toBe(before.events.length + 1);
  expect(after.map((event) => event.seq)).toEqual(after.map((_, index) => index + 1));
});

test('demo people: right numbers, the ages that their words say, listed with province and phone', async () => {
  const listed =
    await bed.get<{ name: string; province: string; phone: string; certificateNumber: string; interesting: string }[]>(
      '/demo/people',
    );
  for (const [region, { people }] of Object.entries(DEMO_PEOPLE)) {
    expect(people.length).toBeGreaterThanOrEqual(12);
    for (const person of people) {
      const reading = checkCertificate(person.certificateNumber);
      if (!reading.ok) throw new Error(`${person.name}: ${reading.refusal.code}`);
      const saidAge = /^(\d+) 岁/.exec(person.interesting)?.[1];
      for (const on of ['2026-11-23', '2027-11-20']) {
        if (saidAge !== undefined)
          expect(`${person.name} ${ageOn(reading.value.birthOn, on)}`).toBe(`${person.name} ${saidAge}`);
      }
      if (bed.cores.coreFor(region)) {
        expect(listed).toContainEqual(expect.objectContaining({ name: person.name, phone: person.phone ?? '' }));
      }
    }
  }
  const numbers = listed.map((person) => person.certificateNumber);
  expect(new Set(numbers).size).toBe(numbers.length);
});
