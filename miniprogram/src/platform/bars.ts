import Taro from '@tarojs/taro';
import { currentScript, inScript } from '../script/script';

/** The tab bar's words, in the order of app.config.ts. */
const TABS = ['首页', '我的共济', '记录', '我的'];

/** Writes the native tab bar in the chosen script. Only on tab pages; elsewhere the platform refuses, and nothing is lost. */
export function dressTabs(): void {
  for (const [index, text] of TABS.entries()) {
    Promise.resolve(Taro.setTabBarItem({ index, text: inScript(text) })).catch(() => undefined);
  }
}

/** Writes this page's native title and the tab bar in Traditional characters; in Simplified ones they stand already. */
export function dressBars(): void {
  if (currentScript() === 'zh-Hans') return;
  const page = Taro.getCurrentInstance().page;
  const title = page?.config?.navigationBarTitleText;
  if (title) Promise.resolve(Taro.setNavigationBarTitle({ title: inScript(title) })).catch(() => undefined);
  if (Taro.getCurrentPages().length <= 1) dressTabs();
}
