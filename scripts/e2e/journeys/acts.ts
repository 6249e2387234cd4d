import type { DemoPerson, House } from '../house';
import type { Phone } from './phone';

/** A demo person of the core's simulator by name. */
export async function personNamed(house: House, name: string): Promise<DemoPerson> {
  const found = (await house.people()).find((person) => person.name === name);
  if (!found) throw new Error(`The simulator knows nobody named ${name}.`);
  return found;
}

/** On the sign-in page: in, by the means of this client's platform. */
export async function signIn(phone: Phone, person: Pick<DemoPerson, 'phone'>): Promise<void> {
  if (phone.driver.signsInBy === 'platform') await phone.tap('login-platform');
  else await signInBySms(phone, person.phone);
}

/** On the sign-in page: the phone number, the code from the SMS inbox, in. */
export async function signInBySms(phone: Phone, number: string): Promise<void> {
  if (phone.driver.signsInBy === 'platform') await phone.tap('login-by-sms');
  await phone.type('login-phone', number);
  await phone.nextQuestion();
  await phone.tap('login-send');
  await phone.typeCode('login-code', await phone.stage.house.smsCode(number));
}

/** On the bind's first page: in by one tap where the platform has an account, else over the sign-in page; on to the proof. */
export async function signInToBind(phone: Phone, person: Pick<DemoPerson, 'phone'>): Promise<void> {
  await phone.tap('bind-sign-in');
  if (phone.driver.signsInBy === 'sms') await signInBySms(phone, person.phone);
  await phone.seeOneOf('prove-name', 'question-next');
}

/** On the proof page: name and certificate number as on the card. */
export async function fillOwnIdentity(phone: Phone, family: string, person: DemoPerson): Promise<void> {
  const province = phone.part(`prove-province-${family}`);
  await province.waitFor();
  // Chosen on the way here already: nobody taps it again.
  if ((await province.getAttribute('aria-checked')) !== 'true') await phone.tap(`prove-province-${family}`);
  await phone.nextQuestion();
  await phone.type('prove-name', person.name);
  await phone.nextQuestion();
  await phone.type('prove-certificate', person.certificateNumber);
}

/** Before the platform's camera: shows the face (or somebody else's), and is back in the program. */
export async function showFace(phone: Phone, isOwn = true): Promise<void> {
  await phone.showFace(isOwn);
}

/** On the proof page: by face where the platform has a camera of its own, in a browser by a code. */
export async function proveAsThePlatformDoes(phone: Phone, person: DemoPerson): Promise<void> {
  if (phone.driver.signsInBy === 'sms') return proveBySms(phone, person);
  await phone.tap('prove-way-face');
  await phone.tap('prove-face');
  await showFace(phone);
}

/** On the proof page: proves by a code sent to the number that the core holds. */
export async function proveBySms(phone: Phone, person: DemoPerson, look = async () => {}): Promise<void> {
  await phone.tap('prove-send');
  await phone.see({ part: 'prove-code' });
  await look();
  await phone.typeCode('prove-code', await phone.stage.house.smsCode(person.phone));
}

/** From the bind's address to the choice of kinship: province, owner, signed in by SMS, not yet proven. */
export async function startAsOwner(phone: Phone, family: string, person: DemoPerson): Promise<void> {
  await phone.go('/packages/bind/journey/index');
  await phone.tap(`bind-province-${family}`);
  await signInToBind(phone, person);
  await fillOwnIdentity(phone, family, person);
}

/** On the kinship step: chooses it and writes down who the relative is. Does not go on. */
export async function writeMember(
  phone: Phone,
  kinship: string,
  member: Pick<DemoPerson, 'name' | 'certificateNumber'>,
) {
  await phone.tap(`bind-kinship-${kinship}`);
  await phone.type('bind-name', member.name);
  await phone.nextQuestion();
  await phone.type('bind-certificate', member.certificateNumber);
}

/** The texts in a phone's SMS inbox, newest first. */
export async function smsTexts(house: House, number: string): Promise<string[]> {
  const answer = await fetch(`${house.smsUrl}/inbox?phone=${number}`, { signal: AbortSignal.timeout(10_000) });
  const { messages } = (await answer.json()) as { messages: { text: string }[] };
  return messages.map(({ text }) => text);
}

/** Opens the records until the feed has brought a bill in this state, unfolds the newest such one and hands back its words. */
export async function openRecord(phone: Phone, status: string): Promise<string> {
  await soon(async () => {
    await phone.go('/pages/records/index');
    await phone.see({ part: `record-${status}` }, 2_000);
  });
  const record = phone.page.locator(`${phone.driver.named(`record-${status}`)}:visible`).first();
  await record.locator(phone.driver.namedFrom('record-open-')).click();
  await phone.see({ part: 'record-parts' });
  return (await record.innerText()).replace(/\s+/g, ' ');
}

/** Tries an assertion again until it holds: what goes over the core and its feed takes a moment. */
export async function soon(check: () => Promise<void>, withinMs = 20_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}
