import type { EndpointRow } from './row';

/** Where to go with papers instead of a phone. Open without signing in. */
export const venueEndpoints = {
  'venue.list': {
    method: 'GET',
    path: '/v1/venues',
    access: 'public',
    body: 'none',
    bodyLimitBytes: 0,
    summary: '线下窗口：去哪里、带什么、打什么电话（带 ETag，可缓存）',
  },
} as const satisfies Record<string, EndpointRow>;
