import assert from 'node:assert/strict';
import { CLIENTS } from '../driver';
import type { Journey } from '../journey';
import { Phone } from './phone';

const DIAGNOSIS = 'search-item-bound-but-not-paid';

/** The names of the results for this very question, best first. */
async function results(phone: Phone, question: string): Promise<string[]> {
  const answered = `${phone.driver.named('search-results')}[aria-label="「${question}」的答案"]:visible`;
  await phone.page.locator(answered).waitFor();
  return phone.namesOf('search-item-');
}

async function ask(phone: Phone, question: string): Promise<string[]> {
  await phone.type('search-input', question);
  return results(phone, question);
}

export const journeys: Journey[] = [
  {
    name: 'search: the question in own words, without signing in',
    clients: CLIENTS,
    isReadOnly: true,
    async run(stage) {
      const phone = await Phone.open(stage, '提问的人');
      await phone.see({ part: 'hot-bound-but-not-paid' });
      await phone.look('home');
      await phone.tap('home-search');
      await phone.see({ part: 'search-input' });
      const found = await ask(phone, '绑了还是刷不了');
      assert.ok(found.slice(0, 3).includes(DIAGNOSIS), `first three: ${found.slice(0, 3)}`);
      await phone.look('results');
      await phone.tap(DIAGNOSIS);
      await phone.see({ part: 'answer-title' });
      assert.match(await phone.textOf('answer-title'), /绑定了，为什么还是刷不了/);
      const source = await phone.textOf('answer-source');
      assert.match(source, /来源：.+《.+》/);
      assert.match(source, /核对日期：2026年\d+月\d+日/);
      assert.ok((await phone.parts('related-').count()) >= 2);
      await phone.look('answer');
      await phone.look('whole answer', { isWhole: true });
      const address = await phone.driver.where();
      assert.match(address, /^\/pages\/answer\/index\?id=bound-but-not-paid$/);

      const cold = await Phone.open(stage, '收到链接的人', address);
      await cold.see({ part: 'answer-text' });
      assert.equal(await cold.textOf('answer-title'), await phone.textOf('answer-title'));
      await cold.look('answer opened cold');
      await cold.parts('related-').first().click();
      await cold.see({ part: 'answer-title' });
      assert.notEqual(await cold.textOf('answer-title'), await phone.textOf('answer-title'));
      await cold.go('/pages/answer/index?id=no-such-entry');
      await cold.see({ words: '12393' });
      await cold.look('no such answer', { isWhole: true });
    },
  },
  {
    name: 'search: pinyin, Traditional, one wrong character, nonsense, the province first',
    clients: CLIENTS,
    isReadOnly: true,
    async run(stage) {
      const phone = await Phone.open(stage, '提问的人', '/pages/search/index');
      for (const question of [
        'bang le hai shi shua bu liao',
        'bangdingleshuabuliao',
        '綁定了還是刷不了',
        '邦定了还是刷不了',
      ]) {
        const found = await ask(phone, question);
        assert.ok(found.slice(0, 3).includes(DIAGNOSIS), `${question}: ${found.slice(0, 3)}`);
      }
      await phone.look('results of a wrong character');
      assert.deepEqual(await ask(phone, '量子纠缠螺蛳粉'), []);
      await phone.see({ part: 'search-empty' });
      assert.match(await phone.textOf('search-empty'), /12393/);
      await phone.look('nothing found');
      await phone.tap('search-clear');
      await phone.see({ part: 'hot-bound-but-not-paid' });
      assert.equal(await phone.typed('search-input'), '');

      await phone.go('/pages/home/index');
      await phone.tap('home-province');
      await phone.see({ part: 'province-sheet' });
      await phone.look('province sheet');
      await phone.tap('province-hebei');
      await phone.tap('home-search');
      const [first] = await ask(phone, '怎么绑定');
      assert.equal(first, 'search-item-hebei-how-to-bind');
      await phone.look('hebei first');
    },
  },
];
