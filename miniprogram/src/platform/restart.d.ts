/** Draws the program anew from this page on, after a change that every page must follow. */
export declare function restartAt(path: string): void;
