import { CLIENTS } from '../driver';
import { inElderMode, type Journey, type Stage } from '../journey';
import { bindTheShortWay, pairOf } from './binds';
import { Phone } from './phone';
import { goTo, openDetail, openPlaces, ownPlaces, type Place } from './places';

/** Each look audits the screen for old eyes, old hands and screen readers; all that is wrong is told at the end. */
async function lookAt(phone: Phone, places: readonly Place[]): Promise<void> {
  for (const place of places) {
    await goTo(phone, place);
    await phone.look(place.path.replace(/\/index\b/, '').replace(/sharingId=.*/, ''));
  }
}

/** Every page that opens for everybody, every step of the longest bind, every page of somebody who has bound. */
async function everyPage(stage: Stage): Promise<void> {
  const stranger = await Phone.open(stage, 'anybody');
  await lookAt(stranger, openPlaces(stage.client));
  const pair = pairOf('jiangsu');
  const owner = await Phone.open(stage, pair.owner);
  await bindTheShortWay(stage, owner, pair, (step) => owner.look(step));
  await lookAt(owner, ownPlaces(await openDetail(owner)));
}

const forOldEyes: Journey = { name: 'access: every page for old eyes', clients: CLIENTS, run: everyPage };

export const journeys: Journey[] = [forOldEyes, inElderMode(forOldEyes)];
