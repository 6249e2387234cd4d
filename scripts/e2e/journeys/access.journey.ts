import { CLIENTS } from '../driver';
import { inElderMode, type Journey, type Stage } from '../journey';
import { fillOwnIdentity, personNamed, proveBySms, signIn } from './acts';
import { bindTheShortWay, pairOf } from './binds';
import { Phone } from './phone';
import { goTo, NEWCOMERS_PLACES, openDetail, openPlaces, ownPlaces, type Place } from './places';

/** Each look audits the screen for old eyes, old hands and screen readers; all that is wrong is told at the end. */
async function lookAt(phone: Phone, places: readonly Place[]): Promise<void> {
  for (const place of places) {
    await goTo(phone, place);
    await phone.look(place.path.replace(/\/index\b/, '').replace(/sharingId=.*/, ''));
  }
}

/** On a new phone, from a page that wants to know who asks: signed in and proven by SMS. */
async function newcomer(stage: Stage, family: string, name: string): Promise<Phone> {
  const person = await personNamed(stage.house, name);
  const phone = await Phone.open(stage, name, '/pages/sharings/index');
  await phone.tap('gate-login');
  await signIn(phone, person);
  await phone.tap('gate-prove-go');
  await fillOwnIdentity(phone, family, person);
  await proveBySms(phone, person);
  await phone.see({ part: 'sharings-bind' });
  return phone;
}

/** Every page that opens for everybody, those of somebody without a relation, every step of the longest bind, every page of somebody who has bound. */
async function everyPage(stage: Stage): Promise<void> {
  const stranger = await Phone.open(stage, 'anybody');
  await lookAt(stranger, openPlaces(stage.client));
  await lookAt(await newcomer(stage, 'gansu', '王建国'), NEWCOMERS_PLACES);
  const pair = pairOf('jiangsu');
  const owner = await Phone.open(stage, pair.owner);
  await bindTheShortWay(stage, owner, pair, (step) => owner.look(step));
  await lookAt(owner, ownPlaces(await openDetail(owner)));
}

const forOldEyes: Journey = { name: 'access: every page for old eyes', clients: CLIENTS, run: everyPage };

export const journeys: Journey[] = [forOldEyes, inElderMode(forOldEyes)];
