import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import type { Browser } from 'playwright-core';
import { openBrowser } from './browser';
import type { Client } from './driver';
import { type House, startHouse } from './house';
import { type Journey, Stage } from './journey';
import { Programs } from './programs';
import { type Cell, tableOf } from './table';

/** What the journeys found; the same words as every step of `npm test`. */
export interface Summary {
  passed: number;
  failed: number;
  skipped: number;
  notes: string[];
  failures: string[];
}

interface RunOptions {
  folder: string;
  only?: string | undefined;
  clients: readonly Client[];
  /** How many journeys are played at once, each in a house of its own. */
  lanes: number;
  say: (line: string) => void;
}

/** One journey on one client. */
interface Play {
  journey: Journey;
  client: Client;
}

const JOURNEY_MS = 240_000;

/**
 * Plays every journey of a folder on each of its clients. Two lanes: one begins with the browser's journeys, the other with the
 * mini-programs', and whoever is done first helps. A folder without journeys is a failure.
 */
export async function runJourneys(options: RunOptions): Promise<Summary> {
  const summary: Summary = { passed: 0, failed: 0, skipped: 0, notes: [], failures: [] };
  const journeys = await loadJourneys(options.folder);
  const plays = playsOf(journeys, options);
  if (plays.length === 0) {
    return { ...summary, failed: 1, failures: [`There is no journey to play in ${options.folder}.`] };
  }
  const browser = await openBrowser();
  const programs = new Programs(browser);
  const cells: Cell[] = [];
  const lane = async (next: () => Play | undefined) => {
    const rooms = new Rooms();
    try {
      for (let play = next(); play; play = next()) {
        const begun = performance.now();
        const { report, notes } = await playOne(play, browser, programs, rooms);
        const seconds = (performance.now() - begun) / 1000;
        const failure = report && stripVTControlCharacters(report);
        const title = `${play.journey.name} [${play.client}]`;
        cells.push({ ...play, isRight: failure === undefined, seconds });
        options.say(`${failure ? 'FAILED' : 'right'}  ${title} (${seconds.toFixed(1)} s)`);
        summary.notes.push(...notes.map((note) => `${title}: ${note}`));
        if (failure) {
          summary.failed += 1;
          summary.failures.push(`${title}\n${failure}`);
          options.say(failure);
        } else {
          summary.passed += 1;
        }
      }
    } finally {
      await rooms.close();
    }
  };
  try {
    const ends = [() => plays.shift(), () => plays.pop()] as const;
    const lanes = Array.from({ length: Math.max(1, options.lanes) }, (_, place) => lane(ends[place % 2 === 0 ? 0 : 1]));
    await Promise.all(lanes);
  } finally {
    await programs.close();
    await browser.close();
  }
  summary.notes.push(
    ...tableOf(
      cells,
      journeys.map(({ name }) => name),
    ),
  );
  return summary;
}

/** The browser's journeys first, then those of the mini-programs, the longest of them last (it is taken first from behind). */
function playsOf(journeys: Journey[], { only = '', clients }: RunOptions): Play[] {
  const asked = journeys.filter(({ name }) => name.includes(only));
  return clients.flatMap((client) =>
    asked.filter((journey) => (journey.clients ?? ['h5']).includes(client)).map((journey) => ({ journey, client })),
  );
}

async function loadJourneys(folder: string): Promise<Journey[]> {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.journey.ts'))
    .sort();
  const found: Journey[] = [];
  for (const file of files) {
    const module = (await import(pathToFileURL(path.join(folder, file)).href)) as { journeys?: Journey[] };
    if (!module.journeys?.length) throw new Error(`${file} exports no journeys.`);
    found.push(...module.journeys);
  }
  return found;
}

/** The houses of one lane: a fresh one for each journey, but one for all that only read. */
class Rooms {
  #forReaders: House | undefined;

  async houseFor(journey: Journey): Promise<{ house: House; leave: () => Promise<void> }> {
    if (journey.isReadOnly) {
      this.#forReaders ??= await startHouse();
      return { house: this.#forReaders, leave: async () => {} };
    }
    const house = await startHouse();
    return { house, leave: () => house.stop() };
  }

  async close(): Promise<void> {
    await this.#forReaders?.stop();
  }
}

/** Plays one journey; hands back its notes and, where it failed, the report. */
async function playOne(
  { journey, client }: Play,
  browser: Browser,
  programs: Programs,
  rooms: Rooms,
): Promise<{ report?: string; notes: string[] }> {
  const room = await rooms.houseFor(journey).catch((error: unknown) => String(error));
  if (typeof room === 'string') return { report: `The house did not start: ${room}`, notes: [] };
  const stage = new Stage({ house: room.house, browser, programs, name: journey.name, client, mode: journey.mode });
  try {
    const error = await withinTime(journey.run(stage)).then(
      () => undefined,
      (reason: unknown) => (reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)),
    );
    const problems = await stage.problems();
    if (!error && problems.length === 0) return { notes: stage.notes };
    const shots = await stage.shootAll();
    const report = [
      ...(error ? [error] : []),
      ...problems.map((problem) => `The page complained: ${problem}`),
      ...shots.map((shot) => `Picture: ${shot}`),
      `The BFF's last words:\n${await room.house.bffLog()}`,
    ].join('\n');
    return { report, notes: stage.notes };
  } finally {
    await stage.close();
    await room.leave();
  }
}

async function withinTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not finished within ${JOURNEY_MS / 1000} s.`)), JOURNEY_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
