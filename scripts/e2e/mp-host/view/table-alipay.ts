import type { VendorTable } from './vendor';

const words = (text: string) => text.trim().split(/\s+/);

const HOVER = 'hover-class hover-stop-propagation hover-start-time hover-stay-time';
const INPUT =
  'value type password placeholder placeholder-style placeholder-class disabled maxlength cursor-spacing focus confirm-type ' +
  'confirm-hold cursor selection-start selection-end name always-system random-number controlled enableNative enable-native';

/** Components, attributes and events of Alipay's base library 2.x that a compiled template may name (opendocs.alipay.com, 组件). */
export const ALIPAY: VendorTable = {
  directive: 'a:',
  scriptTag: { tag: 'import-sjs', source: 'from', name: 'name' },
  /** onTap, catchTap, capture-onTap, capture-catchTap: camelCase after the prefix, nothing else. */
  binding: /^(capture-on|capture-catch|on|catch)([A-Z].*)$/,
  common: words('id class style hidden slot role tabindex animation disable-scroll'),
  commonPattern: /^(data-|aria-)/,
  commonEvents: words(
    'tap longTap touchStart touchMove touchEnd touchCancel appear disappear firstAppear animationStart animationIteration ' +
      'animationEnd transitionEnd',
  ),
  bubbling: words('tap longTap touchStart touchMove touchEnd touchCancel'),
  tolerated: {
    // Taro writes WeChat's event into Alipay's button, where it has neither meaning nor effect: Alipay reads only onXxx.
    button: words('onagreeprivacyauthorization'),
  },
  components: {
    view: { attributes: words(HOVER), events: [] },
    text: { attributes: words('selectable space decode number-of-lines'), events: [] },
    image: {
      attributes: words('src mode lazy-load default-source show-menu-by-longpress'),
      events: words('load error'),
    },
    'scroll-view': {
      attributes: words(
        'scroll-x scroll-y upper-threshold lower-threshold scroll-top scroll-left scroll-into-view scroll-with-animation ' +
          'scroll-animation-duration enable-back-to-top trap-scroll',
      ),
      events: words('scroll scrollToUpper scrollToLower'),
    },
    button: {
      attributes: words(
        `${HOVER} size type plain disabled loading form-type open-type name scope public-id app-parameter`,
      ),
      events: words('getAuthorize error getUserInfo getPhoneNumber followLifestyle'),
    },
    input: { attributes: words(INPUT), events: words('input focus blur confirm') },
    textarea: {
      attributes: words(`${INPUT} auto-height show-count`),
      events: words('input focus blur confirm'),
    },
    picker: { attributes: words('range range-key value disabled title name'), events: words('change cancel') },
    switch: { attributes: words('checked disabled color controlled name'), events: words('change') },
    checkbox: { attributes: words('value checked disabled color name'), events: words('change') },
    'checkbox-group': { attributes: words('name'), events: words('change') },
    radio: { attributes: words('value checked disabled color name'), events: words('change') },
    'radio-group': { attributes: words('name'), events: words('change') },
    label: { attributes: words('for name'), events: [] },
    form: { attributes: words('report-submit'), events: words('submit reset') },
    'rich-text': { attributes: words('nodes'), events: [] },
    'root-portal': { attributes: words('enable'), events: [] },
    // The button that opens customer service inside the program (opendocs.alipay.com/mini/component/contact-button).
    'contact-button': {
      attributes: words('tnt-inst-id scene size color icon url alipay-card-no ext-info'),
      events: words('tap'),
    },
  },
};
