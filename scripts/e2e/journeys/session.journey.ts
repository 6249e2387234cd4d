import assert from 'node:assert/strict';
import { CLIENTS } from '../driver';
import type { Journey } from '../journey';
import { personNamed, proveBySms, startAsOwner, writeMember } from './acts';
import { Phone } from './phone';

/** Longer than an access token lives, shorter than anything else that ends by itself on this way. */
const ELEVEN_MINUTES = 11 * 60;

export const journeys: Journey[] = [
  {
    name: 'session: an access token that ends in the middle of a bind is changed without a word',
    clients: CLIENTS,
    async run(stage) {
      const { house } = stage;
      const owner = await personNamed(house, '张伟民');
      const phone = await Phone.open(stage, '张伟民');
      await startAsOwner(phone, 'hebei', owner);
      await proveBySms(phone, owner);
      await writeMember(phone, 'parent', await personNamed(house, '张福全'));
      assert.equal(await phone.requestsTo('/v1/sessions/refresh'), 0);

      // The phone's clock stays behind: it learns from the server's answer alone that its token is over, on open rows, too.
      await house.advanceClock(ELEVEN_MINUTES);
      await phone.tap('bind-next');
      await phone.see({ part: 'bind-confirm' });
      assert.equal(await phone.requestsTo('/v1/sessions/refresh'), 1);

      await house.advanceClock(ELEVEN_MINUTES);
      await phone.tap('bind-confirm');
      await phone.see({ part: 'bind-done' });
      assert.equal(await phone.requestsTo('/v1/sessions/refresh'), 2);
      // What is sent once more with the new token is the same bind, not a second one.
      await phone.go('/pages/sharings/index');
      await phone.see({ part: 'sharing-hebei-owner' });
      assert.equal(await phone.parts('sharing-hebei-owner').count(), 1);
      await phone.look('bound once');
    },
  },
];
