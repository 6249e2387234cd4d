import { spokenAs } from './spoken';

/** Alipay reads `role` (base library 1.18.0 and later). */
export const speaks = spokenAs('role');
export const acts = speaks;
