import assert from 'node:assert/strict';
import type { Stage } from '../journey';
import { personNamed, proveBySms, showFace, startAsOwner, writeMember } from './acts';
import { Phone } from './phone';

/** A refusal is told in full: why, what next, who says so, the hotline and the window; and there is a way on. */
export async function seeToldWhy(phone: Phone, why: RegExp, name: string): Promise<void> {
  await phone.see({ part: 'refusals' });
  const words = await phone.textOf('refusals');
  assert.match(words, why);
  assert.match(words, /接下来怎么办/);
  assert.match(words, /依据：《.+》（.+，20\d\d年/);
  assert.match(words, /12393/);
  assert.match(words, /窗口|大厅/);
  await phone.look(`${name} as it opens`);
  await phone.look(name, { isWhole: true });
  await phone.see({ part: 'not-eligible-search' });
}

/** From a new phone to the question for whom (or to a refusal), proven by SMS. */
export async function ownerBySms(stage: Stage, family: string, name: string): Promise<Phone> {
  const person = await personNamed(stage.house, name);
  const phone = await Phone.open(stage, name);
  await startAsOwner(phone, family, person);
  await proveBySms(phone, person);
  return phone;
}

/** From a new phone to the question for whom (or to a refusal), proven by face. */
export async function ownerByFace(stage: Stage, family: string, name: string): Promise<Phone> {
  const phone = await Phone.open(stage, name);
  await startAsOwner(phone, family, await personNamed(stage.house, name));
  await phone.tap('prove-face');
  await showFace(phone);
  return phone;
}

/** Writes down a relative, asks, and is told why it cannot be; then back to the choice of kinship. */
export async function tryInVain(phone: Phone, kinship: string, name: string, why: RegExp): Promise<void> {
  await phone.see({ part: `bind-kinship-${kinship}` });
  await writeMember(phone, kinship, await personNamed(phone.stage.house, name));
  await phone.tap('bind-next');
  await seeToldWhy(phone, why, `refused ${name}`);
  await phone.tap('not-eligible-change');
}

/** Searches from the first screen and opens an answer; comes back to the first screen. */
export async function searchFirst(phone: Phone, family: string, question: string, entryId: string): Promise<void> {
  await phone.tap('home-province');
  await phone.see({ part: `province-${family}` });
  await phone.look('province sheet');
  await phone.tap(`province-${family}`);
  await phone.tap('home-search');
  await phone.type('search-input', question);
  await phone.see({ part: `search-item-${entryId}` });
  await phone.tap(`search-item-${entryId}`);
  await phone.see({ part: 'answer-text' });
  await phone.look('answer', { isWhole: true });
  await phone.go('/pages/home/index');
}
