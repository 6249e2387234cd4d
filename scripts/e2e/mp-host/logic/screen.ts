import { tabsOf } from '../program';
import type { JsonObject } from '../protocol';
import { Refusal } from './channel';
import { inConvention, type Options } from './convention';
import { number, type Parts, type Table, text } from './parts';

type Asked = { id: string; text?: string };
const nothing = () => undefined;

/** Routing, alike at both vendors. */
export function routing({ boot, router }: Parts): Table {
  const table: Table = {};
  for (const how of ['navigateTo', 'redirectTo', 'reLaunch', 'switchTab'] as const) {
    table[how] = inConvention(boot.client, how, ({ url }) => router.open(how, text(url)).then(nothing));
  }
  table.navigateBack = inConvention(boot.client, 'navigateBack', ({ delta }) =>
    router.back(number(delta, 1)).then(nothing),
  );
  return table;
}

/** What both vendors draw under the same names. */
function shared({ boot, channel, router }: Parts): Table {
  const api = (name: string, work: (options: Options) => Promise<object | undefined>) =>
    inConvention(boot.client, name, work);
  const pageId = () => router.top?.pageId ?? 0;
  const tabCount = tabsOf(boot.appJson).length;
  const drawn = (name: string, args: (options: Options) => object) =>
    api(name, (options) => channel.call(name, args(options)).then(nothing));
  return {
    hideToast: drawn('hideToast', () => ({})),
    hideLoading: drawn('hideLoading', () => ({})),
    hideKeyboard: drawn('hideKeyboard', () => ({})),
    stopPullDownRefresh: drawn('stopPullDownRefresh', () => ({ pageId: pageId() })),
    pageScrollTo: drawn('pageScrollTo', ({ scrollTop, selector, duration }) => ({
      pageId: pageId(),
      scrollTop,
      selector,
      duration: number(duration, 300),
    })),
    previewImage: drawn('previewImage', ({ urls, current }) => ({ urls, current: String(current ?? '') })),
    setTabBarBadge: drawn('setTabBarBadge', ({ index, text: badge }) => ({ index, text: badge })),
    setTabBarItem: api('setTabBarItem', async ({ index, text: label }) => {
      if (typeof index !== 'number' || index < 0 || index >= tabCount) throw new Refusal('invalid index');
      // WeChat only: Alipay documents no such refusal.
      if (boot.client === 'weapp' && !router.top?.isTab) throw new Refusal('not TabBar page');
      await channel.call('setTabBarItem', { index, text: label });
      return undefined;
    }),
    removeTabBarBadge: api('removeTabBarBadge', ({ index }) =>
      channel.call('setTabBarBadge', { index, text: '' }).then(nothing),
    ),
  };
}

export function weappScreen(parts: Parts): Table {
  const { channel, router } = parts;
  const api = (name: string, work: (options: Options) => Promise<object | undefined>) =>
    inConvention('weapp', name, work);
  const pageId = () => router.top?.pageId ?? 0;
  const loading = (isShown: boolean) => () =>
    channel.call('showNavigationBarLoading', { pageId: pageId(), shown: isShown }).then(nothing);
  return {
    ...shared(parts),
    showToast: api('showToast', ({ title, icon, duration }) =>
      channel
        .call('showToast', { title: text(title), icon: text(icon, 'success'), duration: number(duration, 1500) })
        .then(nothing),
    ),
    showLoading: api('showLoading', ({ title }) => channel.call('showLoading', { title: text(title) }).then(nothing)),
    showModal: api('showModal', async (options) => {
      const { id, text: typed } = await channel.call<Asked>('ask', {
        title: text(options.title),
        content: text(options.content),
        editable: options.editable === true,
        buttons: [
          ...(options.showCancel === false ? [] : [{ id: 'cancel', label: text(options.cancelText, '取消') }]),
          { id: 'confirm', label: text(options.confirmText, '确定') },
        ],
      });
      return { confirm: id === 'confirm', cancel: id === 'cancel', content: typed ?? null };
    }),
    showActionSheet: api('showActionSheet', async ({ alertText, itemList }) => {
      const { index } = await channel.call<{ index: number }>('showActionSheet', { title: text(alertText), itemList });
      if (index < 0) throw new Refusal('cancel');
      return { tapIndex: index };
    }),
    setNavigationBarTitle: api('setNavigationBarTitle', ({ title }) =>
      channel.call('setNavigationBarTitle', { pageId: pageId(), title: text(title) }).then(nothing),
    ),
    setNavigationBarColor: api('setNavigationBarColor', ({ frontColor, backgroundColor }) =>
      channel.call('setNavigationBarColor', { pageId: pageId(), frontColor, backgroundColor }).then(nothing),
    ),
    showNavigationBarLoading: api('showNavigationBarLoading', loading(true)),
    hideNavigationBarLoading: api('hideNavigationBarLoading', loading(false)),
  };
}

/** Alipay words: content instead of title, items instead of itemList, alert and confirm instead of showModal. */
export function alipayScreen(parts: Parts): Table {
  const { channel, router } = parts;
  const api = (name: string, work: (options: Options) => Promise<object | undefined>) =>
    inConvention('alipay', name, work);
  const pageId = () => router.top?.pageId ?? 0;
  const ask = (options: Options, buttons: JsonObject[]) =>
    channel.call<Asked>('ask', { title: text(options.title), content: text(options.content), buttons });
  const loading = (isShown: boolean) => () =>
    channel.call('showNavigationBarLoading', { pageId: pageId(), shown: isShown }).then(nothing);
  return {
    ...shared(parts),
    showToast: api('showToast', ({ content, type, duration }) =>
      channel
        .call('showToast', { title: text(content), icon: text(type, 'none'), duration: number(duration, 2000) })
        .then(nothing),
    ),
    showLoading: api('showLoading', ({ content }) =>
      channel.call('showLoading', { title: text(content) }).then(nothing),
    ),
    alert: api('alert', (options) =>
      ask(options, [{ id: 'confirm', label: text(options.buttonText, '确定') }]).then(nothing),
    ),
    confirm: api('confirm', async (options) => {
      const { id } = await ask(options, [
        { id: 'cancel', label: text(options.cancelButtonText, '取消') },
        { id: 'confirm', label: text(options.confirmButtonText, '确定') },
      ]);
      return { confirm: id === 'confirm' };
    }),
    showActionSheet: api('showActionSheet', async ({ title, items }) =>
      channel.call<{ index: number }>('showActionSheet', { title: text(title), itemList: items }),
    ),
    datePicker: api('datePicker', async (options) => {
      const { date } = await channel.call<{ date: string | null }>('datePicker', {
        format: text(options.format, 'yyyy-MM-dd'),
        currentDate: text(options.currentDate),
        startDate: text(options.startDate),
        endDate: text(options.endDate),
      });
      if (date === null) throw new Refusal('用户取消操作', { error: 11, errorMessage: '用户取消操作' });
      return { date };
    }),
    setNavigationBar: api('setNavigationBar', async ({ title, backgroundColor, frontColor }) => {
      if (title !== undefined) await channel.call('setNavigationBarTitle', { pageId: pageId(), title: text(title) });
      if (backgroundColor !== undefined) {
        await channel.call('setNavigationBarColor', {
          pageId: pageId(),
          frontColor: text(frontColor, '#000000'),
          backgroundColor,
        });
      }
      return undefined;
    }),
    showNavigationBarLoading: api('showNavigationBarLoading', loading(true)),
    hideNavigationBarLoading: api('hideNavigationBarLoading', loading(false)),
    hideBackHome: () => undefined,
  };
}
