import type { JsonObject, ViewEvent } from '../protocol';
import type { Channel } from './channel';

export type Hook = (...args: unknown[]) => unknown;
export type Config = Record<string, unknown> & { data?: unknown; methods?: Record<string, Hook> };

/** Both vendors refuse a single setData above 1 MB; WeChat's documents call 256 KB too much. */
const SET_DATA_LIMIT_BYTES = 1024 * 1024;
const SET_DATA_WARN_CHARS = 256 * 1024;

/** One page of the stack: the instance that the program sees as `this`, and what the host knows about it. */
export class PageHandle {
  readonly instance: Record<string, unknown>;
  readonly #callbacks = new Map<number, () => void>();
  #seq = 0;
  #isClosed = false;

  constructor(
    readonly channel: Channel,
    readonly pageId: number,
    readonly path: string,
    readonly query: Record<string, string>,
    readonly isTab: boolean,
    config: Config,
    readonly components: Map<string, Config>,
  ) {
    this.instance = {
      ...config,
      data: jsonCopy(config.data ?? {}),
      route: path,
      is: path,
      options: query,
      setData: (data: unknown, callback?: () => void) => this.#setData(data, callback),
      selectComponent: () => null,
      selectAllComponents: () => [],
    };
    if ('__wxWebviewId__' in config) throw new Error(`${path}: Page() was given an instance`);
    // WeChat knows both spellings, Alipay only `route`; both hand out the id.
    Object.assign(this.instance, { __route__: path, $id: pageId, getPageId: () => `pageId:${pageId}` });
  }

  /** Calls a life-cycle method when the page has it. */
  hook(name: string, ...args: unknown[]): unknown {
    const method = this.instance[name];
    return typeof method === 'function' ? this.channel.guarded(() => method.apply(this.instance, args)) : undefined;
  }

  has(name: string): boolean {
    return typeof this.instance[name] === 'function';
  }

  dispatch(message: ViewEvent): void {
    const holder = message.componentIs ? this.components.get(message.componentIs)?.methods : this.instance;
    const method = holder?.[message.handler];
    const who = message.componentIs ?? this.path;
    if (typeof method !== 'function') {
      this.channel.fault(`${who} does not have a method "${message.handler}" to handle event "${message.event.type}"`);
      return;
    }
    const self = message.componentIs ? { is: who, data: {}, properties: {}, dataset: {} } : this.instance;
    method.call(self, message.event);
  }

  /** The view has drawn setData number `seq`. */
  rendered(seq: number): void {
    const callback = this.#callbacks.get(seq);
    this.#callbacks.delete(seq);
    callback?.call(this.instance);
  }

  close(): void {
    this.#isClosed = true;
    this.#callbacks.clear();
  }

  #setData(data: unknown, callback?: () => void): void {
    if (data === null || typeof data !== 'object') throw new TypeError('setData: the data must be an object');
    // Data for a page that is gone goes nowhere, in the containers too.
    if (this.#isClosed) return;
    const text = JSON.stringify(data);
    if (text.length > SET_DATA_LIMIT_BYTES) {
      this.channel.fault(`${this.path}: setData of ${text.length} characters, the containers refuse more than 1 MB`);
      return;
    }
    if (text.length > SET_DATA_WARN_CHARS) {
      this.channel.fault(`${this.path}: setData of ${text.length} characters, more than 256 KB at once`);
    }
    const copy = JSON.parse(text) as JsonObject;
    for (const [path, value] of Object.entries(copy)) setAt(this.instance.data as JsonObject, path, value);
    this.#seq += 1;
    if (callback) this.#callbacks.set(this.#seq, callback);
    this.channel.send({ type: 'setData', pageId: this.pageId, seq: this.#seq, data: copy });
  }
}

/** The steps of a data path: `root.cn.[0].v` and `a.b[2]` alike. */
export function stepsOf(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map((found) =>
    found[1] === undefined ? found[0] : Number(found[1]),
  );
}

/** Puts a value at a data path; what lies on the way is made, as the containers do. */
export function setAt(root: object, path: string, value: unknown): void {
  const steps = stepsOf(path);
  let holder = root as Record<string | number, unknown>;
  for (const [index, step] of steps.slice(0, -1).entries()) {
    const next = holder[step];
    if (next === null || typeof next !== 'object') holder[step] = typeof steps[index + 1] === 'number' ? [] : {};
    holder = holder[step] as Record<string | number, unknown>;
  }
  const last = steps.at(-1);
  if (last !== undefined) holder[last] = value;
}

const jsonCopy = (value: unknown): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;
