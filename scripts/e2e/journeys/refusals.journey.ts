import assert from 'node:assert/strict';
import type { Journey } from '../journey';
import { personNamed, showFace, startAsOwner, writeMember } from './acts';
import { Phone } from './phone';
import { ownerByFace, ownerBySms, seeToldWhy } from './told-why';

export const journeys: Journey[] = [
  {
    name: 'refusals: a paused owner, a member bound elsewhere, a face that is not theirs',
    async run(stage) {
      const paused = await ownerByFace(stage, 'gansu', '赵志强');
      await seeToldWhy(paused, /不是正常状态（可能停保/, 'paused owner');
      await paused.tap('not-eligible-search');
      await paused.see({ part: 'search-input' });

      const phone = await Phone.open(stage, '王建国');
      await startAsOwner(phone, 'gansu', await personNamed(stage.house, '王建国'));
      await phone.tap('prove-face');
      await showFace(phone, false);
      await phone.see({ part: 'face-failed' });
      await phone.look('face failed');
      await phone.tap('face-back');
      await phone.see({ part: 'bind-prove' });
      await phone.tap('bind-prove');
      assert.equal(await phone.typed('prove-name'), '王建国');
      await phone.tap('prove-face');
      await showFace(phone);
      await writeMember(phone, 'child', await personNamed(stage.house, '周婷'));
      await phone.tap('bind-next');
      await seeToldWhy(phone, /一份共济关系/, 'bound elsewhere');
      await phone.tap('not-eligible-change');
      await phone.see({ part: 'bind-kinship-child' });
    },
  },
  {
    name: 'refusals: an uninsured member, a wrong digit',
    async run(stage) {
      const phone = await ownerBySms(stage, 'hebei', '张伟民');
      const uninsured = await personNamed(stage.house, '杨小梅');
      await phone.see({ part: 'bind-kinship-sibling' });
      const wrongDigit = uninsured.certificateNumber.replace(/.$/, (digit) => (digit === '1' ? '2' : '1'));
      await writeMember(phone, 'sibling', { name: uninsured.name, certificateNumber: wrongDigit });
      await phone.see({ words: /校验位对不上，可能有一位填错了/ });
      assert.ok(await phone.isOff('bind-next'));
      await phone.look('wrong digit', { isWhole: true });
      await phone.type('bind-certificate', uninsured.certificateNumber);
      await phone.tap('bind-next');
      await seeToldWhy(phone, /参加|参保/, 'uninsured member');
      assert.match(await phone.textOf('conditions'), /不符合/);
    },
  },
];
