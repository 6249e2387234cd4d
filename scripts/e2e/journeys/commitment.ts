import assert from 'node:assert/strict';
import type { Phone } from './phone';

const SCROLLED_WITHIN_MS = 1_500;

interface Text {
  questions: { check?: { options: string[]; rightIndex: number } }[];
}

/** The text that this phone asked for last, as the server gave it: its reader knows the right answers. */
async function textBeingRead(phone: Phone): Promise<Text> {
  await phone.see({ part: 'text' });
  const asked = (await phone.driver.requests()).findLast(({ path }) => path.startsWith('/v1/texts/'));
  assert.ok(asked, 'the phone shows a text and never asked for one');
  const answer = await fetch(phone.stage.house.url + asked.path, { signal: AbortSignal.timeout(10_000) });
  return (await answer.json()) as Text;
}

/** Reads a text to its end and answers its questions right; one is answered wrong before, where the reader is careless. */
export async function readAndAnswer(phone: Phone, { isCareless = true } = {}): Promise<void> {
  const { questions } = await textBeingRead(phone);
  let mayErr = isCareless;
  for (const [place, { check }] of questions.entries()) {
    if (!check) continue;
    if (mayErr) {
      const wrong = check.options.findIndex((_, option) => option !== check.rightIndex);
      await phone.tap(`answer-${place}-${wrong}`);
      await phone.part(`question-${place}`).getByText('不对，再看看').waitFor();
      mayErr = false;
    }
    await phone.tap(`answer-${place}-${check.rightIndex}`);
  }
  await readToEnd(phone);
}

/** A right answer reads on by itself; where the end is still out of sight, by the button; a text without questions, in elder mode, part by part. */
export async function readToEnd(phone: Phone): Promise<void> {
  for (let taps = 0; taps < 20; taps += 1) {
    const isThere = await phone.see({ part: 'commitment-confirm' }, SCROLLED_WITHIN_MS).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await phone.tap(await phone.seeOneOf('commitment-scroll', 'commitment-on'));
  }
  throw new Error('The end of the text did not come into sight with 20 taps.');
}
