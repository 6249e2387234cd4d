/** Whether this client can scan: a browser cannot, there the code is typed. */
export declare const canScan: boolean;

/** What a code says, or the page that it opens; undefined when it was cancelled, refused or could not be read. */
export declare function scanCode(): Promise<string | undefined>;
