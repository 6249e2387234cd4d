import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bundleBff } from '../build/bff.mjs';
import { inRoot } from '../setup/paths.mjs';
import { gatherCast, get, type Village } from './cast';
import { clearFaults, makeFaults, makeKills } from './chaos';
import { type CoreDump, type Evidence, findLosses } from './checks';
import { answers, NO_ANSWER } from './client';
import { commitAll, emptyTestimony, play, restoreInsurances } from './player';
import { diceOf } from './random';
import { dropDatabase, lookIntoStore, type Stored } from './stored';
import { openWorld, type World } from './world';

export interface TortureOptions {
  /** mongodb://… with a database of the run's own; absent: the embedded store. */
  mongoUri?: string;
  /** BFF processes on the same store; more than one needs MongoDB. */
  processes: number;
  /** Kills at least; the run goes on until both are reached. */
  kills: number;
  /** Lasts at least, in ms. */
  lastsMs: number;
  seed: number;
  /** Citizens and tills that act at the same time. */
  players?: number;
  say?: (line: string) => void;
}

export interface TortureSummary {
  seed: number;
  store: 'embedded' | 'mongo';
  processes: number;
  kills: number;
  lastedMs: number;
  faults: Record<string, number>;
  /** Deeds by what the client was told. */
  binds: Record<string, number>;
  agreements: Record<string, number>;
  unbinds: Record<string, number>;
  disputes: Record<string, number>;
  windows: Record<string, number>;
  moves: Record<string, number>;
  bills: number;
  /** Intents that needed more than one try. */
  repeated: number;
  /** Every answer of the API, by status and code. */
  answers: Record<string, number>;
  refusals: Record<string, number>;
  feedEvents: number;
  /** Rounds of restarting until nothing was owed any more. */
  rounds: number;
  /** Empty: nothing was lost, doubled or left behind. */
  losses: string[];
  /** The BFF's log, where there are losses. */
  log?: string;
}

const MOST_ROUNDS = 8;
/** More than the slowest retry waits. */
const BEYOND_RETRY_MS = 400_000;

/** Binds, agreements, allocations, unbinds and bills under kills and faults; then the books are compared. */
export async function runTorture(options: TortureOptions): Promise<{ summary: TortureSummary; evidence: Evidence }> {
  if (options.processes > 1 && !options.mongoUri) throw new Error('several processes need MongoDB');
  const { seed, processes, mongoUri, say = () => undefined } = options;
  const dice = diceOf(seed);
  const bundle = await makeBundle();
  const world = await openWorld({ processes, bundle, ...(mongoUri ? { mongoUri } : {}) });
  try {
    await world.startAll();
    const { call, villages } = await gatherCast(world);
    await commitAll(world, call, villages, dice.fork('commitments'));
    say(`${villages.length} provinces, ${world.urls().length} BFF process(es); seed ${seed}`);

    answers.clear();
    const begunAt = performance.now();
    let isOver = false;
    const testimony = emptyTestimony();
    const players = Array.from({ length: options.players ?? 6 }, (_, index) =>
      play({ world, call, villages, dice: dice.fork(`player ${index}`), testimony, isOver: () => isOver }),
    );
    const faults = makeFaults(world, dice.fork('faults'), () => isOver);
    const kills = await makeKills(world, dice.fork('kills'), {
      processes,
      answered: () => [...answers].reduce((sum, [seen, times]) => sum + (seen === NO_ANSWER ? 0 : times), 0),
      isOver: (count) => count >= options.kills && performance.now() - begunAt >= options.lastsMs,
      onKill: (count) => {
        if (count % 10 === 0) say(`${count} kills, ${testimony.binds.length} binds, ${testimony.moves.length} moves`);
      },
    });
    isOver = true;
    const faultCounts = await faults;
    await Promise.all(players);
    const lastedMs = performance.now() - begunAt;

    say('calm: faults off, everything that is owed goes out');
    const { stored, cores, rounds } = await settle(world, villages, mongoUri);
    const evidence: Evidence = { stored, cores, villages, testimony };
    const losses = findLosses(evidence);
    const { binds, agreements, unbinds, moves } = testimony;
    const all = [...binds, ...agreements, ...unbinds, ...moves];
    const summary: TortureSummary = {
      seed,
      store: mongoUri ? 'mongo' : 'embedded',
      processes,
      kills,
      lastedMs: Math.round(lastedMs),
      faults: faultCounts,
      binds: byOutcome(binds),
      agreements: byOutcome(agreements),
      unbinds: byOutcome(unbinds),
      disputes: byOutcome(testimony.disputes),
      windows: byOutcome(testimony.windows),
      moves: byOutcome(moves),
      bills: testimony.bills.length,
      repeated: all.filter(({ tries }) => tries > 1).length,
      answers: Object.fromEntries(answers),
      refusals: Object.fromEntries(testimony.refusals),
      feedEvents: stored.feedEventIds.length,
      rounds,
      losses,
      ...(losses.length > 0 ? { log: await keepLog(world, seed) } : {}),
    };
    return { summary, evidence };
  } finally {
    await world.dispose();
    if (mongoUri) await dropDatabase(mongoUri);
    await removeBundle(bundle);
  }
}

/** Bundles the BFF as production runs it, under a name of its own. */
export async function makeBundle(): Promise<string> {
  const bundle = inRoot('.cache', 'torture', `bff-${randomUUID()}.mjs`);
  await mkdir(path.dirname(bundle), { recursive: true });
  await bundleBff(bundle);
  return bundle;
}

export async function removeBundle(bundle: string): Promise<void> {
  await rm(bundle, { force: true });
  await rm(`${bundle}.map`, { force: true });
}

/** Lets leases end and retries fall due until nothing is owed; then what lies in the store and at the cores. */
export async function settle(world: World, villages: readonly Village[], mongoUri: string | undefined) {
  await clearFaults(world);
  await restoreInsurances(world, villages);
  let stored: Stored | undefined;
  const cores = new Map<string, CoreDump>();
  for (let rounds = 1; ; rounds += 1) {
    await world.startAll();
    await world.advance(BEYOND_RETRY_MS);
    await pause(2_500);
    await world.stopAll();
    stored = await lookIntoStore({ dataDir: world.dataDir, ...(mongoUri ? { mongoUri } : {}) });
    for (const { region } of villages)
      cores.set(region, await get<CoreDump>(`${world.outside.core}/sim/dump?region=${region}`));
    const isQuiet =
      stored.sharings.every(({ outbox }) => outbox.length === 0) &&
      [...cores].every(([region, core]) => stored?.cursors.get(region) === core.events.length);
    if (isQuiet || rounds >= MOST_ROUNDS) return { stored, cores, rounds };
  }
}

/** The BFF's log outlives the run where something was lost. */
async function keepLog(world: World, seed: number): Promise<string> {
  const kept = path.join(os.tmpdir(), `gongji-torture-${seed}-${process.pid}.log`);
  await copyFile(world.logFile, kept);
  return kept;
}

function byOutcome(told: readonly { outcome: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of told) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
