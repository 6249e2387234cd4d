/**
 * The value props of an Input. Mini-programs lose characters when a typed value is written back while typing goes on, so
 * there the field keeps its own text and only begins with `initial`; the browser's element wants the current text each time.
 */
export declare function inputValue(current: string, initial: string): { value?: string; defaultValue?: string };

/** The prop that opens the keyboard when the page opens. */
export declare const focusAtOnce: object;
