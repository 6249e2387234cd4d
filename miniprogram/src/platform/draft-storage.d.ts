import type { DraftStorage } from './draft-vault';

/** For a detour. In the browser the tab's own; in mini-programs the same as `keptDraftStorage`. */
export declare const draftStorage: DraftStorage;

/** For what must also survive a killed program. */
export declare const keptDraftStorage: DraftStorage;
