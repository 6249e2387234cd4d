import type { LogicBoot } from '../protocol';
import type { AppHandle } from './app';
import type { Channel } from './channel';
import type { Router } from './router';

/** What the APIs are made of. */
export interface Parts {
  boot: LogicBoot;
  channel: Channel;
  router: Router;
  app: AppHandle;
  /** True within a second after the person touched something: some APIs want a tap. */
  isTapped(): boolean;
}

/** A table of APIs under their vendor's names. */
export type Table = Record<string, unknown>;

export const text = (value: unknown, otherwise = ''): string => (typeof value === 'string' ? value : otherwise);
export const number = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

/** Listeners behind an on…/off… pair of APIs. */
export class Ears<Value> {
  readonly #listeners = new Set<(value: Value) => void>();
  readonly on = (listen: (value: Value) => void): void => {
    this.#listeners.add(listen);
  };
  readonly off = (listen?: (value: Value) => void): void => {
    if (listen) this.#listeners.delete(listen);
    else this.#listeners.clear();
  };
  tell(value: Value): void {
    for (const listen of [...this.#listeners]) listen(value);
  }
}
