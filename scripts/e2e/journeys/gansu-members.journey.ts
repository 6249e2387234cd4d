import assert from 'node:assert/strict';
import { CLIENTS } from '../driver';
import type { DemoPerson } from '../house';
import { inElderMode, type Journey, type Stage } from '../journey';
import { fillOwnIdentity, personNamed, showFace, signIn, writeMember } from './acts';
import { readAndAnswer } from './commitment';
import { Phone } from './phone';
import { ownerByFace } from './told-why';

const besideAndChild: Journey = {
  name: 'gansu: a member beside the owner, a child by guardian consent',
  clients: CLIENTS,
  async run(stage) {
    const mother = await personNamed(stage.house, '陈桂英');
    const daughter = await personNamed(stage.house, '王小雨');
    const phone = await ownerAtKinship(stage);

    await writeMember(phone, 'parent', mother);
    await phone.tap('bind-next');
    await readAndAnswer(phone);
    await phone.tap('commitment-confirm');
    await phone.tap('outcome-beside');
    await phone.see({ part: 'member-agree' });
    await phone.look('handed to the mother', { isWhole: true });
    await phone.tap('member-agree');
    await phone.tap('member-face-start');
    await showFace(phone, false);
    await phone.see({ part: 'face-failed' });
    await phone.look('not her face');
    if (phone.client === 'h5') {
      // A browser left the page for the check: it comes back as it first was.
      await phone.tap('face-back');
      await phone.tap('member-agree');
    }
    await phone.tap('member-face-start');
    await showFace(phone);
    await phone.see({ part: 'member-face-done' });
    await phone.look('agreed beside');
    await phone.tap('member-face-detail');
    await phone.see({ part: 'member-status-active' });
    await phone.look('bound beside', { isWhole: true });

    await phone.tap('sharing-add');
    await writeMember(phone, 'child', daughter);
    await phone.tap('bind-next');
    await phone.see({ words: '监护人请看清楚再同意' });
    await phone.see({ part: 'text' });
    await phone.look('guardian consent');
    await readAndAnswer(phone);
    await phone.tap('commitment-confirm');
    await phone.see({ part: 'bind-confirm' });
    await phone.look('confirm a child', { isWhole: true });
    await phone.tap('bind-confirm');
    await phone.see({ part: 'bind-done' });
    await phone.look('a child is bound');
  },
};

export const journeys: Journey[] = [
  besideAndChild,
  inElderMode(besideAndChild),
  {
    name: 'gansu: a stranger opens the invitation, the invited person declines',
    async run(stage) {
      const wife = await personNamed(stage.house, '刘敏');
      const stranger = await personNamed(stage.house, '马东');
      const phone = await ownerAtKinship(stage);
      await writeMember(phone, 'spouse', wife);
      await phone.tap('bind-next');
      await readAndAnswer(phone);
      await phone.tap('commitment-confirm');
      await phone.see({ part: 'invitation-code' });
      const code = await phone.textOf('invitation-code');

      const strangersPhone = await Phone.open(stage, '马东', `/pages/invitation/index?code=${code}`);
      await answerAs(strangersPhone, stranger);
      await strangersPhone.see({ part: 'invitation-not-mine' });
      assert.match(await strangersPhone.textOf('invitation-not-mine'), /不是发给您的/);
      assert.equal(await strangersPhone.part('invitation-agree').count(), 0, 'nothing here is theirs to answer');
      await strangersPhone.look('not for a stranger', { isWhole: true });
      assert.equal(await strangersPhone.part('invitation-detail').count(), 0, 'a stranger must not come in');
      await phone.see({ part: 'invitation-code' });

      const wifesPhone = await Phone.open(stage, '刘敏', '/pages/invitation/index');
      await wifesPhone.look('enter a code');
      await wifesPhone.type('invitation-input', '12ab');
      await wifesPhone.tap('invitation-open');
      await wifesPhone.see({ words: '邀请码是 8 位字母和数字' });
      await wifesPhone.look('half a code');
      await wifesPhone.type('invitation-input', `邀请码 ${code.toLowerCase()}`);
      await wifesPhone.tap('invitation-open');
      await answerAs(wifesPhone, wife);
      await wifesPhone.see({ part: 'invitation-agree' });
      await wifesPhone.tap('invitation-decline');
      await wifesPhone.see({ part: 'decline-sheet' });
      await wifesPhone.look('decline asked');
      await wifesPhone.tap('invitation-decline-confirm');
      await wifesPhone.see({ part: 'invitation-answered-declined' });
      await wifesPhone.look('declined');

      await phone.tap('outcome-detail');
      await phone.see({ part: 'member-status-declined' });
      await phone.look('the owner sees it', { isWhole: true });
      await wifesPhone.go(`/pages/invitation/index?code=${code}`);
      await wifesPhone.see({ part: 'invitation-answered' });
      await wifesPhone.look('answered before');
    },
  },
];

/** 王建国 on a new phone, proven by face, asked for whom. */
async function ownerAtKinship(stage: Stage): Promise<Phone> {
  const phone = await ownerByFace(stage, 'gansu', '王建国');
  await phone.see({ part: 'bind-kinship-parent' });
  return phone;
}

/** On an invitation's screen: signs in and shows the own face, up to the question yes or no. */
async function answerAs(phone: Phone, person: DemoPerson): Promise<void> {
  await phone.tap('invitation-login');
  await signIn(phone, person);
  await phone.tap('invitation-prove');
  await fillOwnIdentity(phone, 'gansu', person);
  await phone.tap('prove-face');
  await showFace(phone);
}
