import { PlatformRefusal, type PlatformSignIn } from './types';

/** A browser has no account of its own: people sign in with a code by SMS. */
export const platformSignIn: PlatformSignIn = {
  label: '',
  code: () => Promise.reject(new PlatformRefusal('unsupported', '请用手机号登录。')),
};
