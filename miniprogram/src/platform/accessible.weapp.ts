import { spokenAs } from './spoken';

/** WeChat reads `aria-role` (base library 2.7.1 and later). */
export const speaks = spokenAs('ariaRole');
export const acts = speaks;
