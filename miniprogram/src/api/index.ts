export { ApiError } from './api-error';
export type * from './api-types';
export { call, callIfChanged } from './client';
export { newUuid } from './keys';
export { session } from './session';
