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
          assert.ok(phone.taps <= MOST_TAPS_GANSU, `a bind in Gansu took ${phone.taps} taps`);
        }
      }
      stage.note(`taps from the first screen to a bind, besides typing: ${counted.join(', ')}`);
    },
  },
];
