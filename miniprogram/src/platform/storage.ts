import Taro from '@tarojs/taro';

/** What stays on the phone between visits (small JSON values). A full or blocked storage is forgiven: nothing here is the only copy. */
export const storage = {
  read<T>(name: string): T | undefined {
    try {
      const text = Taro.getStorageSync(name);
      return typeof text === 'string' && text !== '' ? (JSON.parse(text) as T) : undefined;
    } catch {
      return undefined;
    }
  },
  write(name: string, value: unknown): void {
    try {
      Taro.setStorageSync(name, JSON.stringify(value));
    } catch {
      // Private browsing or a full storage: the value lives on in memory for this visit.
    }
  },
  remove(name: string): void {
    try {
      Taro.removeStorageSync(name);
    } catch {
      // Nothing to remove where nothing could be written.
    }
  },
};
