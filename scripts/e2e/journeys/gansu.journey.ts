import assert from 'node:assert/strict';
import type { Journey } from '../journey';
import { fillOwnIdentity, personNamed, readAndConfirm, showFace, signInBySms } from './acts';
import { Phone } from './phone';
import { Till } from './till';

export const journeys: Journey[] = [
  {
    name: 'gansu: invitation, own face, allocation, a paid bill, both records, unbind',
    async run(stage) {
      const owner = await personNamed(stage.house, '王建国');
      const father = await personNamed(stage.house, '王德厚');

      const phone = await Phone.open(stage, '王建国');
      await phone.see({ part: 'hot-bound-but-not-paid' });
      await phone.look('home');
      await phone.tap('home-bind');
      await phone.see({ part: 'bind-province-gansu' });
      await phone.look('province');
      await phone.tap('bind-province-gansu');
      await phone.see({ part: 'bind-role-owner' });
      await phone.look('role', { isWhole: true });
      await phone.tap('bind-role-owner');
      await phone.see({ part: 'bind-sign-in' });
      await phone.see({ part: 'conditions' });
      await phone.look('conditions before signing in', { isWhole: true });
      await phone.tap('bind-sign-in');
      await phone.see({ part: 'login-phone' });
      await phone.look('sign in');
      await signInBySms(phone, owner.phone);

      await phone.see({ part: 'bind-prove' });
      await phone.look('prove', { isWhole: true });
      await phone.tap('bind-prove');
      await fillOwnIdentity(phone, 'gansu', owner);
      await phone.look('identity', { isWhole: true });
      await phone.tap('prove-face');
      await showFace(phone);

      await phone.see({ part: 'bind-kinship-parent' });
      await phone.look('kinship', { isWhole: true });
      await phone.tap('bind-kinship-parent');
      await phone.see({ part: 'bind-name' });
      await phone.type('bind-name', father.name);
      await phone.type('bind-certificate', father.certificateNumber);
      await phone.look('member', { isWhole: true });
      await phone.tap('bind-next');
      await phone.see({ part: 'text' });
      await phone.look('commitment');
      await readAndConfirm(phone);
      await phone.look('commitment read');
      await phone.tap('commitment-confirm');
      await phone.see({ part: 'bind-confirm' });
      await phone.look('confirm', { isWhole: true });
      await phone.tap('bind-confirm');
      await phone.see({ part: 'invitation-code' });
      await phone.look('invite', { isWhole: true });
      const code = await phone.textOf('invitation-code');
      assert.match(code, /^[A-Z0-9]{8}$/);

      const fathersPhone = await Phone.open(stage, '王德厚', `/pages/invitation/index?code=${code}`);
      await fathersPhone.see({ part: 'invitation-title' });
      await fathersPhone.look('invitation', { isWhole: true });
      await fathersPhone.tap('invitation-login');
      await signInBySms(fathersPhone, father.phone);
      await fathersPhone.see({ part: 'invitation-prove' });
      await fathersPhone.look('invitation needs a face', { isWhole: true });
      await fathersPhone.tap('invitation-prove');
      await fillOwnIdentity(fathersPhone, 'gansu', father);
      await fathersPhone.tap('prove-face');
      await showFace(fathersPhone);
      await fathersPhone.see({ part: 'invitation-agree' });
      await fathersPhone.look('agree', { isWhole: true });
      await fathersPhone.tap('invitation-agree');
      await fathersPhone.see({ part: 'invitation-detail' });
      await fathersPhone.look('agreed');

      await phone.see({ part: 'bind-done' });
      await phone.look('bound');
      await phone.tap('outcome-allocate');
      await phone.see({ part: 'funds-amount' });
      await phone.type('funds-amount', '500');
      await phone.look('allocate', { isWhole: true });
      await phone.tap('funds-submit');
      await phone.see({ words: '500.00 元' });
      await assertSoon(async () => assert.equal(await phone.textOf('funds-family'), '500.00 元'));
      assert.equal(await phone.textOf('funds-owner'), '2500.00 元');
      await phone.look('allocated', { isWhole: true });

      const till = await Till.open(stage, '620000', father.name);
      await till.charge('300');
      const tried = await till.tryFirst();
      assert.match(tried, /王建国的共济付/);
      assert.equal(await till.paid('shared'), '150.00');
      await till.look('tried');
      await till.settle();
      assert.equal(await till.paid('shared'), '150.00');
      assert.equal(await till.paid('cash'), '0.00');
      await till.look('settled');

      await seeRecord(phone, 'settled', '150.00 元');
      await phone.look('record of the owner', { isWhole: true });
      await seeRecord(fathersPhone, 'settled', '150.00 元');
      await fathersPhone.look('record of the member', { isWhole: true });
      assert.match(await fathersPhone.textOf('records-list'), /王\*国帮我付了/);
    },
  },
];

/** Opens the records until the feed has brought this bill, then unfolds it. */
async function seeRecord(phone: Phone, status: string, amount: string): Promise<void> {
  await assertSoon(async () => {
    await phone.go('/pages/records/index');
    await phone.see({ part: `record-${status}` }, 2_000);
  });
  await phone.parts('record-open-').first().click();
  await phone.see({ part: 'record-parts' });
  assert.match(await phone.textOf(`record-${status}`), new RegExp(amount.replace('.', '\\.')));
}

/** Tries an assertion again until it holds: what goes over the core and its feed takes a moment. */
async function assertSoon(check: () => Promise<void>, withinMs = 20_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}
