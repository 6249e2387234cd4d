import assert from 'node:assert/strict';
import type { Journey } from '../journey';
import { fillOwnIdentity, personNamed, signInBySms, soon } from './acts';
import { becomeFirstAdmin, field, openDesk, press, see } from './desk';
import { Phone } from './phone';

/** A number that nobody at the core has: only the window can say whose phone this is. */
const NEW_NUMBER = '19911112222';

export const journeys: Journey[] = [
  {
    name: 'window: a clerk compares the code and closes the proof, and the phone is its owner’s',
    async run(stage) {
      const person = await personNamed(stage.house, '杨胜利');
      const phone = await Phone.open(stage, '杨胜利', '/packages/doors/prove/index');
      await phone.tap('prove-login');
      await signInBySms(phone, NEW_NUMBER);
      await fillOwnIdentity(phone, 'guizhou', person);
      await phone.tap('prove-way-desk');
      await phone.tap('desk-start');
      await phone.see({ part: 'desk-code' });
      const code = await phone.textOf('desk-code');
      const wrong = code.replace(/.$/, (letter) => (letter === 'A' ? 'B' : 'A'));

      const { page, done } = await openDesk(stage);
      await becomeFirstAdminWithCase(page);
      await stage.screenshot(page, 'clerk: the case');
      const main = page.locator('main');
      assert.match(await main.innerText(), /杨\*利/);
      assert.ok(!(await main.innerText()).includes(code), 'the case must not tell the whole code');

      await close('核验无误，是本人', `身份证原件和本人一致，核对码 ${wrong}`);
      await see(page, /核对码/);
      await stage.screenshot(page, 'clerk: a wrong code is refused');
      await page.goBack();
      await page.getByRole('link', { name: /窗口核验本人/ }).click();
      await close('核验无误，是本人', `身份证原件和本人一致，核对码 ${code}`);
      await see(page, /已办结：/);
      await stage.screenshot(page, 'clerk: closed');
      await done();

      await soon(async () => {
        await phone.go('/pages/me/index');
        await phone.see({ part: 'me-name' }, 2_000);
      });
      assert.match(await phone.textOf('me-name'), /杨\*利/);
      await phone.look('proven at the window');

      async function becomeFirstAdminWithCase(desk: typeof page): Promise<void> {
        await becomeFirstAdmin(desk, stage.house.firstAdminUrl, 'jingban', '周经办');
        await desk.getByRole('link', { name: /窗口核验本人/ }).click();
        await see(desk, '办结这件事');
      }
      async function close(outcome: string, reason: string): Promise<void> {
        await page.getByRole('radio', { name: outcome }).check();
        await field(page, '理由').fill(reason);
        await press(page, '办结');
        await press(page, '确定办结');
      }
    },
  },
];
