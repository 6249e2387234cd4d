import assert from 'node:assert/strict';
import { CLIENTS } from '../driver';
import { inElderMode, type Journey } from '../journey';
import { fillOwnIdentity, openRecord, personNamed, showFace, signIn, signInBySms, soon, writeMember } from './acts';
import { readAndAnswer } from './commitment';
import { Phone } from './phone';
import { Till } from './till';

const wholeWay: Journey = {
  name: 'gansu: invitation, own face, allocation, a paid bill, both records, unbind',
  clients: CLIENTS,
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
    await phone.see({ part: 'bind-sign-in' });
    await phone.see({ part: 'conditions' });
    await phone.look('conditions before signing in', { isWhole: true });
    await phone.tap('bind-sign-in');
    if (phone.driver.signsInBy === 'sms') {
      await phone.see({ part: 'login-phone' });
      await phone.look('sign in');
      await signInBySms(phone, owner.phone);
    }

    await phone.seeOneOf('prove-name', 'question-next');
    await phone.look('prove', { isWhole: true });
    await fillOwnIdentity(phone, 'gansu', owner);
    await phone.look('identity', { isWhole: true });
    await phone.tap('prove-face');
    await showFace(phone);

    await phone.see({ part: 'bind-kinship-parent' });
    await phone.look('kinship', { isWhole: true });
    await writeMember(phone, 'parent', father);
    await phone.look('member', { isWhole: true });
    await phone.tap('bind-next');
    await phone.see({ part: 'text' });
    await phone.look('commitment');
    await readAndAnswer(phone);
    await phone.look('commitment read');
    await phone.see({ part: 'last-look' });
    await phone.look('confirm', { isWhole: true });
    await phone.tap('commitment-confirm');
    await phone.see({ part: 'invitation-code' });
    await phone.look('invite', { isWhole: true });
    const code = await phone.textOf('invitation-code');
    assert.match(code, /^[A-Z0-9]{8}$/);

    // A mini-program hands over a card, a browser the link with the code.
    const address = `/pages/invitation/index?code=${code}`;
    const card = phone.client === 'h5' ? address : await phone.driver.sharedPath();
    assert.equal(card, address);
    const fathersPhone = await Phone.open(stage, '王德厚', card);
    await fathersPhone.see({ part: 'invitation-title' });
    await fathersPhone.look('invitation as it opens');
    await fathersPhone.look('invitation', { isWhole: true });
    await fathersPhone.tap('invitation-login');
    await signIn(fathersPhone, father);
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
    await soon(async () => assert.equal(await phone.textOf('funds-family'), '500.00 元'));
    assert.equal(await phone.textOf('funds-owner'), '2,500.00 元');
    await phone.look('allocated at once');
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

    const ownersRecord = await openRecord(phone, 'settled');
    assert.match(ownersRecord, /王\*厚用了我的钱 150\.00 元/);
    assert.match(ownersRecord, /总费用 300\.00 元/);
    await phone.look('record of the owner');
    const fathersRecord = await openRecord(fathersPhone, 'settled');
    assert.match(fathersRecord, /王\*国帮我付了 150\.00 元/);
    await fathersPhone.look('record of the member');

    await phone.go('/pages/sharings/index');
    await phone.see({ part: 'sharing-gansu-owner' });
    await phone.look('my sharings');
    await phone.tap('sharing-gansu-owner');
    await phone.see({ part: 'member-status-active' });
    await phone.look('detail', { isWhole: true });
    await phone.tap('command-unbind');
    await phone.see({ part: 'command-sheet' });
    await phone.look('unbind asked');
    await phone.tap('command-unbind-confirm');
    await phone.see({ part: 'member-status-ended' });
    await phone.look('unbound', { isWhole: true });
    await phone.tap('sharing-funds');
    await phone.see({ part: 'funds-closed' });
    assert.match(await phone.textOf('funds-closed'), /没用完的钱已经退回您的个人账户/);
    assert.equal(await phone.textOf('funds-family'), '0.00 元');
    await phone.look('what was not used went back');
    await fathersPhone.go('/pages/sharings/index');
    await fathersPhone.see({ words: '已结束' });
    await fathersPhone.look('unbound for the member');
    await phone.go('/pages/home/index');
    await phone.see({ part: 'glance' });
    await phone.look('home of an owner');
    await phone.go('/pages/me/index');
    // What was not spent of the 500 yuan went back with the last member: 3000 less the 150 of the bill.
    await phone.see({ part: 'me-balance' });
    assert.equal(await phone.textOf('me-balance'), '2,850.00 元');
    await phone.look('me');
  },
};

export const journeys: Journey[] = [wholeWay, inElderMode(wholeWay)];
