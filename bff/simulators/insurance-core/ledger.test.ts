import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEntry, checkLedger, type Entry } from './ledger';
import { GANSU, HEBEI, TestBed } from './testing';

const entry = (lines: Entry['lines']): Entry => ({
  entryId: 'E1',
  at: '2026-11-23T00:00:00.000Z',
  cause: 'test',
  lines,
});

test('an entry that does not sum to zero, splits a fen or overdraws a person is refused and changes nothing', () => {
  const balances = new Map([['personal:1', 100]]);
  const refuse = (lines: Entry['lines']) => expect(() => applyEntry(balances, entry(lines))).toThrow();
  refuse([{ account: 'personal:1', amountFen: -1 }]);
  refuse([
    { account: 'personal:1', amountFen: -101 },
    { account: 'cash', amountFen: 101 },
  ]);
  refuse([
    { account: 'personal:1', amountFen: -0.5 },
    { account: 'cash', amountFen: 0.5 },
  ]);
  expect([...balances]).toEqual([['personal:1', 100]]);
});

test('the check finds a balance that the postings do not explain', () => {
  const good = entry([
    { account: 'contributions', amountFen: -5 },
    { account: 'personal:1', amountFen: 5 },
  ]);
  expect(
    checkLedger(
      [good],
      new Map([
        ['contributions', -5],
        ['personal:1', 5],
      ]),
    ),
  ).toEqual([]);
  expect(
    checkLedger(
      [good],
      new Map([
        ['contributions', -5],
        ['personal:1', 6],
      ]),
    ),
  ).toHaveLength(1);
});

test('random operations over HTTP keep the ledger at zero, every fen accounted for, across a restart', async () => {
  const bed = await TestBed.start();
  const regions = [
    { region: GANSU, owner: '王建国', member: '刘敏', institutions: ['H62010000001', 'P62010000001', 'H11010000001'] },
    { region: HEBEI, owner: '张伟民', member: '宋佳', institutions: ['H13010000001', 'P13010000001', 'H11010000001'] },
  ];
  const operation = fc.record({
    kind: fc.constantFrom('settle', 'settle', 'settle', 'cancel', 'allocate', 'return', 'end', 'bind'),
    where: fc.integer({ min: 0, max: 1 }),
    pick: fc.nat({ max: 2 }),
    byOwner: fc.boolean(),
    scope: fc.constantFrom('treatment', 'drug', 'device', 'wellness'),
    amountFen: fc.integer({ min: 1, max: 150_000 }),
  });
  let counter = 0;
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 12 }), async (operations) => {
        for (const { kind, where, pick, byOwner, scope, amountFen } of operations) {
          const { region, owner, member, institutions } = regions[where] as (typeof regions)[number];
          const [ownerPsnNo, memberPsnNo] = [await bed.psnNo(region, owner), await bed.psnNo(region, member)];
          counter += 1;
          const effectId = `random-${counter}`;
          if (kind === 'settle') {
            const items = [{ name: '项目', scope, amountFen }];
            const person = byOwner ? ownerPsnNo : memberPsnNo;
            const { settlement } = await bed.post('/counter/settle', {
              region,
              person,
              institutionCode: institutions[pick],
              items,
            });
            const parts = settlement as Record<string, number>;
            const sum = ['fundFen', 'ownAccountFen', 'sharedFen', 'cashFen'].reduce(
              (total, part) => total + (parts[part] as number),
              0,
            );
            expect(sum).toBe(amountFen);
          } else if (kind === 'cancel') {
            const { settlements } = await bed.get<{ settlements: { settlementId: string }[] }>(
              `/counter/settlements?region=${region}`,
            );
            const chosen = settlements[pick];
            if (chosen) await bed.post('/counter/cancel', { region, settlementId: chosen.settlementId });
          } else if (kind === 'bind') {
            await bed.core(region).register({ effectId, ownerPsnNo, memberPsnNo, kinship: 'spouse' });
          } else if (kind === 'end') {
            const [relation] = await bed.core(region).relations(memberPsnNo);
            if (relation) await bed.core(region).end({ effectId, coreRelationId: relation.coreRelationId });
          } else {
            await bed
              .core(region)
              .moveFunds({ effectId, ownerPsnNo, direction: kind as 'allocate' | 'return', amountFen });
          }
        }
        for (const { region } of regions) {
          expect(await bed.get<{ problems: string[] }>(`/sim/ledger?region=${region}`)).toMatchObject({ problems: [] });
        }
      }),
      { numRuns: 12 },
    );
    const before = await bed.get(`/sim/ledger?region=${GANSU}`);
    await bed.restart();
    expect(await bed.get(`/sim/ledger?region=${GANSU}`)).toEqual(before);
  } finally {
    await bed.stop();
  }
}, 60_000);

test('a torn last line is forgiven, a damaged line in the middle is not', async () => {
  const bed = await TestBed.start();
  const file = join(bed.dataDir, `core-${GANSU}.jsonl`);
  const before = await bed.get(`/sim/ledger?region=${GANSU}`);
  appendFileSync(file, '{"at":"2026-11-23T00:00:00.000Z","chan');
  await bed.restart();
  expect(await bed.get(`/sim/ledger?region=${GANSU}`)).toEqual(before);
  await bed.bind(GANSU, '王建国', '王小雨');
  await bed.restart();
  expect(await bed.core(GANSU).relations(await bed.psnNo(GANSU, '王小雨'))).toHaveLength(1);

  await bed.halt();
  const whole = readFileSync(file, 'utf8');
  writeFileSync(file, whole.replace('{"at"', '{"at'));
  await expect(bed.resume()).rejects.toThrow(/line 1 cannot be read/);
  writeFileSync(file, whole);
  await bed.resume();
  await bed.stop();
});
