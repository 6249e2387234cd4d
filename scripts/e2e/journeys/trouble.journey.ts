import assert from 'node:assert/strict';
import type { Journey } from '../journey';
import { personNamed, proveBySms, startAsOwner, writeMember } from './acts';
import { Phone } from './phone';

export const journeys: Journey[] = [
  {
    name: 'trouble: no network, a tired gateway, a reload in the middle; nothing typed is lost',
    async run(stage) {
      stage.allowProblem(/ERR_INTERNET_DISCONNECTED|502/);
      const owner = await personNamed(stage.house, '张伟民');
      const father = await personNamed(stage.house, '张福全');
      const phone = await Phone.open(stage, '张伟民', '/pages/search/index');
      const network = phone.page.context();
      await phone.see({ part: 'search-input' });
      await network.setOffline(true);
      await phone.type('search-input', '绑了还是刷不了');
      await phone.see({ part: 'offline' });
      await phone.look('search offline');
      assert.equal(await phone.typed('search-input'), '绑了还是刷不了');
      await network.setOffline(false);
      await phone.tap('retry');
      await phone.see({ part: 'search-item-bound-but-not-paid' });

      await startAsOwner(phone, 'hebei', owner);
      await phone.page.reload();
      await phone.see({ part: 'prove-name' });
      assert.equal(await phone.typed('prove-name'), owner.name);
      assert.equal(await phone.typed('prove-certificate'), owner.certificateNumber);
      await proveBySms(phone, owner);
      await writeMember(phone, 'parent', father);
      await network.setOffline(true);
      await phone.tap('bind-next');
      await phone.see({ part: 'problem' });
      await phone.look('bind offline', { isWhole: true });
      assert.equal(await phone.typed('bind-certificate'), father.certificateNumber);
      await network.setOffline(false);

      // What a gateway between the phone and the program answers when it is tired: no JSON, no words of ours.
      await phone.page.route('**/v1/sharings/preview', (route) =>
        route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>502 Bad Gateway</h1>' }),
      );
      await phone.tap('bind-next');
      await phone.see({ words: '请稍后再试，或者拨打 12393' });
      await phone.look('bind behind a tired gateway', { isWhole: true });
      await phone.page.unroute('**/v1/sharings/preview');

      await phone.page.reload();
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
      const faults = `${house.coreUrl}/faults`;
      await fetch(faults, { method: 'POST', body: JSON.stringify({ kind: 'error500' }) });
      await phone.tap('bind-confirm');
      await phone.see({ part: 'bind-registering' });
      await phone.look('registering');
      await phone.go('/pages/me/index');
      await phone.see({ words: '医保系统' });
      await phone.look('me while the core is down', { isWhole: true });
      await fetch(faults, { method: 'DELETE' });
      await phone.go('/packages/bind/journey/index');
      await phone.see({ part: 'bind-done' }, 60_000);
      await phone.look('done after all');
    },
  },
];
