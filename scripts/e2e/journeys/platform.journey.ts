import assert from 'node:assert/strict';
import type { Journey } from '../journey';
import { fillOwnIdentity, personNamed, showFace, signIn, signInToBind, soon, writeMember } from './acts';
import { readAndAnswer } from './commitment';
import { Phone } from './phone';

const MINI_PROGRAMS = ['weapp', 'alipay'] as const;

/** The platform's own sheet: its button with this id. */
async function answerSheet(phone: Phone, button: 'allow' | 'deny'): Promise<void> {
  const found = phone.page.locator(`#native-ask-${button}`);
  await found.click();
  phone.countTap();
  await found.waitFor({ state: 'detached' });
}

/** From an empty phone to an invitation of Gansu that can be handed over. */
async function invite(phone: Phone, ownerName: string, memberName: string): Promise<string> {
  const { house } = phone.stage;
  const [owner, member] = [await personNamed(house, ownerName), await personNamed(house, memberName)];
  await phone.go('/packages/bind/journey/index');
  await phone.tap('bind-province-gansu');
  await signInToBind(phone, owner);
  await fillOwnIdentity(phone, 'gansu', owner);
  await phone.tap('prove-face');
  await showFace(phone);
  await phone.see({ part: 'bind-kinship-parent' });
  await writeMember(phone, 'parent', member);
  // Killed in the middle of the form: what was typed is there again. WeChat is asked to encrypt it; Alipay encrypts all by itself.
  await phone.page.waitForTimeout(300);
  if (phone.client === 'weapp') {
    const isReadable = new RegExp(`${member.name}|${member.certificateNumber}`).test(await phone.driver.stored());
    assert.ok(!isReadable, 'a relative is readable in the storage');
  }
  await phone.driver.killAndReturn('/packages/bind/journey/index');
  await phone.see({ part: 'bind-name' });
  assert.equal(await phone.typed('bind-name'), member.name);
  assert.equal(await phone.typed('bind-certificate'), member.certificateNumber);
  await phone.tap('bind-next');
  await readAndAnswer(phone, { isCareless: false });
  await phone.tap('commitment-confirm');
  await phone.see({ part: 'invitation-code' });
  return phone.textOf('invitation-code');
}

/** Messages that reached this phone's owner outside the program. */
async function messagesAt(phone: Phone): Promise<{ page: string; data: Record<string, string> }[]> {
  const { wechatUrl, alipayUrl } = phone.stage.house;
  const url = phone.client === 'weapp' ? wechatUrl : alipayUrl;
  const answer = await fetch(`${url}/sim/messages`, { signal: AbortSignal.timeout(10_000) });
  return ((await answer.json()) as { messages: { page: string; data: Record<string, string> }[] }).messages;
}

export const journeys: Journey[] = [
  {
    name: 'platform: a draft after a kill, privacy no and yes, a code to scan, told once when the relative answered',
    clients: MINI_PROGRAMS,
    async run(stage) {
      const phone = await Phone.open(stage, '王建国');
      const code = await invite(phone, '王建国', '王德厚');

      await phone.tap('invitation-copy');
      if (phone.client === 'weapp') {
        await phone.see({ part: 'privacy-sheet' });
        await phone.look('our own privacy sheet');
        await phone.tap('privacy-disagree');
        // A no leads on: the code is on the screen, and nothing else stopped.
        await phone.see({ part: 'invitation-code' });
        await phone.tap('invitation-copy');
        await phone.tap('privacy-agree');
      }
      await phone.tap('invitation-image-show');
      await phone.see({ part: 'invitation-image' });
      await phone.tap('tell-invitationAnswered');
      await answerSheet(phone, 'allow');
      await phone.see({ part: 'told-invitationAnswered' });
      await phone.look('the invitation with its code', { isWhole: true });

      const father = await personNamed(stage.house, '王德厚');
      const fathersPhone = await Phone.open(stage, '王德厚', `/pages/invitation/index?scene=${code}`);
      await fathersPhone.tap('invitation-login');
      await signIn(fathersPhone, father);
      await fathersPhone.tap('invitation-prove');
      await fillOwnIdentity(fathersPhone, 'gansu', father);
      await fathersPhone.tap('prove-face');
      await showFace(fathersPhone);
      await fathersPhone.tap('invitation-agree');
      await fathersPhone.see({ part: 'invitation-answered-active' });

      await soon(async () => {
        const messages = await messagesAt(phone);
        assert.equal(messages.length, 1);
        assert.match(Object.values(messages[0]?.data ?? {}).join(), /已绑定/);
        assert.match(messages[0]?.page ?? '', /^packages\/sharing\/detail\/index\?sharingId=/);
      });
    },
  },
  {
    name: 'platform: the phone button fills in the number, a no leads to typing',
    clients: MINI_PROGRAMS,
    async run(stage) {
      const phone = await Phone.open(stage, '王建国', '/packages/doors/login/index');
      await phone.tap('login-by-sms');
      await phone.tap('login-phone-button');
      if (phone.client === 'weapp') await phone.tap('privacy-agree');
      await answerSheet(phone, 'deny');
      await phone.see({ part: 'login-phone-problem' });
      await phone.look('no number, type it');
      await phone.tap('login-phone-button');
      await soon(async () => {
        // Alipay asks at its button and may ask again when the number is read.
        const sheet = phone.page.locator('#native-ask-allow');
        if (await sheet.isVisible()) await sheet.click();
        assert.match(await phone.typed('login-phone'), /^1\d{10}$/);
      });
      await phone.look('the number is filled in');
    },
  },
];
