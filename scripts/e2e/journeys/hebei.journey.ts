import assert from 'node:assert/strict';
import type { Journey } from '../journey';
import {
  fillOwnIdentity,
  openRecord,
  personNamed,
  proveBySms,
  signIn,
  smsTexts,
  soon,
  startAsOwner,
  writeMember,
} from './acts';
import { Phone } from './phone';
import { Till } from './till';

export const journeys: Journey[] = [
  {
    name: 'hebei: bound by the owner alone, a bill outside the province, one too large, one cancelled',
    async run(stage) {
      const { house } = stage;
      const owner = await personNamed(house, '张伟民');
      const father = await personNamed(house, '张福全');

      const phone = await Phone.open(stage, '张伟民');
      await startAsOwner(phone, 'hebei', owner);
      await phone.see({ part: 'prove-send' });
      await phone.look('proof by SMS', { isWhole: true });
      await phone.tap('prove-send');
      await phone.see({ part: 'prove-code' });
      assert.equal(await phone.parts('prove-certificate').count(), 0, 'the code is the only question');
      await phone.look('code by SMS', { isWhole: true });
      await phone.tap('prove-change');
      await phone.see({ part: 'prove-name' });
      assert.equal(await phone.typed('prove-certificate'), owner.certificateNumber);
      await phone.see({ words: '没有改，回去填验证码' });
      // Back to the code that is on its way: no second one is sent.
      await proveBySms(phone, owner);
      await phone.see({ part: 'bind-kinship-parent' });
      assert.equal(await phone.requestsTo('/v1/me/sms-proofs'), 2);
      await phone.look('kinship', { isWhole: true });
      await writeMember(phone, 'parent', father);
      await phone.look('member', { isWhole: true });
      await phone.tap('bind-next');
      await phone.see({ part: 'bind-confirm' });
      await phone.look('confirm', { isWhole: true });
      await phone.tap('bind-confirm');
      await phone.see({ part: 'bind-done' });
      await phone.look('bound');
      await soon(async () => {
        const texts = await smsTexts(house, father.phone);
        assert.ok(
          texts.some((text) => text.includes('登记为') && text.includes('12393')),
          `the father was not told: ${texts}`,
        );
      });
      await phone.tap('outcome-detail');
      await phone.see({ part: 'member-status-active' });
      await phone.look('detail', { isWhole: true });

      const till = await Till.open(stage, owner.region, father.name);
      await till.goTo('北京示范医院');
      await till.charge('1000');
      await till.tryFirst();
      await till.look('tried in Beijing');
      await till.settle();
      const shared = await till.paid('shared');
      assert.notEqual(shared, '');
      assert.equal(await till.paid('cash'), '0.00');
      assert.equal(Number(shared) + Number(await till.paid('fund')), 1000);
      await till.look('settled in Beijing');

      const ownersRecord = await openRecord(phone, 'settled');
      assert.match(ownersRecord, /北京示范医院/);
      assert.ok(ownersRecord.includes(`张*全用了我的钱 ${shared} 元`), ownersRecord);
      await phone.look('record', { isWhole: true });

      const fathersPhone = await Phone.open(stage, '张福全', '/pages/records/index');
      await fathersPhone.see({ part: 'gate-sign-in' });
      await fathersPhone.look('records without signing in');
      await fathersPhone.tap('gate-login');
      await signIn(fathersPhone, father);
      await fathersPhone.see({ part: 'gate-prove' });
      await fathersPhone.look('records before the proof');
      await fathersPhone.tap('gate-prove-go');
      await fillOwnIdentity(fathersPhone, 'hebei', father);
      await proveBySms(fathersPhone, father);
      await fathersPhone.see({ part: 'record-settled' });
      assert.ok((await openRecord(fathersPhone, 'settled')).includes(`张*民帮我付了 ${shared} 元`));
      await fathersPhone.look('record', { isWhole: true });
      await fathersPhone.go('/pages/sharings/index');
      await fathersPhone.see({ part: 'sharing-hebei-member' });
      await fathersPhone.look('who shares to me');
      await fathersPhone.tap('sharing-hebei-member');
      await fathersPhone.see({ part: 'member-status-active' });
      await fathersPhone.look('detail', { isWhole: true });

      await till.goTo('石家庄示范医院');
      await till.charge('8000');
      await till.settle();
      assert.equal(await till.paid('shared'), '');
      await till.look('too large');
      const failed = await openRecord(fathersPhone, 'sharingFailed');
      assert.match(failed, /余额最多的一位共济人一次付清/);
      await fathersPhone.look('the record says why', { isWhole: true });

      await till.charge('200');
      await till.settle();
      assert.equal(await till.paid('shared'), '100.00');
      await till.cancelNewest();
      await till.look('cancelled');
      assert.match(await openRecord(phone, 'cancelled'), /钱已退回/);
      await phone.look('the record is cancelled', { isWhole: true });
      assert.match(await openRecord(fathersPhone, 'cancelled'), /钱已退回/);
    },
  },
];
