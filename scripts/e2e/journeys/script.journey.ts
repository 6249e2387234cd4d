import assert from 'node:assert/strict';
import type { Journey } from '../journey';
import { Phone } from './phone';

/** Characters that only Simplified text has, of everyday use. */
const SIMPLIFIED = /[医账户济请录这没时问题选择发给钱亲历规则码业务办]/;

export const journeys: Journey[] = [
  {
    name: 'script: Traditional characters on every open page, and back',
    clients: ['h5', 'weapp', 'alipay'],
    isReadOnly: true,
    async run(stage) {
      const phone = await Phone.open(stage, 'reader', '/pages/me/index');
      await phone.see({ part: 'me-script' });
      await phone.tap('me-script');
      await phone.see({ words: '您還沒有登錄' });
      await phone.look('mine in Traditional');
      for (const [path, part] of [
        ['/pages/home/index', 'hot-bound-but-not-paid'],
        ['/pages/answer/index?id=bound-but-not-paid', 'answer-text'],
        ['/pages/answer/index?id=nothing', 'problem'],
        ['/packages/guide/policy/index?family=gansu', 'policy'],
        ['/packages/doors/login/index', 'login'],
        ['/packages/bind/journey/index', 'bind-province-gansu'],
      ] as const) {
        await phone.go(path);
        await phone.see({ part });
        await phone.look(`Traditional ${path.split('/')[2]}`);
        const words = await phone.page.locator('.screen:visible').last().innerText();
        assert.doesNotMatch(words, SIMPLIFIED, `${path}: ${SIMPLIFIED.exec(words)} in\n${words}`);
      }
      await phone.go('/pages/me/index');
      await phone.tap('me-script');
      await phone.see({ words: '您还没有登录' });
    },
  },
];
