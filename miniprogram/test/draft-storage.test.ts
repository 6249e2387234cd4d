import { afterEach, describe, expect, test, vi } from 'vitest';
import type { DraftStorage } from '../src/platform/draft-vault';

const TYPED = '{"typed":{"name":"徐可欣","certificateNumber":"32010020181121926X"}}';

/** What a phone keeps while the program is killed and started again. */
interface Phone {
  kept: Map<string, { bytes: string; isEncrypted: boolean }>;
  /** Writes that have begun; the phone answers a little later. */
  writes: number;
}

const later = (act: () => void) => setTimeout(act, 3);
const scramble = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const unscramble = (text: string) => Buffer.from(text, 'base64').toString('utf8');

interface Call {
  key: string;
  data?: string;
  encrypt?: boolean;
  success(answer: { data?: unknown }): void;
  fail(answer: { errMsg: string }): void;
}

/** Storage as WeChat documents it: `encrypt` must be the same at writing and reading; a missing key fails. */
function wechat(phone: Phone, canEncrypt = true) {
  return {
    canIUse: (schema: string) => schema === 'setStorage.object.encrypt' && canEncrypt,
    setStorage({ key, data = '', encrypt = false, success }: Call) {
      phone.writes += 1;
      const isEncrypted = encrypt && canEncrypt;
      later(() => {
        phone.kept.set(key, { bytes: isEncrypted ? scramble(data) : data, isEncrypted });
        success({});
      });
    },
    getStorage({ key, encrypt = false, success, fail }: Call) {
      const found = phone.kept.get(key);
      later(() => {
        if (!found || found.isEncrypted !== encrypt) fail({ errMsg: 'getStorage:fail data not found' });
        else success({ data: encrypt ? unscramble(found.bytes) : found.bytes });
      });
    },
    removeStorage({ key, success }: Call) {
      later(() => {
        phone.kept.delete(key);
        success({});
      });
    },
  };
}

/** A start of the program on this phone. */
async function start(client: 'weapp' | 'alipay', phone: Phone, canEncrypt = true): Promise<DraftStorage> {
  vi.resetModules();
  // Alipay encrypts the whole storage by itself: the calls are the same without the flag, the bytes never readable.
  const native = wechat(phone, client === 'alipay' || canEncrypt);
  const quietly = (call: (options: Call) => void) => (options: Call) => call({ ...options, encrypt: true });
  if (client === 'weapp') vi.stubGlobal('wx', native);
  else
    vi.stubGlobal('my', {
      setStorage: quietly(native.setStorage),
      getStorage: quietly(native.getStorage),
      removeStorage: native.removeStorage,
    });
  const { keptDraftStorage } =
    client === 'weapp'
      ? await import('../src/platform/draft-storage.weapp')
      : await import('../src/platform/draft-storage.alipay');
  return keptDraftStorage;
}

const newPhone = (): Phone => ({ kept: new Map(), writes: 0 });
const settled = () => new Promise((resolve) => setTimeout(resolve, 40));
const readable = (phone: Phone) => JSON.stringify([...phone.kept.values()].map(({ bytes }) => bytes));

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe.each(['weapp', 'alipay'] as const)('drafts on %s', (client) => {
  test('are there again after a kill, and unreadable on the phone meanwhile', async () => {
    const phone = newPhone();
    const first = await start(client, phone);
    await first.ready;
    first.write('bind-draft', TYPED);
    expect(first.read('bind-draft')).toBe(TYPED);
    await settled();
    expect(phone.kept.size).toBe(1);
    expect(readable(phone)).not.toMatch(/徐可欣|32010020181121926X/);
    const second = await start(client, phone);
    expect(second.isReady()).toBe(false);
    await second.ready;
    expect(second.read('bind-draft')).toBe(TYPED);
  });

  test('fast typing ends with the last letter, in few writes', async () => {
    const phone = newPhone();
    const drafts = await start(client, phone);
    await drafts.ready;
    for (let count = 1; count <= 100; count += 1) drafts.write('bind-draft', 'x'.repeat(count));
    await settled();
    expect(phone.writes).toBeLessThan(5);
    const next = await start(client, phone);
    await next.ready;
    expect(next.read('bind-draft')).toBe('x'.repeat(100));
  });

  test('removed and cleared drafts leave nothing on the phone', async () => {
    const phone = newPhone();
    const drafts = await start(client, phone);
    await drafts.ready;
    drafts.write('bind-draft', TYPED);
    drafts.write('prove', TYPED);
    drafts.remove('bind-draft');
    await settled();
    expect(phone.kept.size).toBe(1);
    drafts.clear();
    await settled();
    expect(phone.kept.size).toBe(0);
  });

  test('a sign-out before the old drafts were read wipes them all the same', async () => {
    const phone = newPhone();
    const first = await start(client, phone);
    await first.ready;
    first.write('bind-draft', TYPED);
    await settled();
    const second = await start(client, phone);
    second.clear();
    await second.ready;
    await settled();
    expect(second.read('bind-draft')).toBeUndefined();
    expect(phone.kept.size).toBe(0);
  });

  test('a day later they are gone from the phone at the next start', async () => {
    const phone = newPhone();
    const first = await start(client, phone);
    await first.ready;
    first.write('prove', TYPED);
    await settled();
    vi.useFakeTimers({ now: Date.now() + 24 * 3_600_000, toFake: ['Date'] });
    const second = await start(client, phone);
    await second.ready;
    await settled();
    expect(second.read('prove')).toBeUndefined();
    expect(phone.kept.size).toBe(0);
  });
});

test('a WeChat too old to encrypt keeps drafts in memory only', async () => {
  const phone = newPhone();
  const drafts = await start('weapp', phone, false);
  expect(drafts.isReady()).toBe(true);
  drafts.write('bind-draft', TYPED);
  await settled();
  expect(drafts.read('bind-draft')).toBe(TYPED);
  expect(phone.kept.size).toBe(0);
});
