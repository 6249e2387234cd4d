import type { PrivacyAsked } from './privacy';

type Resolve = (answer: { event: 'agree' | 'disagree' | 'exposureAuthorization'; buttonId?: string }) => void;
declare const wx: {
  onNeedPrivacyAuthorization?(listener: (resolve: Resolve) => void): void;
  openPrivacyContract?(options: { fail(): void }): void;
};

const listeners: ((asked: PrivacyAsked) => void)[] = [];
let isRegistered = false;

/** WeChat keeps one listener for the whole program (a second one replaces it) and waits until `resolve` is called. */
function register(): void {
  if (isRegistered || !wx.onNeedPrivacyAuthorization) return;
  isRegistered = true;
  wx.onNeedPrivacyAuthorization((resolve) => {
    const listener = listeners.at(-1);
    if (!listener) {
      resolve({ event: 'disagree' });
      return;
    }
    resolve({ event: 'exposureAuthorization' });
    listener({
      agree: (buttonId) => resolve({ event: 'agree', buttonId }),
      disagree: () => resolve({ event: 'disagree' }),
    });
  });
}

export function onPrivacyAsked(listener: (asked: PrivacyAsked) => void): () => void {
  register();
  listeners.push(listener);
  return () => {
    const place = listeners.indexOf(listener);
    if (place >= 0) listeners.splice(place, 1);
  };
}

export function openPrivacyText(): void {
  wx.openPrivacyContract?.({ fail: () => undefined });
}

export const agreeProps = (onAgree: () => void): object => ({
  openType: 'agreePrivacyAuthorization',
  onAgreePrivacyAuthorization: onAgree,
});
