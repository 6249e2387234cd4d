import type { PlatformFace } from './types';

export declare const platformFace: PlatformFace;
