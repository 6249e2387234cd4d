/** What a screen reader needs to know. `isOn`: chosen or ticked; `isOff`: cannot act now. */
export interface Spoken {
  label?: string;
  isOn?: boolean;
  isOff?: boolean;
}

/** Props of a part with a role that does not act by itself (a notice, a dialog, a heading). */
export declare function speaks(role: string, state?: Spoken): object;

/** Props of a thing that acts: role and state, and a place in the order of keys where there are keys. */
export declare function acts(role: string, state?: Spoken): object;
