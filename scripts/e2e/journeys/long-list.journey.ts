import assert from 'node:assert/strict';
import { CLIENTS } from '../driver';
import type { House } from '../house';
import type { Journey } from '../journey';
import { personNamed, soon } from './acts';
import { bindTheShortWay, pairOf } from './binds';
import { Phone } from './phone';

const BILLS = 65;
const PAGE = 20;

/** So many small bills of one patient at one till, without the till's page. */
async function settleMany(house: House, region: string, patient: string): Promise<void> {
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
    assert.ok(answer.ok, `the till answered ${answer.status}: ${await answer.text()}`);
  }
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
      await settleMany(stage.house, owner.region, member.certificateNumber);

      await soon(async () => {
        await phone.go('/pages/records/index');
        await phone.see({ part: 'records-more' }, 2_000);
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
      const last = await cards();
      await first.scrollIntoViewIfNeeded();
      await first.evaluate((block) => block.scrollIntoView());
      await soon(async () => assert.equal(await first.locator('.card').count(), PAGE));
      await phone.look('the newest again');
      stage.note(`${last} of ${BILLS} records drawn at the end of the list`);
    },
  },
];
