import assert from 'node:assert/strict';
import type { Journey, Stage } from '../journey';
import { personNamed, proveBySms, showFace, startAsOwner, writeMember } from './acts';
import { Phone } from './phone';

/** A refusal is told in full: why, what next, who says so, the hotline and the window; and there is a way on. */
async function seeRefusal(phone: Phone, why: RegExp, name: string): Promise<void> {
  await phone.see({ part: 'refusals' });
  const words = await phone.textOf('refusals');
  assert.match(words, why);
  assert.match(words, /接下来怎么办/);
  assert.match(words, /依据：《.+》（.+，20\d\d年\d+月/);
  assert.match(words, /12393/);
  assert.match(words, /窗口|大厅/);
  await phone.look('refusal as it opens');
  await phone.look(name, { isWhole: true });
  await phone.see({ part: 'not-eligible-search' });
}

async function provenOwner(stage: Stage, name: string, family: string, proof: 'face' | 'phone'): Promise<Phone> {
  const person = await personNamed(stage.house, name);
  const phone = await Phone.open(stage, name);
  await startAsOwner(phone, family, person);
  if (proof === 'face') {
    await phone.tap('prove-face');
    await showFace(phone);
  } else {
    await proveBySms(phone, person);
  }
  return phone;
}

export const journeys: Journey[] = [
  {
    name: 'refusals: a paused owner, a member bound elsewhere, a face that is not theirs',
    async run(stage) {
      const paused = await provenOwner(stage, '赵志强', 'gansu', 'face');
      await seeRefusal(paused, /不是正常状态（可能停保/, 'paused owner');
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
      await seeRefusal(phone, /一份共济关系/, 'bound elsewhere');
      await phone.tap('not-eligible-change');
      await phone.see({ part: 'bind-kinship-child' });
    },
  },
  {
    name: 'refusals: an uninsured member, a wrong digit',
    async run(stage) {
      const phone = await provenOwner(stage, '张伟民', 'hebei', 'phone');
      const uninsured = await personNamed(stage.house, '杨小梅');
      await phone.see({ part: 'bind-kinship-sibling' });
      const wrongDigit = uninsured.certificateNumber.replace(/.$/, (digit) => (digit === '1' ? '2' : '1'));
      await writeMember(phone, 'sibling', { name: uninsured.name, certificateNumber: wrongDigit });
      await phone.see({ words: /校验位对不上，可能有一位填错了/ });
      assert.ok(await phone.isOff('bind-next'));
      await phone.look('wrong digit', { isWhole: true });
      await phone.type('bind-certificate', uninsured.certificateNumber);
      await phone.tap('bind-next');
      await seeRefusal(phone, /参加|参保/, 'uninsured member');
      assert.match(await phone.textOf('conditions'), /不符合/);
    },
  },
];
