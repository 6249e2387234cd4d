import type { Client } from '../protocol';

/** The looks that the vendors' base libraries give their components before any style of the program. */
const BOTH = `
:host { all: initial; }
.frame { position: absolute; inset: 0; overflow-x: hidden; overflow-y: auto; -webkit-tap-highlight-color: transparent; }
page { display: block; min-height: 100%; font-family: -apple-system, "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; color: #000; }
view, comp, root-portal { display: block; }
comp { display: inline; }
text { display: inline; white-space: pre-line; }
[hidden] { display: none !important; }
image { display: inline-block; width: 320px; height: 240px; overflow: hidden; position: relative; }
image > img { display: block; width: 100%; height: 100%; object-fit: fill; }
scroll-view { display: block; width: 100%; overflow: hidden; }
rich-text, picker { display: block; }
label { display: inline; }
input, textarea {
  display: block; width: -webkit-fill-available; min-width: 0; margin: 0; padding: 0; border: 0; outline: 0; background: none;
  box-sizing: border-box; font: inherit; color: inherit; letter-spacing: inherit; text-align: inherit; appearance: none; resize: none;
}
input { height: 1.4em; min-height: 22px; }
textarea { width: 300px; height: 150px; }
input::placeholder, textarea::placeholder {
  color: var(--placeholder-color, #808080); font-size: var(--placeholder-size, inherit); font-weight: var(--placeholder-weight, inherit); opacity: 1;
}
switch { display: inline-block; width: 52px; height: 32px; }
checkbox, radio { display: inline-flex; align-items: center; }
switch > input, checkbox > input, radio > input { appearance: auto; width: 22px; height: 22px; }
mp-button {
  position: relative; display: block; margin-left: auto; margin-right: auto; padding-left: 14px; padding-right: 14px; box-sizing: border-box;
  font-size: 18px; text-align: center; text-decoration: none; border-radius: 5px; overflow: hidden; cursor: pointer; outline-offset: 2px;
}
mp-button[data-native-off] { color: rgba(0, 0, 0, .3); cursor: default; }
`;

const OWN: Record<Client, string> = {
  weapp: `
mp-button { line-height: 2.55555556; color: #000; background-color: #f8f8f8; }
mp-button::after {
  content: ""; position: absolute; top: 0; left: 0; width: 200%; height: 200%; box-sizing: border-box; border: 1px solid rgba(0, 0, 0, .2);
  border-radius: 10px; transform: scale(.5); transform-origin: 0 0; pointer-events: none;
}
mp-button[data-type="primary"] { color: #fff; background-color: #1aad19; }
mp-button[data-type="warn"] { color: #fff; background-color: #e64340; }
mp-button[data-size="mini"] { display: inline-block; line-height: 2.3; font-size: 13px; padding: 0 1.34em; }
.button-hover { background-color: rgba(0, 0, 0, .1); }
`,
  alipay: `
image { width: 300px; height: 225px; }
mp-button { line-height: 47px; height: 47px; color: #000; background-color: #fff; border: 1px solid #eee; }
mp-button[data-type="primary"] { color: #fff; background-color: #1677ff; border-color: #1677ff; }
mp-button[data-type="warn"] { color: #fff; background-color: #ff3b30; border-color: #ff3b30; }
mp-button[data-size="mini"] { display: inline-block; line-height: 25px; height: 27px; font-size: 13px; padding: 0 8px; }
.button-hover { opacity: .8; }
`,
};

export const baseStyle = (client: Client): string => BOTH + OWN[client];
