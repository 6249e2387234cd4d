import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { EndpointName } from '@gongji/shared/contract/endpoints';
import type { Reply } from '@gongji/shared/contract/schemas';
import type { Call, CallOptions } from '../../bff/src/test-client';
import { type Citizen, signIn } from './cast';
import type { Dice } from './random';
import type { World } from './world';

/**
 * What a client knows at the end of one intent: done, refused with a reason, or not known, because it gave up asking.
 * `unexpected`: an answer that no client should ever get.
 */
export type Told<Name extends EndpointName> =
  | { outcome: 'done'; reply: Reply<Name>; tries: number }
  | { outcome: 'refused'; code: string; tries: number }
  | { outcome: 'unknown'; tries: number }
  | { outcome: 'unexpected'; words: string; tries: number };

export const NO_ANSWER = 'no answer';

/** How often each kind of answer was seen, for the summary. */
export const answers = new Map<string, number>();

const MOST_TRIES = 40;
const GIVE_UP_CHANCE = 0.02;

/**
 * One intent of a citizen, under one idempotency key: after a broken connection, a time-out or a 5xx the same call is sent
 * again, as the mini-program does. Seldom the citizen gives up. After success the call is sometimes sent once more.
 */
export async function insist<Name extends EndpointName>(
  world: World,
  call: Call,
  dice: Dice,
  citizen: Citizen,
  name: Name,
  options: CallOptions<Name>,
): Promise<Told<Name>> {
  const key = randomUUID();
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    // While no process runs there is nobody to ask: waiting for it is not a try.
    while (world.urls().length === 0) await pause(20);
    const token = citizen.token;
    const answer = await call(name, { ...options, token, key }).catch(() => undefined);
    const seen =
      answer === undefined ? NO_ANSWER : answer.status === 200 ? '200' : `${answer.status} ${answer.error.code}`;
    answers.set(seen, (answers.get(seen) ?? 0) + 1);
    if (answer?.status === 200) {
      const reply = answer.ok;
      if (dice.isLucky(0.1)) {
        // A reply that was lost on its way: the client asks again and must hear of the same deed.
        const again = await call(name, { ...options, token, key }).catch(() => undefined);
        const other = again && again.status !== 200 && again.status < 500 ? again.error.code : undefined;
        if (other !== undefined && other !== 'NOT_SIGNED_IN' && other !== 'SESSION_ENDED')
          return {
            outcome: 'unexpected',
            words: `${name} was done, and then answered ${other} to the same key`,
            tries,
          };
      }
      return { outcome: 'done', reply, tries };
    }
    if (answer?.status === 401) {
      if (citizen.token === token) await signIn(world, call, citizen).catch(() => undefined);
    } else if (answer && answer.status < 500 && answer.status !== 429) {
      const { code, refusal } = answer.error;
      return { outcome: 'refused', code: refusal?.code ?? code, tries };
    } else if (answer && answer.status === 500) {
      return { outcome: 'unexpected', words: `${name} answered 500: ${answer.text}`, tries };
    }
    if (dice.isLucky(GIVE_UP_CHANCE)) return { outcome: 'unknown', tries };
    await pause(dice.between(60, 250));
  }
  return { outcome: 'unknown', tries: MOST_TRIES };
}
