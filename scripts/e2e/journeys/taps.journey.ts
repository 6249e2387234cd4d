import assert from 'node:assert/strict';
import { CLIENTS } from '../driver';
import type { Journey } from '../journey';
import { bindTheShortWay, PAIRS } from './binds';
import { Phone } from './phone';

/** From the first screen to the bind in Gansu, the platform's face sheet included, typing not. */
const MOST_TAPS_GANSU = 12;

export const journeys: Journey[] = [
  {
    name: 'taps: the shortest way to a bind in each open province',
    clients: CLIENTS,
    async run(stage) {
      const counted: string[] = [];
      for (const pair of PAIRS) {
        const phone = await Phone.open(stage, pair.owner);
        await bindTheShortWay(stage, phone, pair);
        counted.push(`${pair.family} ${phone.taps}`);
        if (pair.family === 'gansu') {
          // A browser has no account of a platform: its code by SMS costs two taps more (send, sign in).
          const allowed = MOST_TAPS_GANSU + (phone.driver.signsInBy === 'sms' ? 2 : 0);
          assert.ok(phone.taps <= allowed, `a bind in Gansu took ${phone.taps} taps, more than ${allowed}`);
        }
      }
      stage.note(`taps from the first screen to a bind, besides typing: ${counted.join(', ')}`);
    },
  },
];
