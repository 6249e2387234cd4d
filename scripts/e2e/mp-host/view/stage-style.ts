/** Looks of the phone around the pages. Its texts follow no style of the program: pages have roots of their own. */
export const STAGE_STYLE = `
html, body { margin: 0; padding: 0; height: 100%; overflow: hidden; background: #fff; }
.phone, .phone * { box-sizing: border-box; }
.phone { position: fixed; inset: 0; display: flex; flex-direction: column; font: 16px/1.4 -apple-system, "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; color: #191919; }
.phone button { font: inherit; color: inherit; border: 0; background: none; padding: 0; cursor: pointer; }
.phone-top { flex: none; position: relative; z-index: 2; }
.phone-status { display: flex; justify-content: space-between; align-items: center; padding: 0 24px; font-size: 13px; font-weight: 600; }
.phone-bar { position: relative; height: 44px; display: flex; align-items: center; justify-content: center; }
.phone-bar__title { max-width: 190px; margin: 0; font-size: 17px; font-weight: 600; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.phone-bar__back { position: absolute; left: 0; top: 0; width: 44px; height: 44px; }
.phone-bar__back::before { content: ""; position: absolute; left: 18px; top: 16px; width: 11px; height: 11px; border: solid currentColor; border-width: 0 0 2px 2px; transform: rotate(45deg); }
.phone-bar__home { position: absolute; left: 0; top: 0; width: 44px; height: 44px; }
.phone-bar__home::before { content: ""; position: absolute; left: 15px; top: 14px; width: 14px; height: 14px; border: solid currentColor; border-width: 2px 0 0 2px; transform: rotate(45deg) scale(.8); }
.phone-bar__home::after { content: ""; position: absolute; left: 16px; top: 21px; width: 12px; height: 9px; border: 2px solid currentColor; border-top: 0; }
.phone-bar__menu { position: absolute; right: 8px; top: 6px; width: 86px; height: 32px; border: 1px solid rgba(0, 0, 0, .12); border-radius: 16px; background: rgba(255, 255, 255, .7); display: flex; color: #191919; }
.phone-bar__menu::before { content: "•••"; flex: 1; text-align: center; line-height: 30px; font-size: 12px; border-right: 1px solid rgba(0, 0, 0, .12); margin: 0; }
.phone-bar__menu::after { content: ""; width: 14px; height: 14px; margin: 8px 14px; border: 3px solid currentColor; border-radius: 50%; box-sizing: border-box; }
.phone-bar__ring { width: 16px; height: 16px; margin-right: 6px; border: 2px solid #ccc; border-top-color: #666; border-radius: 50%; }
.phone-pages { flex: 1; position: relative; overflow: hidden; background: #fff; }
.phone-page { position: absolute !important; inset: 0; transform: translateZ(0); overflow: hidden; }
.phone-page[data-below] { visibility: hidden !important; pointer-events: none !important; }
.phone-tabs { flex: none; display: flex; height: 50px; border-top: 1px solid rgba(0, 0, 0, .1); z-index: 2; }
.phone-tabs[hidden] { display: none; }
.phone button.phone-tabs__tab { position: relative; flex: 1; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 2px; font-size: 11px; line-height: 14px; }
.phone-tabs__tab img { width: 24px; height: 24px; }
.phone-tabs__badge { position: absolute; top: 2px; left: 55%; min-width: 16px; height: 16px; border-radius: 8px; padding: 0 4px; background: #c5221f; color: #fff; font-size: 10px; line-height: 16px; text-align: center; }
.phone-layer { position: absolute; inset: 0; z-index: 5; pointer-events: none; }
.phone-layer > * { pointer-events: auto; }
.phone-toast { position: absolute; left: 50%; top: 42%; transform: translate(-50%, -50%); max-width: 260px; min-width: 110px; padding: 14px 16px; border-radius: 10px; background: #3c3c3c; color: #fff; text-align: center; font-size: 15px; pointer-events: none !important; }
.phone-toast__mark { font-size: 34px; line-height: 44px; }
.phone-toast__ring { width: 30px; height: 30px; margin: 6px auto 10px; border: 3px solid #888; border-top-color: #fff; border-radius: 50%; }
.phone-veil { position: absolute; inset: 0; background: rgba(0, 0, 0, .5); display: flex; align-items: flex-end; }
.phone-veil--middle { align-items: center; justify-content: center; }
.phone-veil--dark { background: #000; align-items: center; } .phone-veil--dark img { width: 100%; }
.phone-ask { width: 310px; max-height: 80%; overflow: auto; border-radius: 12px; background: #fff; text-align: center; }
.phone-ask__title { padding: 26px 24px 0; font-size: 17px; font-weight: 600; } .phone-ask__title:empty { padding-top: 6px; }
.phone-ask__words { padding: 12px 24px 26px; font-size: 16px; color: #4a4a4a; white-space: pre-wrap; word-break: break-word; }
.phone input.phone-ask__field { width: 262px; height: 40px; margin: 14px 0 22px; padding: 0 10px; border: 1px solid #ccc; border-radius: 6px; font: inherit; }
.phone-ask__row { display: flex; border-top: 1px solid #e5e5e5; }
.phone-ask__row--tall { flex-direction: column; }
.phone button.phone-ask__button { flex: 1; min-height: 54px; padding: 8px; font-size: 17px; font-weight: 600; color: #39537f; }
.phone-ask__row:not(.phone-ask__row--tall) .phone-ask__button + .phone-ask__button { border-left: 1px solid #e5e5e5; }
.phone-ask__row--tall .phone-ask__button + .phone-ask__button { border-top: 1px solid #e5e5e5; }
.phone-sheet { width: 100%; max-height: 80%; overflow: auto; border-radius: 12px 12px 0 0; background: #fff; padding-bottom: 12px; }
.phone-sheet__title { padding: 14px; text-align: center; color: #666; font-size: 13px; }
.phone button.phone-sheet__line { display: block; width: 100%; min-height: 56px; border-top: 1px solid #e5e5e5; font-size: 17px; }
.phone-sheet__line:last-child { border-top: 8px solid #f2f2f2 !important; }
.phone-sheet__bar { display: flex; justify-content: space-between; padding: 0 8px; }
.phone button.phone-sheet__side { padding: 14px 12px; color: #576b95; font-size: 17px; }
.phone-sheet__field { display: block; width: calc(100% - 32px); height: 52px; margin: 12px 16px 24px; padding: 0 12px; font-size: 18px; }
`;
