import type { PlatformPhone } from './phone';

export const platformPhone: PlatformPhone = { buttonProps: () => ({}) };
