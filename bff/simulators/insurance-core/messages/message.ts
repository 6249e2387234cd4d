import type { z } from 'zod';
import type { Core, Draft } from '../core';
import type { CallerRole } from '../keys';
import type { Envelope } from '../wire';

/** What a message's work sees. `draft` is committed after the work, together with the answer. */
export interface MessageContext {
  core: Core;
  draft: Draft;
  envelope: Envelope;
}

/** One message of the protocol: who may send it, what it carries, whether it changes anything, and its work. */
export interface Message<S extends z.ZodType = z.ZodType> {
  infno: string;
  callers: readonly CallerRole[];
  /** true: the answer is kept by msgid and given again. */
  isWrite: boolean;
  input: S;
  /** Returns the output. Throws CoreRefusal to say no. */
  work(input: z.infer<S>, context: MessageContext): Record<string, unknown>;
}

/** Fixes the input type of a message's work to its schema. */
export function defineMessage<S extends z.ZodType>(message: Message<S>): Message {
  return message as unknown as Message;
}
