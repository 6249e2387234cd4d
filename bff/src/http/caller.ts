import type { Caller } from './handler';
import { HttpError } from './http-error';
import type { OperatorCaller } from './steps/operator-session';

/** A caller who is attached to a person. */
export type ProvenCaller = Caller & { personId: string };

/** Narrows what the pipeline has already made sure of on rows with access `session`. */
export function signedIn(caller: Caller | undefined): Caller {
  if (caller === undefined) throw new HttpError('NOT_SIGNED_IN');
  return caller;
}

/** Narrows what the pipeline has already made sure of on rows with access `proven`. */
export function proven(caller: Caller | undefined): ProvenCaller {
  const { personId } = signedIn(caller);
  if (personId === undefined) throw new HttpError('NOT_PROVEN');
  return { ...signedIn(caller), personId };
}

/** Narrows what the pipeline has already made sure of on idempotent rows. */
export function commandIdOf(commandId: string | undefined): string {
  if (commandId === undefined) throw new HttpError('IDEMPOTENCY_KEY_MISSING');
  return commandId;
}

/** Narrows what the pipeline has already made sure of on operator rows. */
export function atConsole(operator: OperatorCaller | undefined): OperatorCaller {
  if (operator === undefined) throw new HttpError('NOT_SIGNED_IN');
  return operator;
}
