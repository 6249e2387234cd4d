import Taro from '@tarojs/taro';

export function restartAt(path: string): void {
  Taro.reLaunch({ url: path }).catch(() => undefined);
}
