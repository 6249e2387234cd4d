import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { openBrowser } from './browser';
import { CLIENTS, type Client } from './driver';
import { startHouse } from './house';
import { ARTEFACTS, Stage } from './journey';
import { bindTheShortWay, PAIRS } from './journeys/binds';
import { Phone } from './journeys/phone';
import { goTo, openDetail, openPlaces, ownPlaces, type Place } from './journeys/places';
import { Programs } from './programs';

/**
 * `npm run screens [-- --client weapp] [-- --mode elder]`: every page as it opens, on each client, in normal and in elder mode, as pictures and as one contact
 * sheet per client and mode under .artefacts/screens/sheets. A page that does not open is named, and the run fails.
 */
const MODES = ['normal', 'elder'] as const;
type Mode = (typeof MODES)[number];

/** Fonts and pictures are there. */
const SETTLED_MS = 250;

interface Shot {
  title: string;
  file: string;
}

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
    const { sheetsOf, problems } = await shootAll(client);
    failures.push(...problems);
    for (const mode of modes) {
      const file = await contactSheet(browser, `${client}-${mode}`, sheetsOf[mode]);
      process.stdout.write(`${client} ${mode}: ${sheetsOf[mode].length} screens, ${file}\n`);
    }
  }
} finally {
  await programs.close();
  await browser.close();
}
for (const failure of failures) process.stdout.write(`${failure}\n`);
process.exit(failures.length > 0 ? 1 : 0);

/** Opens every page on two phones, one of a stranger, one of somebody who has bound; first in normal, then in elder mode. */
async function shootAll(client: Client): Promise<{ sheetsOf: Record<Mode, Shot[]>; problems: string[] }> {
  const house = await startHouse();
  const stage = new Stage({ house, browser, programs, name: 'pages', client });
  rmSync(path.join(ARTEFACTS, 'screens', client, 'pages'), { recursive: true, force: true });
  const sheetsOf: Record<Mode, Shot[]> = { normal: [], elder: [] };
  const problems: string[] = [];
  const shoot = async (phone: Phone, mode: Mode, places: readonly Place[]) => {
    for (const place of places) {
      const title = `${phone.owner} ${place.path.replace(/\/index\b/, '').replace(/sharingId=.*/, '')}`;
      await goTo(phone, place).catch((error: unknown) => problems.push(`${client} ${mode} ${title}: ${String(error)}`));
      await phone.page.waitForTimeout(SETTLED_MS);
      const file = await stage.screenshot(phone.page, `${mode} ${title}`);
      sheetsOf[mode].push({ title, file });
    }
  };
  try {
    const stranger = await Phone.open(stage, 'anybody', '/pages/home/index');
    const owner = await Phone.open(stage, 'owner', '/pages/home/index');
    const pair = PAIRS.find(({ family }) => family === 'hebei');
    if (!pair) throw new Error('There is nobody to bind.');
    await bindTheShortWay(stage, owner, pair);
    const bound = await openDetail(owner);
    for (const mode of modes) {
      for (const phone of [stranger, owner]) {
        await phone.go('/pages/home/index');
        await phone.see({ part: 'home-bind' });
        if (mode === 'elder') await phone.tap('home-elder');
        await shoot(phone, mode, phone === stranger ? openPlaces(client) : ownPlaces(bound));
      }
    }
    problems.push(...(await stage.problems()).map((problem) => `${client}: ${problem}`));
  } finally {
    await stage.close();
    await house.stop();
  }
  return { sheetsOf, problems };
}

/** Draws all pictures side by side, each under its name, and keeps that as one picture. */
async function contactSheet(drawnBy: Browser, name: string, shots: readonly Shot[]): Promise<string> {
  const figures = shots.map(({ title, file }) => {
    const picture = readFileSync(file).toString('base64');
    return `<figure><figcaption>${title}</figcaption><img src="data:image/png;base64,${picture}"></figure>`;
  });
  const html = `<!doctype html><meta charset="utf-8"><style>body{margin:16px;display:flex;flex-wrap:wrap;gap:16px;font:13px sans-serif}
    figure{margin:0;width:300px}figcaption{height:34px;overflow:hidden;word-break:break-all}img{width:300px;border:1px solid #999}</style>${figures.join('')}`;
  const page = await drawnBy.newPage({ viewport: { width: 1920, height: 1000 } });
  await page.setContent(html);
  const file = path.join(sheets, `${name}.png`);
  await page.screenshot({ path: file, fullPage: true });
  await page.close();
  writeFileSync(file.replace(/png$/, 'html'), html);
  return file;
}
