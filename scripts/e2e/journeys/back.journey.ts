import assert from 'node:assert/strict';
import { CLIENTS } from '../driver';
import type { Journey } from '../journey';
import { personNamed, signIn, soon } from './acts';
import { bindTheShortWay, pairOf, SIGN_IN_PART } from './binds';
import { Phone } from './phone';
import { openDetail } from './places';

/** A tap that opens a page, and what is seen there. */
type Step = readonly [tap: string, part: string];

/** Goes a way page by page, then back page by page; each page of the way must be seen again. */
async function thereAndBack(phone: Phone, start: string, steps: readonly Step[]): Promise<void> {
  await phone.see({ part: start });
  for (const [tap, part] of steps) {
    const first = phone.parts(tap).first();
    await first.waitFor();
    await first.click();
    await phone.see({ part });
  }
  for (const seen of [start, ...steps.map(([, part]) => part)].slice(0, -1).toReversed()) {
    await phone.back();
    await phone.see({ part: seen });
  }
}

const MORE_THAN_THE_STACK_HOLDS = 12;

export const journeys: Journey[] = [
  {
    name: 'back: every page leads back to where one came from',
    clients: CLIENTS,
    async run(stage) {
      const phone = await Phone.open(stage, '张伟民', '/pages/home/index');
      const login = SIGN_IN_PART[phone.client];
      await thereAndBack(phone, 'home-bind', [
        ['home-search', 'search-input'],
        ['hot-', 'answer-text'],
        ['answer-search', 'search-input'],
      ]);
      await thereAndBack(phone, 'home-bind', [['home-invitation', 'invitation-input']]);
      await thereAndBack(phone, 'home-bind', [['desk-open', 'window']]);
      await thereAndBack(phone, 'home-bind', [['hot-', 'answer-text']]);
      const smsDoor = phone.driver.signsInBy === 'sms' ? 'bind-sign-in' : 'bind-sign-in-by-sms';
      await phone.tap('home-bind');
      await phone.tap('bind-province-hebei');
      await thereAndBack(phone, smsDoor, [[smsDoor, login]]);
      await phone.back();
      await thereAndBack(phone, 'home-bind', [['policy-link', 'policy-owner']]);
      await phone.go('/pages/me/index');
      await thereAndBack(phone, 'me-login', [['me-login', login]]);

      const pair = pairOf('hebei');
      const bound = await Phone.open(stage, pair.owner, '/pages/home/index');
      await bindTheShortWay(stage, bound, pair);
      await openDetail(bound);
      await bound.go('/pages/sharings/index');
      await thereAndBack(bound, 'sharings-bind', [
        ['sharing-hebei-owner', 'member-status-active'],
        ['sharing-add', 'bind-kinship-parent'],
      ]);
      await bound.go('/pages/me/index');
      await thereAndBack(bound, 'me-person', [['me-inbox', 'inbox']]);
      await thereAndBack(bound, 'me-person', [['me-sign-ins', 'session-this']]);
      await thereAndBack(bound, 'me-person', [['me-policy', 'policy-owner']]);
    },
  },
  {
    name: 'back: from the proof, from the relative’s own page, from the money set apart',
    clients: CLIENTS,
    async run(stage) {
      const phone = await Phone.open(stage, '张福全', '/pages/records/index');
      await phone.tap('gate-login');
      await signIn(phone, await personNamed(stage.house, '张福全'));
      await thereAndBack(phone, 'gate-prove', [['gate-prove-go', 'prove-name']]);

      const pair = pairOf('gansu');
      const owner = await Phone.open(stage, pair.owner, '/pages/home/index');
      await bindTheShortWay(stage, owner, pair);
      await thereAndBack(owner, 'invitation-code', [['outcome-beside', 'member-agree']]);
      // A bind that is done is left behind: its page gives way to the detail.
      await owner.tap('outcome-detail');
      await thereAndBack(owner, 'member-status-invited', [['sharing-funds', 'funds-closed']]);
      // A browser's history still holds the vendor's certify page, which is not ours to take out.
      if (owner.client === 'h5') return;
      await owner.back();
      await owner.see({ part: 'home-bind' });
    },
  },
  {
    name: 'back: more pages than the stack holds, and a page that was opened alone',
    clients: ['weapp', 'alipay'],
    isReadOnly: true,
    async run(stage) {
      const phone = await Phone.open(stage, '一直往下读的人', '/pages/home/index');
      await phone.see({ part: 'home-bind' });
      await phone.tap('hot-bound-but-not-paid');
      for (let page = 0; page < MORE_THAN_THE_STACK_HOLDS; page += 1) {
        await phone.see({ part: 'answer-text' });
        const before = await phone.driver.where();
        await phone.parts('related-').first().click();
        await soon(async () => assert.notEqual(await phone.driver.where(), before, 'the next answer must open'));
      }
      await phone.back();
      await phone.see({ part: 'answer-text' });

      const alone = await Phone.open(stage, '收到卡片的人', '/pages/answer/index?id=bound-but-not-paid');
      await alone.see({ part: 'answer-text' });
      await alone.tap('answer-search');
      await alone.see({ part: 'search-input' });
      await alone.back();
      await alone.see({ part: 'answer-text' });
      await alone.back();
      await soon(async () => assert.ok(await alone.driver.isLeft(), 'back on the only page leaves the program'));
    },
  },
];
