import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withDatabase } from '../../bff/src/storage/mongo-uri';
import { findMongo, type MongoServer, NotHere } from '../mongo/find-mongo';
import { type Evidence, findLosses } from './checks';
import { runTorture } from './torture';

const KILLS = 10;
/** Generous: how long a start takes depends on what else the machine does. */
const TIMEOUT_MS = 420_000;

describe('nothing is lost under kills and faults', () => {
  let mongo: MongoServer | undefined;
  let lack = '';
  beforeAll(async () => {
    mongo = await findMongo().catch((error: unknown) => {
      if (!(error instanceof NotHere) || process.env.CI) throw error;
      lack = error.message;
      return undefined;
    });
  }, 120_000);
  afterAll(() => mongo?.stop());

  const seed = Number(process.env.TORTURE_SEED ?? randomInt(1_000_000));

  it(`with the embedded store, seed ${seed}`, { timeout: TIMEOUT_MS }, async () => {
    const { summary, evidence } = await runTorture({ seed, processes: 1, kills: KILLS, lastsMs: 0 });
    expect(summary.losses, JSON.stringify(summary)).toEqual([]);
    expect(summary.kills).toBeGreaterThanOrEqual(KILLS);
    expect(summary.binds.done, 'binds that were acknowledged').toBeGreaterThan(0);
    expect(summary.feedEvents).toBeGreaterThan(0);
    findsWhatIsSpoiled(evidence);
  });

  it(`with two processes on one MongoDB, seed ${seed}`, { timeout: TIMEOUT_MS }, async ({ skip }) => {
    if (!mongo) return skip(`no MongoDB: ${lack}`);
    const mongoUri = withDatabase(mongo.uri, `gongji_torture_${process.pid}`);
    const { summary } = await runTorture({ seed, mongoUri, processes: 2, kills: KILLS, lastsMs: 0 });
    expect(summary.losses, JSON.stringify(summary)).toEqual([]);
    expect(summary.kills).toBeGreaterThanOrEqual(KILLS);
    expect(summary.binds.done, 'binds that were acknowledged').toBeGreaterThan(0);
  });
});

/** A check that cannot fail would prove nothing: real evidence is spoiled, one thing at a time, and each is found. */
function findsWhatIsSpoiled(evidence: Evidence): void {
  const { stored, testimony } = evidence;
  const [region, core] = [...evidence.cores].find(([, { relations }]) => relations.some((each) => each.effectId)) ?? [];
  if (!region || !core) throw new Error('no core registered anything');
  const withCore = (change: Partial<typeof core>): Evidence => ({
    ...evidence,
    cores: new Map([...evidence.cores, [region, { ...core, ...change }]]),
  });
  const relation = core.relations.find((each) => each.effectId);
  if (!relation) throw new Error('no relation');
  const { endedAt: _, ...standing } = relation;
  const twin = { ...standing, relationId: 'R-twin' };
  const seated = stored.sharings.find((sharing) => (sharing.seats ?? []).length > 0);
  if (!seated) throw new Error('nobody holds a seat');
  const others = stored.sharings.filter((sharing) => sharing !== seated);
  const spoiled: [RegExp, Evidence][] = [
    [/stands at the core, nobody stands here/, withCore({ relations: [...core.relations, twin] })],
    [/registered twice/, withCore({ relations: [...core.relations, twin] })],
    [
      /gap or double/,
      { ...evidence, stored: { ...stored, feedEventIds: stored.feedEventIds.filter((id) => !id.endsWith(':1')) } },
    ],
    [/the cursor stands at/, { ...evidence, stored: { ...stored, cursors: new Map() } }],
    [/should hold/, { ...evidence, stored: { ...stored, sharings: [...others, { ...seated, seats: [] }] } }],
    [/ledger: /, withCore({ problems: ['one fen too many'] })],
    [
      /is lost/,
      {
        ...evidence,
        testimony: {
          ...testimony,
          binds: [...testimony.binds, { outcome: 'done', region, memberId: 'mem_x', tries: 1 }],
        },
      },
    ],
    [
      /was paid and is not recorded/,
      { ...evidence, testimony: { ...testimony, bills: [...testimony.bills, { region, settlementId: 'S0' }] } },
    ],
  ];
  for (const [words, each] of spoiled) expect(findLosses(each).join('\n')).toMatch(words);
}
