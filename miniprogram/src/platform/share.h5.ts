import type { PlatformShare } from './types';

export const platformShare: PlatformShare = {
  hasShareCard: false,
  linkTo: (path) => `${window.location.origin}${path}`,
};
