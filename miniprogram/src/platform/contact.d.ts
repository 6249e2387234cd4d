/** Props of a button that opens a talk with our people, where the platform has one; undefined where the hotline is the way. */
export declare const contactProps: object | undefined;
