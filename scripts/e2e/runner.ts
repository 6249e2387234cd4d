import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import type { Browser } from 'playwright-core';
import { openBrowser } from './browser';
import { startHouse } from './house';
import { type Journey, Stage } from './journey';

/** What the browser tests found; the same words as every step of `npm test`. */
export interface Summary {
  passed: number;
  failed: number;
  skipped: number;
  notes: string[];
  failures: string[];
}

const JOURNEY_MS = 180_000;

/** Plays every journey of a folder, one after the other, each in a house of its own. A folder without journeys is a failure. */
export async function runJourneys(options: {
  folder: string;
  only?: string | undefined;
  say: (line: string) => void;
}): Promise<Summary> {
  const summary: Summary = { passed: 0, failed: 0, skipped: 0, notes: [], failures: [] };
  const journeys = (await loadJourneys(options.folder)).filter(({ name }) => name.includes(options.only ?? ''));
  if (journeys.length === 0) {
    return { ...summary, failed: 1, failures: [`There is no journey to play in ${options.folder}.`] };
  }
  const browser = await openBrowser();
  try {
    for (const journey of journeys) {
      const begun = performance.now();
      const report = await play(journey, browser);
      const failure = report && stripVTControlCharacters(report);
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      options.say(`${failure ? 'FAILED' : 'right'}  ${journey.name} (${seconds} s)`);
      if (failure) {
        summary.failed += 1;
        summary.failures.push(`${journey.name}\n${failure}`);
        options.say(failure);
      } else {
        summary.passed += 1;
      }
    }
  } finally {
    await browser.close();
  }
  return summary;
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

/** Plays one journey; hands back the report of its failure, or nothing. */
async function play(journey: Journey, browser: Browser): Promise<string | undefined> {
  const house = await startHouse().catch((error: unknown) => String(error));
  if (typeof house === 'string') return `The house did not start: ${house}`;
  const stage = new Stage(house, browser, journey.name);
  try {
    const error = await withinTime(journey.run(stage)).then(
      () => undefined,
      (reason: unknown) => (reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)),
    );
    const problems = stage.problems();
    if (!error && problems.length === 0) return undefined;
    const shots = await stage.shootAll();
    return [
      ...(error ? [error] : []),
      ...problems.map((problem) => `The page complained: ${problem}`),
      ...shots.map((shot) => `Picture: ${shot}`),
      `The BFF's last words:\n${await house.bffLog()}`,
    ].join('\n');
  } finally {
    await stage.close();
    await house.stop();
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
