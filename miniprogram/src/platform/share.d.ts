import type { PlatformShare } from './types';

export declare const platformShare: PlatformShare;
