import { jsx } from './jsx-runtime';

/** Watch builds ask for this name; the places in the source that they pass along are not used. */
export const jsxDEV: typeof jsx = (type, props, key) => jsx(type, props, key);
export { Fragment } from './jsx-runtime';
