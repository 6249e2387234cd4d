import type { Client } from '../driver';
import type { Stage } from '../journey';
import { fillOwnIdentity, personNamed, proveBySms, signInToBind, writeMember } from './acts';
import { readAndAnswer } from './commitment';
import type { Phone } from './phone';

/** Somebody of the demo who may bind, and the relative they bind. */
export interface Pair {
  family: string;
  owner: string;
  kinship: string;
  member: string;
  proof: 'face' | 'sms';
}

export const PAIRS: readonly Pair[] = [
  { family: 'gansu', owner: '王建国', kinship: 'parent', member: '王德厚', proof: 'face' },
  { family: 'hebei', owner: '张伟民', kinship: 'parent', member: '张福全', proof: 'sms' },
  { family: 'guizhou', owner: '杨胜利', kinship: 'parent', member: '杨国良', proof: 'sms' },
  { family: 'jiangsu', owner: '徐国强', kinship: 'spouse', member: '蒋丽', proof: 'sms' },
];

/** Whoever binds in this province. */
export function pairOf(family: string): Pair {
  const pair = PAIRS.find((each) => each.family === family);
  if (!pair) throw new Error(`Nobody binds in ${family}.`);
  return pair;
}

/** The part by which each client's sign-in page is known. */
export const SIGN_IN_PART: Record<Client, string> = {
  h5: 'login-phone',
  weapp: 'login-platform',
  alipay: 'login-platform',
};

/** From the first screen to a bind that is done or an invitation that is out, the shortest way: no look back, no wrong answer. `look`: at each step. */
export async function bindTheShortWay(
  stage: Stage,
  phone: Phone,
  pair: Pair,
  look: (step: string) => Promise<void> = async () => {},
): Promise<void> {
  const owner = await personNamed(stage.house, pair.owner);
  await phone.tap('home-bind');
  await phone.see({ part: `bind-province-${pair.family}` });
  await look('province');
  await phone.tap(`bind-province-${pair.family}`);
  await phone.see({ part: 'bind-sign-in' });
  await look('conditions');
  await signInToBind(phone, owner);
  await look('proof');
  await fillOwnIdentity(phone, pair.family, owner);
  if (pair.proof === 'face') {
    await phone.tap('prove-face');
    await phone.showFace();
  } else {
    await proveBySms(phone, owner, () => look('code'));
  }
  await phone.see({ part: `bind-kinship-${pair.kinship}` });
  await look('kinship');
  await writeMember(phone, pair.kinship, await personNamed(stage.house, pair.member));
  await look('member');
  await phone.tap('bind-next');
  let step = await phone.seeOneOf('window-start-now', 'text', 'bind-confirm');
  if (step === 'window-start-now') {
    await look('window');
    await phone.nextQuestion();
    await phone.tap('window-end-year');
    await look('window chosen');
    await phone.tap('window-next');
    step = await phone.seeOneOf('text', 'bind-confirm');
  }
  if (step === 'text') {
    await look('text');
    await readAndAnswer(phone, { isCareless: false });
    if (await phone.part('commitment-signature').isVisible()) await phone.type('commitment-signature', owner.name);
    await look('text read');
    await phone.tap('commitment-confirm');
  } else {
    await look('confirm');
    await phone.tap('bind-confirm');
  }
  await phone.seeOneOf('bind-done', 'invitation-code');
  await look('outcome');
}
