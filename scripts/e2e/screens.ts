import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import type { TextMode } from './access';
import { openBrowser } from './browser';
import { CLIENTS, type Client } from './driver';
import { startHouse } from './house';
import { ARTEFACTS, fileName, type Journey, type Shot, Stage } from './journey';
import { journeys as access } from './journeys/access.journey';
import { journeys as gansu } from './journeys/gansu.journey';
import { journeys as gansuMembers } from './journeys/gansu-members.journey';
import { Programs } from './programs';

/**
 * `npm run screens [-- --client weapp] [-- --mode elder]`: every page and every step of a bind, on each client, in normal and in elder mode, as pictures and as
 * one contact sheet per client and mode under .artefacts/screens/sheets. A page that does not open, or has a fault, is named, and the run fails.
 */
const MODES = ['normal', 'elder'] as const satisfies TextMode[];
/** Ten pictures in a row: a sheet of all of them stays below the height that Chromium can draw. */
const SHEET_WIDTH = 2608;
/** What a sheet shows is what these journeys look at, in this order. */
const SHOWN = [...access, ...gansu, ...gansuMembers];

const { values } = parseArgs({ options: { client: { type: 'string' }, mode: { type: 'string' } } });
const clients = CLIENTS.filter((client) => values.client === undefined || client === values.client);
const modes = MODES.filter((mode) => values.mode === undefined || mode === values.mode);
const sheets = path.join(ARTEFACTS, 'screens', 'sheets');
mkdirSync(sheets, { recursive: true });

const browser = await openBrowser();
const programs = new Programs(browser);
const failures: string[] = [];
try {
  for (const client of clients) {
    for (const mode of modes) {
      const shown = SHOWN.filter((journey) => (journey.mode ?? 'normal') === mode && journey.clients?.includes(client));
      const shots: Shot[] = [];
      for (const journey of shown) {
        rmSync(path.join(ARTEFACTS, 'screens', client, fileName(journey.name)), { recursive: true, force: true });
        const { looks, problems } = await play(journey, client);
        shots.push(...looks);
        failures.push(...problems.map((problem) => `${client}, ${journey.name}: ${problem}`));
      }
      const file = await contactSheet(browser, `${client}-${mode}`, shots);
      process.stdout.write(`${client} ${mode}: ${shots.length} screens, ${file}\n`);
    }
  }
} finally {
  await programs.close();
  await browser.close();
}
for (const failure of failures) process.stdout.write(`${failure}\n`);
process.exit(failures.length > 0 ? 1 : 0);

/** Plays one journey in a house of its own; a journey that breaks off has shown what it showed. */
async function play(journey: Journey, client: Client): Promise<{ looks: readonly Shot[]; problems: string[] }> {
  const house = await startHouse();
  const stage = new Stage({ house, browser, programs, name: journey.name, client, mode: journey.mode });
  try {
    const broken = await journey.run(stage).then(
      () => [],
      (error: unknown) => [String(error)],
    );
    return { looks: stage.looks, problems: [...broken, ...(await stage.problems())] };
  } finally {
    await stage.close();
    await house.stop();
  }
}

/** Draws all pictures side by side, each under its name, and keeps that as one picture. */
async function contactSheet(drawnBy: Browser, name: string, shots: readonly Shot[]): Promise<string> {
  const figures = shots.map(({ title, file }) => {
    const picture = readFileSync(file).toString('base64');
    return `<figure><figcaption>${title}</figcaption><img src="data:image/png;base64,${picture}"></figure>`;
  });
  const html = `<!doctype html><meta charset="utf-8"><style>body{margin:16px;display:flex;flex-wrap:wrap;gap:16px;font:13px sans-serif}
    figure{margin:0;width:240px}figcaption{height:34px;overflow:hidden;word-break:break-all}img{width:240px;border:1px solid #999}</style>${figures.join('')}`;
  const page = await drawnBy.newPage({ viewport: { width: SHEET_WIDTH, height: 1000 } });
  await page.setContent(html);
  const file = path.join(sheets, `${name}.png`);
  await page.screenshot({ path: file, fullPage: true });
  await page.close();
  writeFileSync(file.replace(/png$/, 'html'), html);
  return file;
}
