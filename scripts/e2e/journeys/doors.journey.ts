import assert from 'node:assert/strict';
import type { DemoPerson } from '../house';
import type { Journey, Stage } from '../journey';
import { fillOwnIdentity, personNamed, proveBySms, signInBySms, soon } from './acts';
import { Phone } from './phone';

const PROVE = '/packages/doors/prove/index?proof=phone&then=%2Fpages%2Fme%2Findex';
const ME = '/pages/me/index';
/** Numbers of nobody in the demo: a second SIM card, and a stranger's. */
const SECOND_NUMBER = '13900008812';
const STRANGERS_NUMBER = '13900008813';

/** Signs in with this number and stands before the proof with name and certificate number written down. */
async function comeToProof(stage: Stage, owner: string, number: string, family: string, person: DemoPerson) {
  const phone = await Phone.open(stage, owner, PROVE);
  await phone.tap('prove-login');
  await signInBySms(phone, number);
  await fillOwnIdentity(phone, family, person);
  return phone;
}

export const journeys: Journey[] = [
  {
    name: 'doors: the same person through two doors, the second confirmed by the first; a stranger is refused; signed out elsewhere',
    async run(stage) {
      const person = await personNamed(stage.house, '张伟民');
      const first = await comeToProof(stage, '第一部手机', person.phone, 'hebei', person);
      await first.look('ways to prove', { isWhole: true });
      await proveBySms(first, person);
      await first.see({ part: 'me-name' });
      const name = await first.textOf('me-name');
      assert.equal(name, '张*民');

      const stranger = await comeToProof(stage, '别人的手机', STRANGERS_NUMBER, 'hebei', person);
      await stranger.tap('prove-way-door');
      await stranger.tap('door-start');
      await stranger.see({ part: 'door-code' });
      await first.go(ME);
      await first.see({ part: 'me-doors-count' });
      await first.look('somebody waits at the door', { isWhole: true });
      await first.tap('me-door-open');
      await first.see({ part: 'door-request' });
      assert.match(await first.textOf('door-request'), /139\*\*\*\*8813/);
      await first.look('door request');
      await first.tap('door-deny');
      await first.see({ part: 'sign-ins-said' });
      await first.see({ part: 'door-requests-none' });
      await stranger.tap('door-look');
      await stranger.see({ part: 'door-waiting' });

      const second = await comeToProof(stage, '第二部手机', SECOND_NUMBER, 'hebei', person);
      await second.tap('prove-way-door');
      await second.tap('door-start');
      await second.see({ part: 'door-code' });
      const code = await second.textOf('door-code');
      assert.match(code, /^\d{4}$/);
      await second.look('the code to match', { isWhole: true });
      await second.page.reload();
      await second.see({ part: 'door-code' });
      assert.equal(await second.textOf('door-code'), code, 'a reload must not lose the code');

      await first.see({ part: 'door-request' });
      await first.type('door-match-code', String((Number(code) + 1) % 10_000).padStart(4, '0'));
      await first.tap('door-confirm');
      await first.see({ part: 'problem' });
      await first.look('wrong code');
      await first.type('door-match-code', code);
      await first.tap('door-confirm');
      await first.see({ part: 'sign-ins-said' });
      await second.see({ part: 'me-name' });
      assert.equal(await second.textOf('me-name'), name);
      await second.look('let in', { isWhole: true });

      await first.look('where I am signed in', { isWhole: true });
      await first.see({ part: 'session-other' });
      assert.match(await first.textOf('session-other'), /139\*\*\*\*8812/);
      await first.tap('session-end');
      await first.tap('session-remove-door');
      await first.look('sign out elsewhere');
      await first.tap('session-end-confirm');
      await first.see({ words: '那个登录方式也移除了' });
      await soon(async () => assert.equal(await first.parts('session-other').count(), 0));
      await second.go(ME);
      await second.see({ part: 'me-login' });

      await first.go(ME);
      await first.see({ part: 'me-inbox-count' });
      await first.tap('me-inbox');
      await first.see({ part: 'inbox-list' });
      await first.see({ words: /^新$/ });
      await first.look('inbox', { isWhole: true });
      assert.match(await first.textOf('inbox-list'), /新增了一个登录方式/);
      assert.match(await first.textOf('inbox-list'), /您拒绝了一个新的登录方式/);
      await first.go(ME);
      await first.see({ part: 'me-inbox' });
      await first.see({ part: 'me-name' });
      const read = first.page.waitForResponse((answer) => answer.url().includes('/v1/notices'));
      await first.page.reload();
      await read;
      await first.see({ part: 'me-inbox' });
      await soon(async () =>
        assert.equal(await first.parts('me-inbox-count').count(), 0, 'what was read is not counted'),
      );
    },
  },
  {
    name: 'doors: the window: what to bring, a code for the clerk, kept after a reload',
    async run(stage) {
      const person = await personNamed(stage.house, '杨胜利');
      const phone = await Phone.open(stage, '杨胜利', PROVE);
      await phone.tap('prove-login');
      await phone.see({ part: 'desk-open' });
      await phone.look('sign-in with its way around');
      await signInBySms(phone, SECOND_NUMBER);
      await fillOwnIdentity(phone, 'guizhou', person);
      await phone.tap('prove-way-desk');
      await phone.look('proof at the window', { isWhole: true });
      await phone.tap('desk-start');
      await phone.see({ part: 'desk-code' });
      const code = await phone.textOf('desk-code');
      assert.match(code, /^[A-HJ-NP-Z]{8}$/);
      await phone.look('code for the clerk', { isWhole: true });
      await phone.tap('desk-look');
      await phone.see({ part: 'desk-code' });
      await phone.go(ME);
      await phone.see({ words: '看窗口核对码' });
      await phone.look('waiting for the window');
      await phone.tap('me-prove');
      await phone.see({ part: 'desk-code' });
      assert.equal(await phone.textOf('desk-code'), code);
      await phone.tap('desk-hide');
      assert.doesNotMatch(await phone.textOf('desk-code'), /[A-Z]/);
      await phone.tap('desk-other');
      await phone.see({ part: 'prove-way-face' });

      await phone.tap('desk-open');
      await phone.see({ part: 'window-bring' });
      await phone.see({ part: 'venue-guizhou-desk' });
      assert.match(await phone.textOf('window-bring'), /主绑人的身份证/);
      await phone.look('what to bring and where', { isWhole: true });
      await phone.tap('window-province');
      await phone.tap('province-jiangsu');
      await phone.see({ part: 'venue-jiangsu-desk' });
      assert.equal(await phone.parts('venue-guizhou-desk').count(), 0);
    },
  },
  {
    name: 'guide: a province’s rules from its pack, and whether an answer was useful',
    async run(stage) {
      const phone = await Phone.open(stage, '提问的人');
      await phone.tap('home-province');
      await phone.tap('province-jiangsu');
      await phone.see({ words: '江苏大家常问' });
      await phone.see({ part: 'policy-link' });
      await phone.look('home of Jiangsu', { isWhole: true });
      await phone.tap('policy-link');
      await phone.see({ part: 'policy-owner' });
      for (const part of ['member', 'how', 'money', 'where', 'failed', 'later', 'elsewhere', 'sources']) {
        assert.notEqual(await phone.textOf(`policy-${part}`), '', part);
      }
      assert.match(await phone.textOf('policy-how'), /起止时间/);
      assert.match(await phone.textOf('policy-sources'), /《.+》/);
      await phone.look('rules of Jiangsu');
      await phone.look('all rules of Jiangsu', { isWhole: true });
      await phone.tap('policy-to-later');
      await phone.seeInSight('policy-later');
      await phone.look('jumped to what comes later');
      await phone.tap('policy-choose');
      await phone.tap('province-guizhou');
      await phone.see({ words: /^贵州：/ });
      assert.match(await phone.textOf('policy-member'), /配偶、父母、子女/);
      assert.match(await phone.textOf('policy-where'), /定点药店不能用/);

      await phone.tap('policy-choose');
      await phone.tap('province-not-open-shaanxi');
      await phone.see({ words: /^陕西：/ });
      await phone.see({ part: 'not-open' });

      const closed = await Phone.open(stage, '没有开通的省', '/packages/guide/policy/index?family=shaanxi');
      await closed.see({ part: 'not-open' });
      assert.equal(await closed.parts('policy-bind').count(), 0);
      await closed.look('not open', { isWhole: true });

      await phone.go('/pages/answer/index?id=bound-but-not-paid');
      await phone.see({ part: 'useful' });
      await phone.look('asks whether it was useful', { isWhole: true });
      const sent = phone.page.waitForResponse((answer) => answer.url().includes('/ratings'));
      await phone.tap('useful-yes');
      assert.equal((await sent).status(), 200);
      await phone.see({ part: 'useful-thanks' });
      await phone.page.reload();
      await phone.see({ part: 'useful-thanks' });
      await phone.go('/pages/answer/index?id=guizhou-how');
      await phone.tap('useful-no');
      await phone.see({ part: 'useful-search' });
      await phone.tap('policy-link');
      await phone.see({ words: /^贵州：/ });
      // The answer knows its region, not the pack's name: it asks the server for nothing but itself.
      assert.equal(new URL(phone.page.url()).searchParams.get('region'), '520000');
    },
  },
];
