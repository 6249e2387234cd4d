import type { PlatformSignIn } from './types';

export declare const platformSignIn: PlatformSignIn;
