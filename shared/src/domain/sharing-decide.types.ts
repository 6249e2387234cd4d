import type { PolicyPack } from '../policy/pack';
import type { Result } from './result';
import type { Action, Command, Facts, Refusal, Role } from './sharing.types';

export interface DecideContext {
  pack: PolicyPack;
  facts: Facts;
  now: string;
  role: Role;
  /** Used when this command opens the sharing. */
  sharingId: string;
  ownerId: string;
  /** The acting member's person; when given, a member may act on their own place only. */
  personId?: string;
}

export type Decision = Result<Action[], Refusal>;
export type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;
/** An action before it is stamped with command, instant and role. */
export type Draft = Action extends infer A ? (A extends Action ? Omit<A, 'commandId' | 'at' | 'by'> : never) : never;
export type Drafts = Result<Draft[], Refusal>;
