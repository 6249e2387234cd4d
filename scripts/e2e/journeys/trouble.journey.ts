import assert from 'node:assert/strict';
import { CLIENTS } from '../driver';
import type { House } from '../house';
import type { Journey } from '../journey';
import { personNamed, proveBySms, startAsOwner, writeMember } from './acts';
import { Phone } from './phone';

const faultsOf = (house: House) => `${house.coreUrl}/faults`;

/** Makes the insurance core fail: all of it, or one kind of message. */
async function breakCore(house: House, fault: { kind: string; match?: string }): Promise<void> {
  await fetch(faultsOf(house), { method: 'POST', body: JSON.stringify(fault) });
}

async function mendCore(house: House): Promise<void> {
  await fetch(faultsOf(house), { method: 'DELETE' });
}

/** How many relations Hebei's core has ever registered. */
async function relationsAtCore(house: House): Promise<number> {
  const answer = await fetch(`${house.coreUrl}/sim/relations?region=130000`);
  return ((await answer.json()) as { relations: unknown[] }).relations.length;
}

export const journeys: Journey[] = [
  {
    name: 'trouble: no network, a tired gateway, a reload in the middle; nothing typed is lost',
    clients: CLIENTS,
    async run(stage) {
      stage.allowProblem(/ERR_INTERNET_DISCONNECTED|502/);
      const owner = await personNamed(stage.house, '张伟民');
      const father = await personNamed(stage.house, '张福全');
      const phone = await Phone.open(stage, '张伟民', '/pages/search/index');
      await phone.see({ part: 'search-input' });
      await phone.driver.setOnline(false);
      await phone.type('search-input', '绑了还是刷不了');
      await phone.see({ part: 'offline' });
      await phone.look('search offline');
      assert.equal(await phone.typed('search-input'), '绑了还是刷不了');
      await phone.driver.setOnline(true);
      await phone.tap('retry');
      await phone.see({ part: 'search-item-bound-but-not-paid' });

      await startAsOwner(phone, 'hebei', owner);
      await phone.driver.reload();
      await phone.see({ part: 'prove-name' });
      assert.equal(await phone.typed('prove-name'), owner.name);
      assert.equal(await phone.typed('prove-certificate'), owner.certificateNumber);
      await proveBySms(phone, owner);
      await writeMember(phone, 'parent', father);
      await phone.driver.setOnline(false);
      await phone.tap('bind-next');
      await phone.seeInSight('problem');
      await phone.look('bind offline', { isWhole: true });
      assert.equal(await phone.typed('bind-certificate'), father.certificateNumber);
      await phone.driver.setOnline(true);

      // What a gateway between the phone and the program answers when it is tired: no JSON, no words of ours.
      const mendGateway = await phone.driver.answerInstead('/v1/sharings/preview', {
        status: 502,
        contentType: 'text/html',
        body: '<h1>502 Bad Gateway</h1>',
      });
      await phone.tap('bind-next');
      await phone.seeInSight('problem');
      await phone.see({ words: '请稍后再试，或者拨打 12393' });
      await phone.look('bind behind a tired gateway', { isWhole: true });
      await mendGateway();

      await phone.driver.reload();
      await phone.see({ part: 'bind-name' });
      assert.equal(await phone.typed('bind-name'), father.name);
      assert.equal(await phone.typed('bind-certificate'), father.certificateNumber);
      await phone.tap('bind-next');
      await phone.see({ part: 'bind-confirm' });
    },
  },
  {
    name: 'trouble: the core is down; registering waits, then it is done once',
    async run(stage) {
      const { house } = stage;
      const phone = await Phone.open(stage, '张伟民');
      await startAsOwner(phone, 'hebei', await personNamed(house, '张伟民'));
      await proveBySms(phone, await personNamed(house, '张伟民'));
      await writeMember(phone, 'parent', await personNamed(house, '张福全'));
      await phone.tap('bind-next');
      await phone.see({ part: 'bind-confirm' });
      const before = await relationsAtCore(house);
      // The whole core is away: nothing can be checked, so nothing is begun; what was typed stays.
      stage.allowProblem(/503 from .*\/v1\/sharings\/members/);
      await breakCore(house, { kind: 'error500' });
      await phone.tap('bind-confirm');
      await phone.seeInSight('problem');
      await phone.see({ words: '医保系统暂时连不上，您填的内容没有丢' });
      await phone.look('the core is away', { isWhole: true });
      await mendCore(house);
      // Only the registration fails: the bind is taken on, and done when the core is back.
      await breakCore(house, { kind: 'error500', match: 'GJ02' });
      await phone.tap('bind-confirm');
      await phone.see({ part: 'bind-registering' });
      await phone.look('registering');
      await breakCore(house, { kind: 'error500' });
      await phone.go('/pages/me/index');
      await phone.see({ words: '医保系统' });
      await phone.look('me while the core is down', { isWhole: true });
      await mendCore(house);
      await phone.go('/pages/sharings/index');
      await phone.tap('sharing-hebei-owner');
      await phone.see({ part: 'member-status-active' }, 60_000);
      await phone.look('done after all', { isWhole: true });
      assert.equal(await relationsAtCore(house), before + 1, 'the core must know exactly one relation more');
    },
  },
];
