import { setTimeout as pause } from 'node:timers/promises';
import { post } from './cast';
import type { Dice } from './random';
import type { World } from './world';

const FAULTS = [
  { kind: 'dropAfterWork', matches: ['GJ02', 'GJ03', 'GJ04', 'GJ02', 'GJ03', 'GJ08', 'GJ10', '1101', 'GJ07'] },
  { kind: 'error500', matches: ['GJ01', 'GJ02', 'GJ03', 'GJ04', 'GJ05', '1101', 'GJ07', undefined] },
  { kind: 'slow', matches: ['GJ01', 'GJ02', 'GJ03', 'GJ04', 'GJ07'] },
  { kind: 'badSignature', matches: ['GJ02', 'GJ03', 'GJ04', 'GJ08', 'GJ10'] },
] as const;

/** The core drops replies after the work, answers 500, is slow, signs wrongly; and is well in between. */
export async function makeFaults(world: World, dice: Dice, isOver: () => boolean): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  while (!isOver()) {
    await clearFaults(world);
    if (dice.isLucky(0.7)) {
      const { kind, matches } = dice.pick(FAULTS);
      const match = dice.pick<string | undefined>(matches);
      const fault = { kind, times: dice.between(1, 6), delayMs: dice.between(300, 2_500), ...(match ? { match } : {}) };
      await post(`${world.outside.core}/faults`, fault);
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    await pause(dice.between(150, 900));
  }
  await clearFaults(world);
  return counts;
}

export async function clearFaults(world: World): Promise<void> {
  await fetch(`${world.outside.core}/faults`, { method: 'DELETE' });
}

/** Longer than a worker holds a document, so that what a kill cut off may be taken up at once. */
const BEYOND_LEASE_MS = 65_000;

/** A kill comes after some answers, so that every start is followed by work however slow the machine is; but not later than this. */
const PATIENCE_MS = 6_000;

/** Kills a BFF process in the middle of its work, moves the clock, starts it again; until it is told to stop. */
export async function makeKills(
  world: World,
  dice: Dice,
  options: {
    processes: number;
    /** How many answers clients got so far. */
    answered: () => number;
    isOver: (kills: number) => boolean;
    onKill: (kills: number) => void;
  },
): Promise<number> {
  let kills = 0;
  while (!options.isOver(kills)) {
    const [enough, latest] = [options.answered() + dice.between(1, 40), performance.now() + PATIENCE_MS];
    while (options.answered() < enough && performance.now() < latest) await pause(5);
    await pause(dice.between(0, 60));
    const victim = dice.between(0, options.processes - 1);
    const [restart] = [world.killAndStart(victim), world.advance(BEYOND_LEASE_MS)];
    await restart;
    kills += 1;
    options.onKill(kills);
  }
  return kills;
}
