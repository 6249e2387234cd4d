import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Journey } from '../journey';
import { bindTheShortWay, pairOf } from './binds';
import { Phone } from './phone';
import { openDetail, openPlaces, ownPlaces, type Place } from './places';

const ACTING = '[role=button], [role=radio], [role=checkbox], [role=link]';
/** What ends something for good is tapped after everything else on its page. */
const ENDS = /confirm|sign-out|end|remove|leave|unbind|dispute/;
/** A page that never runs out of new things to tap would be a fault of its own. */
const MOST_TAPS_A_PAGE = 120;
const SETTLED_MS = 120;

interface Target {
  key: string;
  at: number;
}

/** All that acts on the page on top, the platform's bars left out; what is drawn as off is tapped too: it must do nothing, quietly. */
async function targetsOn(phone: Phone): Promise<{ all: Locator; targets: Target[] }> {
  const all = phone.page.locator(`.phone-page[data-top] :is(${ACTING}):visible`);
  const keys = await all.evaluateAll((found) =>
    found.map((each) => each.id || `${each.className} ${each.textContent?.trim().slice(0, 40)}`),
  );
  return { all, targets: keys.map((key, at) => ({ key, at })) };
}

const SHEETS = ['#native-ask', '#native-sheet', '#picker-sheet'];
const MOST_SHEETS_A_TAP = 5;

/**
 * Answers whatever the platform asks after a tap, each time by a button that was not pressed after this tap yet. Hands back whether
 * some button is left: then the thing is to be tapped once more.
 */
async function answerSheets(phone: Phone, tapped: string, pressed: Set<string>): Promise<boolean> {
  let isSomeLeft = false;
  for (let sheets = 0; sheets < MOST_SHEETS_A_TAP; sheets += 1) {
    const buttons = phone.page.locator(SHEETS.map((sheet) => `${sheet}:visible button`).join(', '));
    const ids = await buttons.evaluateAll((found) => found.map(({ id }) => id));
    if (ids.length === 0) return isSomeLeft;
    const left = ids.filter((id) => !pressed.has(`${tapped} ${id}`));
    const id = left[0] ?? ids[0];
    pressed.add(`${tapped} ${id}`);
    if (left.length > 1) isSomeLeft = true;
    await phone.page.locator(`[id="${id}"]:visible`).first().click();
    await phone.page.waitForTimeout(SETTLED_MS);
  }
  throw new Error(`${tapped} is answered by one sheet after another.`);
}

/** Whatever earlier taps have made of it (signed in, large text): the page is drawn and nothing loads. */
async function open(phone: Phone, { path }: Place): Promise<void> {
  await phone.go(path);
  await phone.page.locator('.phone-page[data-top] .screen:visible').waitFor();
  await phone.loaded();
}

/** Taps every thing on a page once, and again for each button of a sheet that the platform shows on it. After a tap that leads away the page is opened anew. Hands back how many were tapped, the platform's buttons too. */
async function tapEverything(phone: Phone, place: Place): Promise<number> {
  await open(phone, place);
  const here = await phone.driver.where();
  const tapped = new Set<string>();
  const pressed = new Set<string>();
  while (tapped.size < MOST_TAPS_A_PAGE) {
    const { all, targets } = await targetsOn(phone);
    const left = targets.filter(({ key }) => !tapped.has(key));
    const next = left.find(({ key }) => !ENDS.test(key)) ?? left[0];
    if (!next) return tapped.size + pressed.size;
    tapped.add(next.key);
    // A row that has just gone, or lies behind a sheet that has just come, is looked at again as the page then is.
    const isDone = await all
      .nth(next.at)
      .click({ timeout: 2_000, force: true })
      .then(
        () => true,
        () => false,
      );
    if (!isDone) continue;
    await phone.page.waitForTimeout(SETTLED_MS);
    if (await answerSheets(phone, next.key, pressed)) tapped.delete(next.key);
    if ((await phone.driver.where()) !== here) await open(phone, place);
  }
  throw new Error(
    `${place.path} has more than ${MOST_TAPS_A_PAGE} things to tap: ${[...tapped].slice(-10).join(' | ')}`,
  );
}

async function tapAll(phone: Phone, places: readonly Place[]): Promise<number> {
  let taps = 0;
  for (const place of places) {
    taps += await tapEverything(phone, place);
    const problems = await phone.stage.problems();
    assert.deepEqual(problems, [], `tapping everything on ${place.path}: ${problems.join('\n')}`);
  }
  return taps;
}

export const journeys: Journey[] = [
  {
    name: 'every tap: all that can be tapped on each page that is open to everybody',
    clients: ['weapp', 'alipay'],
    isReadOnly: true,
    async run(stage) {
      const phone = await Phone.open(stage, '什么都点的人', '/pages/home/index');
      const places = openPlaces(phone.client);
      stage.note(`${await tapAll(phone, places)} things tapped on ${places.length} pages`);
    },
  },
  {
    name: 'every tap: all that can be tapped on each page of somebody who has bound',
    clients: ['weapp', 'alipay'],
    async run(stage) {
      const pair = pairOf('hebei');
      const phone = await Phone.open(stage, pair.owner);
      await bindTheShortWay(stage, phone, pair);
      const places = ownPlaces(await openDetail(phone));
      stage.note(`${await tapAll(phone, places)} things tapped on ${places.length} pages`);
    },
  },
];
