import assert from 'node:assert/strict';
import { CLIENTS } from '../driver';
import type { Journey } from '../journey';
import {
  fillOwnIdentity,
  openRecord,
  personNamed,
  proveAsThePlatformDoes,
  proveBySms,
  signIn,
  signInToBind,
  writeMember,
} from './acts';
import { Phone } from './phone';
import { Till } from './till';
import { ownerBySms, searchFirst, seeToldWhy, tryInVain } from './told-why';

export const journeys: Journey[] = [
  {
    name: 'guizhou: from search to record, no pharmacy yet, unbound',
    clients: CLIENTS,
    async run(stage) {
      const { house } = stage;
      const owner = await personNamed(house, '杨胜利');
      const father = await personNamed(house, '杨国良');
      const phone = await Phone.open(stage, '杨胜利');
      await searchFirst(phone, 'guizhou', '贵州怎么绑定家人', 'guizhou-how');
      await phone.tap('home-bind');
      await signInToBind(phone, owner);
      await fillOwnIdentity(phone, 'guizhou', owner);
      await proveAsThePlatformDoes(phone, owner);
      await phone.see({ part: 'bind-kinship-parent' });
      assert.equal(await phone.parts('bind-kinship-').count(), 3);
      await phone.look('kinship', { isWhole: true });
      await writeMember(phone, 'parent', father);
      await phone.tap('bind-next');
      await phone.see({ part: 'bind-confirm' });
      await phone.look('confirm', { isWhole: true });
      await phone.tap('bind-confirm');
      await phone.see({ part: 'bind-done' });
      await phone.look('bound');
      await phone.tap('outcome-detail');
      await phone.see({ part: 'member-status-active' });
      assert.equal(await phone.parts('member-window').count(), 0);
      await phone.look('detail', { isWhole: true });

      const till = await Till.open(stage, owner.region, father.name);
      await till.goTo('贵阳示范医院');
      await till.charge('300');
      await till.settle();
      const shared = await till.paid('shared');
      assert.notEqual(shared, '');
      assert.equal(await till.paid('cash'), '0.00');
      await till.goTo('贵阳示范大药房');
      await till.charge('50');
      await till.tryFirst();
      assert.equal(await till.paid('shared'), '');

      assert.ok((await openRecord(phone, 'settled')).includes(`杨*良用了我的钱 ${shared} 元`));
      await phone.look('record');
      await phone.go('/pages/sharings/index');
      await phone.tap('sharing-guizhou-owner');
      await phone.tap('command-unbind');
      await phone.tap('command-unbind-confirm');
      await phone.see({ part: 'member-status-ended' });
      await phone.look('unbound', { isWhole: true });
    },
  },
  {
    name: 'guizhou: refusals of an owner: paused, nothing in the account',
    async run(stage) {
      const paused = await ownerBySms(stage, 'guizhou', '罗明');
      await seeToldWhy(paused, /不是正常状态/, 'paused');
      const poor = await ownerBySms(stage, 'guizhou', '龙小丽');
      await seeToldWhy(poor, /余额/, 'nothing in the account');
    },
  },
  {
    name: 'guizhou: refusals of a member: outside the province, not insured, bound elsewhere',
    async run(stage) {
      const phone = await ownerBySms(stage, 'guizhou', '杨胜利');
      await tryInVain(phone, 'child', '杨文静', /贵州/);
      await tryInVain(phone, 'child', '杨胜军', /参加|参保/);
      await tryInVain(phone, 'child', '石雨晴', /主绑人/);
      await phone.see({ part: 'bind-kinship-child' });
    },
  },
  {
    name: 'guizhou: a relation that was made elsewhere is shown to both, and cannot be changed here',
    async run(stage) {
      for (const [name, role] of [
        ['石光明', 'owner'],
        ['石雨晴', 'member'],
      ] as const) {
        const person = await personNamed(stage.house, name);
        const phone = await Phone.open(stage, name, '/pages/sharings/index');
        await phone.tap('gate-login');
        await signIn(phone, person);
        await phone.tap('gate-prove-go');
        await fillOwnIdentity(phone, 'guizhou', person);
        await proveBySms(phone, person);
        await phone.see({ part: 'sharings-bind' });
        // The server learns which cores know a person when their records are first read.
        await phone.go('/pages/records/index');
        await phone.see({ part: 'records-empty' });
        await phone.go('/pages/sharings/index');
        await phone.see({ part: `elsewhere-guizhou-${role}` });
        assert.match(await phone.textOf(`elsewhere-guizhou-${role}`), /只能查看.*别处.*12393/);
        assert.equal(await phone.parts('command-').count(), 0);
        await phone.look('bound elsewhere', { isWhole: true });
      }
    },
  },
];
