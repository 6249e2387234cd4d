import type { DemoPerson, House } from '../house';
import type { Phone } from './phone';

/** A demo person of the core's simulator by name. */
export async function personNamed(house: House, name: string): Promise<DemoPerson> {
  const found = (await house.people()).find((person) => person.name === name);
  if (!found) throw new Error(`The simulator knows nobody named ${name}.`);
  return found;
}

/** On the sign-in page: the phone number, the code from the SMS inbox, in. */
export async function signInBySms(phone: Phone, number: string): Promise<void> {
  await phone.type('login-phone', number);
  await phone.tap('login-send');
  await phone.type('login-code', await phone.stage.house.smsCode(number));
  await phone.tap('login-submit');
}

/** On the proof page: name and certificate number as on the card. */
export async function fillOwnIdentity(phone: Phone, family: string, person: DemoPerson): Promise<void> {
  await phone.tap(`prove-province-${family}`);
  await phone.type('prove-name', person.name);
  await phone.type('prove-certificate', person.certificateNumber);
}

/** On the vendor's certify page: shows the face (or somebody else's), and comes back to the program. */
export async function showFace(phone: Phone, isOwn = true): Promise<void> {
  const answer = phone.page.getByRole('button', { name: isOwn ? '是本人，识别通过' : '不是本人' });
  await answer.waitFor();
  await phone.stage.screenshot(phone.page, `${phone.owner} 刷脸页`);
  await answer.click();
  await phone.page.waitForURL((url) => url.origin === new URL(phone.stage.house.url).origin);
}

/** On the proof page: proves by a code sent to the number that the core holds. */
export async function proveBySms(phone: Phone, person: DemoPerson): Promise<void> {
  await phone.tap('prove-send');
  await phone.see({ part: 'prove-code' });
  await phone.type('prove-code', await phone.stage.house.smsCode(person.phone));
  await phone.tap('prove-submit');
}

/** Reads the commitment to its end, with a look at the text, and answers its questions: a wrong answer first, then the right ones. */
export async function readAndConfirm(phone: Phone): Promise<void> {
  await phone.see({ part: 'text' });
  for (let taps = 0; taps < 20 && (await phone.part('commitment-scroll').isVisible()); taps += 1) {
    await phone.tap('commitment-scroll');
    await phone.page.waitForTimeout(500);
  }
  await phone.see({ part: 'commitment-confirm' });
  for (let place = 0; place < 10; place += 1) {
    const options = phone.parts(`answer-${place}-`);
    const count = await options.count();
    for (let option = 0; option < count; option += 1) {
      const answer = phone.part(`answer-${place}-${option}`);
      await answer.click();
      const question = phone.part(`question-${place}`);
      if (!(await question.innerText()).includes('不对，再看看')) break;
    }
  }
}
