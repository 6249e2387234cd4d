import { maskCertificate } from '@gongji/shared/domain/masks';
import { beforeEach, expect, test } from 'vitest';
import { certificateOf, GANSU, TestBed } from './testing';

let bed: TestBed;
beforeEach(async () => {
  bed = await TestBed.start();
  return () => bed.stop();
});

test('serves itself, searches people, tries, settles, cancels and honours the deviation switch', async () => {
  expect(await (await fetch(bed.running.url)).text()).toContain('医院收费窗口');
  for (const file of ['counter.css', 'counter.js'])
    expect((await fetch(`${bed.running.url}/counter/${file}`)).status).toBe(200);
  await bed.bind(GANSU, '王建国', '王小雨');
  const ownerPsnNo = await bed.psnNo(GANSU, '王建国');
  await bed.core(GANSU).moveFunds({ effectId: 'allocate', ownerPsnNo, direction: 'allocate', amountFen: 30_000 });
  const found = await bed.get<{ people: { psnNo: string; ownerNames: string[]; certificate: string }[] }>(
    `/counter/people?region=${GANSU}&q=${encodeURIComponent('王小雨')}`,
  );
  expect(found.people).toEqual([
    expect.objectContaining({ ownerNames: ['王建国'], certificate: maskCertificate(certificateOf('王小雨')) }),
  ]);
  const body = {
    region: GANSU,
    person: found.people[0]?.psnNo,
    institutionCode: 'H62010000001',
    items: [{ name: '门诊诊查费', scope: 'treatment', amountFen: 12_001 }],
  };
  const expected = { totalFen: 12_001, fundFen: 6_000, ownAccountFen: 0, sharedFen: 6_001, cashFen: 0 };
  expect((await bed.post('/counter/trial', body)).settlement).toMatchObject({ ...expected, settlementId: '' });
  const { settlement } = await bed.post('/counter/settle', body);
  expect(settlement).toMatchObject({ ...expected, sharedBy: [{ ownerName: '王建国', amountFen: 6_001 }] });
  const { settlementId } = settlement as { settlementId: string };
  expect((await bed.post('/counter/cancel', { region: GANSU, settlementId })).settlement).toMatchObject({
    state: 'cancelled',
  });
  expect((await bed.post('/counter/cancel', { region: GANSU, settlementId })).status).toBe(422);

  await bed.post('/sim/deviation', { region: GANSU, deviation: { kind: 'sharedLess', amountFen: 1 } });
  expect((await bed.post('/counter/trial', body)).settlement).toMatchObject({
    ...expected,
    sharedFen: 6_000,
    cashFen: 1,
  });
  await bed.post('/sim/deviation', { region: GANSU, deviation: { kind: 'nothingShared' } });
  expect((await bed.post('/counter/trial', body)).settlement).toMatchObject({
    sharedFen: 0,
    cashFen: 6_001,
    sharedBy: [],
  });
  await bed.post('/sim/deviation', { region: GANSU, deviation: null });
  expect((await bed.post('/counter/trial', body)).settlement).toMatchObject(expected);
  expect(
    (await bed.post('/counter/trial', { ...body, items: [{ name: 'x', scope: 'nonsense', amountFen: 1 }] })).status,
  ).toBe(400);
  expect((await bed.get<{ problems: string[] }>(`/sim/ledger?region=${GANSU}`)).problems).toEqual([]);
});
