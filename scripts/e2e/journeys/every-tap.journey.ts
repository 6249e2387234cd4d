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

/** Answers what the platform asks with its first button (no, cancel), so that the page has its say again. */
async function putAwaySheets(phone: Phone): Promise<void> {
  for (const button of ['#native-sheet-cancel', '#picker-sheet-cancel', '[id^="native-ask-"]']) {
    const found = phone.page.locator(`${button}:visible`).first();
    if (await found.isVisible()) await found.click();
  }
}

/** Whatever earlier taps have made of it (signed in, large text): the page is drawn and nothing loads. */
async function open(phone: Phone, { path }: Place): Promise<void> {
  await phone.go(path);
  await phone.page.locator('.phone-page[data-top] .screen:visible').waitFor();
  await phone.loaded();
}

/** Taps every thing on a page once. After a tap that leads away the page is opened anew. Hands back how many were tapped. */
async function tapEverything(phone: Phone, place: Place): Promise<number> {
  await open(phone, place);
  const here = await phone.driver.where();
  const tapped = new Set<string>();
  while (tapped.size < MOST_TAPS_A_PAGE) {
    const { all, targets } = await targetsOn(phone);
    const left = targets.filter(({ key }) => !tapped.has(key));
    const next = left.find(({ key }) => !ENDS.test(key)) ?? left[0];
    if (!next) return tapped.size;
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
    await putAwaySheets(phone);
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
