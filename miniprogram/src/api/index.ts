export { ApiError } from './api-error';
export type * from './api-types';
export { call, callIfChanged } from './client';
export { session } from './session';
