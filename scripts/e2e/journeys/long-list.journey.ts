import assert from 'node:assert/strict';
import { CLIENTS } from '../driver';
import type { House } from '../house';
import type { Journey } from '../journey';
import { personNamed, soon } from './acts';
import { bindTheShortWay, pairOf } from './binds';
import { Phone } from './phone';

const BILLS = 65;
const PAGE = 20;
/** Observers tell well within this. */
const ROUND_MS = 500;

/** So many small bills of one patient at one till, without the till's page. Hands back what was shared of the last, in yuan. */
async function settleMany(house: House, region: string, patient: string): Promise<string> {
  let shared = '';
  for (let bill = 0; bill < BILLS; bill += 1) {
    const answer = await fetch(`${house.coreUrl}/counter/settle`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        region,
        person: patient,
        institutionCode: 'H13010000001',
        items: [{ name: '门诊诊查费', scope: 'treatment', amountFen: 500 + bill }],
      }),
    });
    assert.ok(answer.ok, `the till answered ${answer.status}`);
    const { settlement } = (await answer.json()) as { settlement: { sharedFen: number } };
    shared = (settlement.sharedFen / 100).toFixed(2);
  }
  return shared;
}

export const journeys: Journey[] = [
  {
    name: 'records: a long list draws only what is near the screen, and gives back all of it',
    clients: CLIENTS,
    async run(stage) {
      const pair = pairOf('hebei');
      const phone = await Phone.open(stage, pair.owner);
      await bindTheShortWay(stage, phone, pair);
      await phone.see({ part: 'bind-done' });
      const owner = await personNamed(stage.house, pair.owner);
      const member = await personNamed(stage.house, pair.member);
      const last = await settleMany(stage.house, owner.region, member.certificateNumber);

      await soon(async () => {
        await phone.go('/pages/records/index');
        await phone.see({ part: 'records-more' }, 2_000);
        // The feed brings them in order: with the last one all are there.
        const newest = await phone.parts('record-open-').first().innerText();
        assert.ok(newest.includes(`${last} 元`), `the newest record is not of ${last} 元: ${newest}`);
      });
      const cards = () => phone.parts('record-open-').count();
      for (let drawn = PAGE; drawn < BILLS; drawn += PAGE) {
        await phone.tap('records-more');
        await soon(async () =>
          assert.ok((await phone.page.locator('#records-block-3').count()) > 0 || (await cards()) > drawn),
        );
      }
      // At the end of the list its beginning is no longer drawn, and the room that it took is kept.
      await phone.page.locator('#records-block-3').scrollIntoViewIfNeeded();
      await soon(async () => assert.ok((await cards()) < BILLS, `${await cards()} of ${BILLS} cards are drawn`));
      const first = phone.page.locator('#records-block-0');
      await soon(async () => assert.equal(await first.locator('.card').count(), 0));
      assert.ok(((await first.boundingBox())?.height ?? 0) > 1_000, 'the empty room has no height');
      const atTheEnd = await cards();
      // What has only just left the screen is still drawn: a quick thumb finds no empty room.
      const [second, third] = ['1', '2'].map((block) => phone.page.locator(`#records-block-${block}`));
      await third?.evaluate((block) => block.scrollIntoView());
      await phone.page.waitForTimeout(ROUND_MS);
      assert.equal(await second?.locator('.card').count(), PAGE, 'what lies just above the screen is not drawn');
      await first.scrollIntoViewIfNeeded();
      await first.evaluate((block) => block.scrollIntoView());
      await soon(async () => assert.equal(await first.locator('.card').count(), PAGE));
      await phone.look('the newest again');
      stage.note(`${atTheEnd} of ${BILLS} records drawn at the end of the list`);
    },
  },
];
