/** Whether this phone's own setting asks for large text. False where the platform does not tell. */
export declare function wantsLargeText(): boolean;

/** Lets the browser's stand-ins for the native bars follow the large mode; the native bars follow the phone by themselves. */
export declare function dressShell(isLarge: boolean): void;
