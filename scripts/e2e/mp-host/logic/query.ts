import type { Json, JsonObject, SelectorQuery } from '../protocol';
import type { Parts, Table } from './parts';

type Callback = (result: unknown) => void;

/**
 * createSelectorQuery of both vendors. WeChat's node queries take a callback of their own; the one that Alipay documents does not:
 * what was asked for arrives only in exec's callback.
 */
class Query {
  readonly #queries: SelectorQuery[] = [];
  readonly #callbacks: (Callback | undefined)[] = [];
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  in(): this {
    return this;
  }
  select(selector: string) {
    return this.#node(selector, false);
  }
  selectAll(selector: string) {
    return this.#node(selector, true);
  }
  selectViewport() {
    return this.#node('viewport', false);
  }

  exec(callback?: (results: Json[]) => void): this {
    const { channel, router } = this.#parts;
    const pageId = router.top?.pageId ?? 0;
    void channel.call<{ results: Json[] }>('selectorQuery', { pageId, queries: this.#queries }).then(({ results }) => {
      for (const [index, result] of results.entries()) this.#callbacks[index]?.(result);
      callback?.(results);
    });
    return this;
  }

  #node(selector: string, all: boolean) {
    const add = (ask: SelectorQuery['ask'], callback?: Callback, fields?: JsonObject) => {
      this.#queries.push({ selector, all, ask, ...(fields ? { fields } : {}) });
      this.#callbacks.push(this.#parts.boot.client === 'weapp' ? callback : undefined);
      return this;
    };
    const node = {
      boundingClientRect: (callback?: Callback) => add('boundingClientRect', callback),
      scrollOffset: (callback?: Callback) => add('scrollOffset', callback),
    };
    if (this.#parts.boot.client === 'alipay') return node;
    return { ...node, fields: (fields: JsonObject, callback?: Callback) => add('fields', callback, fields) };
  }
}

/** createSelectorQuery, createIntersectionObserver, and the way of observations back to their callbacks. */
export function queries(parts: Parts): { table: Table; observed(observerId: number, results: unknown[]): void } {
  const observers = new Map<number, Callback>();
  let last = 0;
  const createIntersectionObserver = (
    _component?: unknown,
    given: { thresholds?: number[]; observeAll?: boolean; selectAll?: boolean } = {},
  ) => {
    last += 1;
    const observerId = last;
    let relativeTo: string | null = null;
    let margins: JsonObject = {};
    const observer = {
      relativeTo: (selector: string, around: JsonObject = {}) => {
        relativeTo = selector;
        margins = around;
        return observer;
      },
      relativeToViewport: (around: JsonObject = {}) => {
        margins = around;
        return observer;
      },
      observe: (selector: string, callback: Callback) => {
        observers.set(observerId, callback);
        const all = given.observeAll === true || given.selectAll === true;
        const thresholds = given.thresholds ?? [0];
        const pageId = parts.router.top?.pageId ?? 0;
        parts.channel.tell('observe', { pageId, observerId, selector, all, relativeTo, margins, thresholds });
      },
      disconnect: () => {
        observers.delete(observerId);
        parts.channel.tell('unobserve', { observerId });
      },
    };
    return observer;
  };
  return {
    table: { createSelectorQuery: () => new Query(parts), createIntersectionObserver },
    observed: (observerId, results) => {
      for (const result of results) observers.get(observerId)?.(result);
    },
  };
}
