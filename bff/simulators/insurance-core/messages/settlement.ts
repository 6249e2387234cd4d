import type { Message } from './message';

export const SETTLEMENT_MESSAGES: readonly Message[] = [];
