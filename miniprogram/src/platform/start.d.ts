/** What a client needs once at its start. */
export declare function onStart(): void;
