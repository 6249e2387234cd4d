import type { PlatformShare } from './types';

export const platformShare: PlatformShare = { hasShareCard: true, linkTo: () => undefined };
