import assert from 'node:assert/strict';
import { CLIENTS } from '../driver';
import type { Journey, Stage } from '../journey';
import { fillOwnIdentity, openRecord, personNamed, proveBySms, signIn, signInToBind, soon, writeMember } from './acts';
import { readAndAnswer, readToEnd } from './commitment';
import { Phone } from './phone';
import { Till } from './till';
import { ownerBySms, searchFirst, seeToldWhy, tryInVain } from './told-why';

const OWNER = '徐国强';
const WIFE = '蒋丽';
const BIND = '/packages/bind/journey/index';

export const journeys: Journey[] = [
  {
    name: 'jiangsu: from search to record: a window, a signature, a draft that outlives the program',
    clients: CLIENTS,
    async run(stage) {
      const owner = await personNamed(stage.house, OWNER);
      const wife = await personNamed(stage.house, WIFE);
      const phone = await Phone.open(stage, OWNER);
      await searchFirst(phone, 'jiangsu', '江苏医保云怎么绑定家人', 'jiangsu-how');
      await phone.tap('home-bind');
      await signInToBind(phone, owner);
      await fillOwnIdentity(phone, 'jiangsu', owner);
      await proveBySms(phone, owner);
      await phone.see({ part: 'bind-kinship-spouse' });
      await writeMember(phone, 'spouse', wife);

      await phone.driver.killAndReturn(BIND);
      await phone.see({ part: 'bind-name' });
      assert.equal(await phone.typed('bind-name'), wife.name);
      assert.equal(await phone.typed('bind-certificate'), wife.certificateNumber);
      await phone.tap('bind-next');

      await phone.see({ part: 'window-end-month' });
      await phone.look('window', { isWhole: true });
      await phone.tap('window-start-own');
      await phone.pickTime('window-start', '2020-01-01T08:00');
      await phone.tap('window-end-year');
      if (phone.client === 'h5') {
        await phone.see({ part: 'window-problem' });
        await phone.look('a start that is past', { isWhole: true });
      } else {
        assert.doesNotMatch(await phone.textOf('window-start'), /2020/, 'the wheels end at the earliest day');
      }
      await phone.tap('window-start-now');
      await phone.see({ part: 'window-words' });
      await phone.look('window chosen', { isWhole: true });
      await phone.tap('window-next');

      await readAndAnswer(phone);
      assert.ok(await phone.isOff('commitment-confirm'));
      await phone.type('commitment-signature', WIFE);
      await phone.look('signed by somebody else', { isWhole: true });
      await phone.tap('commitment-confirm');
      await phone.see({ part: 'refusal-SIGNATURE_REQUIRED' });
      await phone.look('refused signature', { isWhole: true });
      await phone.type('commitment-signature', OWNER);

      await phone.driver.killAndReturn(BIND);
      await phone.see({ part: 'commitment-signature' });
      assert.equal(await phone.typed('commitment-signature'), OWNER);
      await readToEnd(phone);
      await phone.see({ part: 'last-look' });
      assert.match(await phone.textOf('confirm-window'), /开始，.+结束/);
      assert.match(await phone.textOf('owner-duty'), /离婚/);
      await phone.look('confirm', { isWhole: true });
      await phone.tap('commitment-confirm');
      await phone.see({ part: 'bind-done' });
      assert.ok(
        !(await phone.driver.stored()).includes(wife.certificateNumber),
        'a bind that is done leaves nothing behind',
      );
      await phone.tap('outcome-detail');
      await phone.see({ part: 'window-open' });
      await phone.see({ part: 'owner-duty' });
      await phone.look('detail', { isWhole: true });

      const till = await Till.open(stage, owner.region, wife.name);
      await till.goTo('南京示范医院');
      await till.charge('900');
      await till.settle();
      const shared = await till.paid('shared');
      assert.notEqual(shared, '');
      assert.equal(await till.paid('cash'), '0.00');
      assert.ok((await openRecord(phone, 'settled')).includes(`用了我的钱 ${shared} 元`));
      await phone.look('record');
    },
  },
  {
    name: 'jiangsu: a window that has not begun pays nothing; begun, extended, ended early',
    async run(stage) {
      const phone = await bindWife(stage, async (bound) => {
        await bound.tap('window-start-own');
        await bound.pickTime('window-start', '2031-01-01T08:00');
        await bound.tap('window-end-own');
        await bound.pickTime('window-end', '2031-06-30T18:00');
      });
      await phone.see({ part: 'window-notBegun' });
      await phone.see({ words: /2031年1月1日 08:00 以后才能用/ });
      assert.equal(await phone.textOf('window-starts'), '2031年1月1日 08:00');
      assert.equal(await phone.textOf('window-ends'), '2031年6月30日 18:00');
      await phone.look('not begun', { isWhole: true });
      const till = await Till.open(stage, '320000', WIFE);
      await till.goTo('南京示范医院');
      await till.charge('900');
      await till.tryFirst();
      assert.equal(await till.paid('shared'), '');

      await change(phone, 'startNow');
      await phone.see({ part: 'window-open' });
      await soon(async () => {
        await till.tryFirst();
        assert.notEqual(await till.paid('shared'), '');
      });
      await change(phone, 'year');
      await phone.see({ words: '2032年6月30日 18:00' });
      await phone.look('extended by a year', { isWhole: true });
      await change(phone, 'open');
      await phone.see({ words: '没有设结束时间' });
      await change(phone, 'stop');
      await phone.see({ part: 'window-over' });
      await phone.see({ words: /使用时间已经过了，现在不能用/ });
      await phone.look('ended early', { isWhole: true });
      await soon(async () => {
        await till.tryFirst();
        assert.equal(await till.paid('shared'), '');
      });
      await phone.go('/pages/sharings/index');
      await phone.see({ words: /使用时间已过/ });
      await phone.look('sharings with a window that is over');
    },
  },
  {
    name: 'jiangsu: the member says "not mine": stopped at once, told to both, and the member may leave',
    async run(stage) {
      const phone = await bindWife(stage, (bound) => bound.tap('window-end-open'));
      await phone.see({ part: 'window-open' });
      const wife = await personNamed(stage.house, WIFE);
      const hers = await Phone.open(stage, WIFE, '/pages/sharings/index');
      await hers.tap('gate-login');
      await signIn(hers, wife);
      await hers.tap('gate-prove-go');
      await fillOwnIdentity(hers, 'jiangsu', wife);
      await proveBySms(hers, wife);
      await hers.tap('sharing-jiangsu-member');
      await hers.see({ part: 'command-dispute' });
      await hers.see({ part: 'command-leave' });
      assert.equal(await hers.parts('owner-duty').count(), 0);
      assert.equal(await hers.parts('command-changeWindow').count(), 0);
      await hers.look('her view', { isWhole: true });
      await hers.tap('command-dispute');
      await hers.see({ part: 'command-sheet' });
      await hers.look('not mine, asked');
      await hers.tap('command-dispute-confirm');
      await hers.see({ part: 'member-status-suspended' });
      await hers.see({ words: /您说这不是您办的，已经立即停用/ });
      assert.equal(await hers.parts('command-dispute').count(), 0);
      await hers.look('stopped', { isWhole: true });
      await phone.go('/pages/sharings/index');
      await phone.tap('sharing-jiangsu-owner');
      await phone.see({ part: 'member-status-suspended' });
      await phone.see({ words: /家人表示这不是自己办的/ });
      await phone.look('the owner is told', { isWhole: true });
      await hers.tap('command-leave');
      await hers.tap('command-leave-confirm');
      await hers.see({ part: 'member-status-ended' });
      await hers.look('left', { isWhole: true });
    },
  },
  {
    name: 'jiangsu: refusals: paused, nothing in the account, and members that cannot be',
    async run(stage) {
      const paused = await ownerBySms(stage, 'jiangsu', '钱亮');
      await seeToldWhy(paused, /不是正常状态/, 'paused');
      const poor = await ownerBySms(stage, 'jiangsu', '沈洁');
      await seeToldWhy(poor, /余额/, 'nothing in the account');
      const phone = await ownerBySms(stage, 'jiangsu', OWNER);
      await tryInVain(phone, 'child', '徐文静', /江苏/);
      await tryInVain(phone, 'sibling', '徐国华', /参加|参保/);
      await tryInVain(phone, 'child', '顾小雅', /一份/);
      await phone.see({ part: 'bind-kinship-child' });
    },
  },
  {
    name: 'jiangsu: a province that is not open is told so, with another way',
    async run(stage) {
      const phone = await Phone.open(stage, '西安的人', '/packages/bind/journey/index');
      await phone.see({ part: 'bind-province-shaanxi' });
      assert.match(await phone.textOf('bind-province-shaanxi'), /还没有开通/);
      await phone.look('provinces', { isWhole: true });
      await phone.tap('bind-province-shaanxi');
      await phone.see({ part: 'not-open' });
      await phone.see({ words: /12393/ });
      assert.equal(await phone.parts('bind-sign-in').count(), 0);
      await phone.look('not open', { isWhole: true });
      await phone.tap('not-open-back');
      await phone.see({ part: 'bind-province-jiangsu' });
    },
  },
];

async function change(phone: Phone, way: string): Promise<void> {
  await phone.tap('command-changeWindow');
  await phone.tap(`window-change-${way}`);
  await phone.look(`change of the window ${way}`, { isWhole: true });
  await phone.tap('command-changeWindow-confirm');
  await phone.see({ part: 'command-changeWindow' });
}

/** 徐国强 binds his wife; `chooseWindow` taps on the window's screen. Ends on the detail. */
async function bindWife(stage: Stage, chooseWindow: (phone: Phone) => Promise<void>): Promise<Phone> {
  const phone = await ownerBySms(stage, 'jiangsu', OWNER);
  await phone.see({ part: 'bind-kinship-spouse' });
  await writeMember(phone, 'spouse', await personNamed(stage.house, WIFE));
  await phone.tap('bind-next');
  await phone.see({ part: 'window-end-month' });
  await chooseWindow(phone);
  await phone.tap('window-next');
  await readAndAnswer(phone);
  await phone.type('commitment-signature', OWNER);
  await phone.tap('commitment-confirm');
  await phone.see({ part: 'bind-done' });
  await phone.tap('outcome-detail');
  await phone.see({ part: 'member-status-active' });
  return phone;
}
