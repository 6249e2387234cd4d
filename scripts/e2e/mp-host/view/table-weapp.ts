import type { VendorTable } from './vendor';

const words = (text: string) => text.trim().split(/\s+/);

const INPUT =
  'value type password placeholder placeholder-style placeholder-class disabled maxlength cursor-spacing focus confirm-type ' +
  'confirm-hold cursor cursor-color selection-start selection-end adjust-position hold-keyboard always-embed auto-fill name ' +
  'safe-password-cert-path safe-password-length safe-password-time-stamp safe-password-nonce safe-password-salt ' +
  'safe-password-custom-hash';
const KEYBOARD =
  'input focus blur confirm keyboardheightchange selectionchange keyboardcompositionstart keyboardcompositionupdate ' +
  'keyboardcompositionend';
const HOVER = 'hover-class hover-stop-propagation hover-start-time hover-stay-time';

/** Components, attributes and events of WeChat's base library 3.x that a compiled template may name (developers.weixin.qq.com, 组件). */
export const WEAPP: VendorTable = {
  directive: 'wx:',
  scriptTag: { tag: 'wxs', source: 'src', name: 'module' },
  /** bindtap, bind:tap, catchtap, capture-bind:tap, capture-catch:tap, mut-bind:tap. */
  binding: /^(capture-bind|capture-catch|mut-bind|bind|catch):?([a-z_].*)$/,
  common: words('id class style hidden slot role animation'),
  commonPattern: /^(data-|aria-|mark:)/,
  commonEvents: words(
    'tap longpress longtap touchstart touchmove touchend touchcancel touchforcechange transitionend animationstart ' +
      'animationiteration animationend',
  ),
  bubbling: words(
    'tap longpress longtap touchstart touchmove touchend touchcancel touchforcechange transitionend animationstart ' +
      'animationiteration animationend',
  ),
  tolerated: {},
  components: {
    view: { attributes: words(HOVER), events: [] },
    text: { attributes: words('selectable user-select space decode overflow max-lines'), events: [] },
    image: {
      attributes: words('src mode webp lazy-load show-menu-by-longpress fade-in'),
      events: words('load error'),
    },
    'scroll-view': {
      attributes: words(
        'scroll-x scroll-y upper-threshold lower-threshold scroll-top scroll-left scroll-into-view scroll-into-view-offset ' +
          'scroll-with-animation enable-back-to-top enable-passive enable-flex scroll-anchoring enhanced bounces show-scrollbar ' +
          'paging-enabled fast-deceleration using-sticky type associative-container reverse clip cache-extent min-drag-distance ' +
          'padding scroll-into-view-within-extent scroll-into-view-alignment refresher-enabled refresher-threshold ' +
          'refresher-default-style refresher-background refresher-triggered refresher-two-level-enabled ' +
          'refresher-two-level-triggered refresher-two-level-threshold refresher-two-level-close-threshold ' +
          'refresher-two-level-scroll-enabled refresher-ballistic-refresh-enabled refresher-two-level-pinned',
      ),
      events: words(
        'scroll scrolltoupper scrolltolower dragstart dragging dragend scrollstart scrollend refresherpulling refresherrefresh ' +
          'refresherrestore refresherabort refresherwillrefresh refresherstatuschange',
      ),
    },
    button: {
      attributes: words(
        `${HOVER} size type plain disabled loading form-type open-type lang session-from send-message-title send-message-path ` +
          'send-message-img app-parameter show-message-card phone-number-no-quota-toast name business-id need-show-entrance ' +
          'entrance-path',
      ),
      events: words(
        'getuserinfo contact getphonenumber getrealtimephonenumber error opensetting launchapp chooseavatar ' +
          'agreeprivacyauthorization',
      ),
    },
    input: { attributes: words(INPUT), events: words(`${KEYBOARD} nicknamereview`) },
    textarea: {
      attributes: words(
        `${INPUT} auto-focus auto-height fixed show-confirm-bar disable-default-padding adjust-keyboard-to`,
      ),
      events: words(`${KEYBOARD} linechange`),
    },
    picker: {
      attributes: words('mode range range-key value start end fields disabled header-text custom-item level name'),
      events: words('change cancel columnchange'),
    },
    switch: { attributes: words('checked disabled type color name'), events: words('change') },
    checkbox: { attributes: words('value checked disabled color name'), events: [] },
    'checkbox-group': { attributes: words('name'), events: words('change') },
    radio: { attributes: words('value checked disabled color name'), events: [] },
    'radio-group': { attributes: words('name'), events: words('change') },
    label: { attributes: words('for name'), events: [] },
    form: { attributes: words('report-submit report-submit-timeout'), events: words('submit reset') },
    'rich-text': { attributes: words('nodes space user-select mode'), events: [] },
    'root-portal': { attributes: words('enable'), events: [] },
    'page-meta': {
      attributes: words(
        'background-text-style background-color background-color-top background-color-bottom root-background-color scroll-top ' +
          'scroll-duration page-style page-font-size root-font-size page-orientation',
      ),
      events: words('resize scroll scrolldone'),
    },
  },
};
