import { Refusal } from './channel';
import { inConvention, type Options } from './convention';
import { type Parts, type Table, text } from './parts';

/** WeChat: 1 MB a key and 10 MB in all. Alipay: 200 × 1024 characters a key and 10 MB in all. */
const LIMITS = {
  weapp: { perKey: 1024 * 1024, inAll: 10 * 1024 * 1024 },
  alipay: { perKey: 200 * 1024, inAll: 10 * 1024 * 1024 },
};
const SEALED = 'sealed:';

/** What the phone keeps for this mini-program: text per key; every change goes to the shell at once, so that a kill loses nothing. */
class Kept {
  readonly entries: Map<string, string>;
  constructor(readonly parts: Parts) {
    this.entries = new Map(Object.entries(parts.boot.storage));
  }

  write(key: string, value: string): void {
    const { perKey, inAll } = LIMITS[this.parts.boot.client];
    if (key === '') throw new Refusal('parameter error: parameter.key should be String instead of Undefined;');
    if (value.length > perKey) throw new Refusal('entry size limit reached');
    let total = value.length;
    for (const [other, kept] of this.entries) if (other !== key) total += kept.length;
    if (total > inAll) throw new Refusal('exceed storage max size 10Mb');
    this.entries.set(key, value);
    this.parts.channel.tell('storageWrite', { key, value });
  }

  remove(key: string): void {
    this.entries.delete(key);
    this.parts.channel.tell('storageWrite', { key });
  }

  clear(): void {
    for (const key of [...this.entries.keys()]) this.remove(key);
  }

  info(): object {
    const size = [...this.entries.values()].reduce((sum, kept) => sum + kept.length, 0);
    return { keys: [...this.entries.keys()], currentSize: Math.ceil(size / 1024), limitSize: 10 * 1024 };
  }
}

/** wx.*Storage*. `encrypt: true` (asynchronous only, base library 2.21.3) keeps what cannot be read without it. */
export function weappStorage(parts: Parts): Table {
  const kept = new Kept(parts);
  const api = (name: string, work: (options: Options) => object | undefined) => inConvention('weapp', name, work);
  const textIn = (value: unknown): string => {
    if (value === undefined) throw new Refusal('parameter error: parameter.data should not be undefined');
    return JSON.stringify(value);
  };
  /** The synchronous ones throw instead of failing. */
  const sync =
    <Args extends unknown[], Result>(name: string, work: (...args: Args) => Result) =>
    (...args: Args): Result => {
      try {
        return work(...args);
      } catch (error) {
        throw error instanceof Refusal ? new Error(`${name}:fail ${error.errMsg}`) : error;
      }
    };
  const plain = (key: string): unknown => {
    const found = kept.entries.get(key);
    if (found === undefined) return '';
    return found.startsWith(SEALED) ? found : JSON.parse(found);
  };
  return {
    setStorage: api('setStorage', ({ key, data, encrypt }) => {
      kept.write(text(key), encrypt === true ? SEALED + swapped(textIn(data)) : textIn(data));
      return undefined;
    }),
    getStorage: api('getStorage', ({ key, encrypt }) => {
      const found = kept.entries.get(text(key));
      if (found === undefined) throw new Refusal('data not found');
      if ((encrypt === true) !== found.startsWith(SEALED)) throw new Refusal('decrypt error');
      return { data: encrypt === true ? JSON.parse(swapped(found.slice(SEALED.length))) : JSON.parse(found) };
    }),
    removeStorage: api('removeStorage', ({ key }) => void kept.remove(text(key))),
    clearStorage: api('clearStorage', () => void kept.clear()),
    getStorageInfo: api('getStorageInfo', () => kept.info()),
    setStorageSync: sync('setStorageSync', (key: string, data: unknown) => kept.write(key, textIn(data))),
    getStorageSync: sync('getStorageSync', plain),
    removeStorageSync: (key: string) => kept.remove(key),
    clearStorageSync: () => kept.clear(),
    getStorageInfoSync: () => kept.info(),
  };
}

/** my.*Storage*: options objects everywhere; a key that is not there gives `data: null`. */
export function alipayStorage(parts: Parts): Table {
  const kept = new Kept(parts);
  const read = (key: unknown) => {
    const found = kept.entries.get(text(key));
    return { data: found === undefined ? null : JSON.parse(found) };
  };
  const write = ({ key, data }: Options) => void kept.write(text(key), JSON.stringify(data ?? null));
  const api = (name: string, work: (options: Options) => object | undefined) => inConvention('alipay', name, work);
  const sync =
    (work: (options: Options) => object | undefined) =>
    (options: Options = {}): object => {
      if (typeof options !== 'object') throw new Error('my.*StorageSync wants an object');
      try {
        return { success: true, ...work(options) };
      } catch (error) {
        return { error: 11, errorMessage: error instanceof Refusal ? error.errMsg : String(error), success: false };
      }
    };
  const remove = ({ key }: Options) => void kept.remove(text(key));
  const clear = () => void kept.clear();
  return {
    setStorage: api('setStorage', write),
    getStorage: api('getStorage', ({ key }) => read(key)),
    removeStorage: api('removeStorage', remove),
    clearStorage: api('clearStorage', clear),
    getStorageInfo: api('getStorageInfo', () => kept.info()),
    setStorageSync: sync(write),
    getStorageSync: sync(({ key }) => read(key)),
    removeStorageSync: sync(remove),
    clearStorageSync: sync(clear),
    getStorageInfoSync: sync(() => kept.info()),
  };
}

/** Stands for the vendor's encryption: enough that what was sealed cannot be read in the phone's storage by a glance or a search. Its own inverse. */
function swapped(value: string): string {
  return [...value]
    .map((letter) => (letter.codePointAt(0) ?? 0) ^ 0x155)
    .map((code) => String.fromCodePoint(code))
    .join('');
}
