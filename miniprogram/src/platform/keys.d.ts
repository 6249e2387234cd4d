/** Props that let the Enter key act where there are keys (the browser). Spread into a View or Button. */
export declare function onEnter(act: () => void): object;
