import type { EndpointRow } from './row';

/** What we told people, and where else than in the inbox they want to be told. */
export const noticeEndpoints = {
  'notice.list': {
    method: 'GET',
    path: '/v1/notices',
    access: 'proven',
    body: 'none',
    bodyLimitBytes: 0,
    summary: '站内消息',
  },
  'notice.templates': {
    method: 'GET',
    path: '/v1/notices/templates',
    access: 'session',
    body: 'none',
    bodyLimitBytes: 0,
    summary: '这个登录方式可以订阅哪些消息模板；没有则只有站内消息',
  },
  'notice.subscribe': {
    method: 'POST',
    path: '/v1/notices/subscriptions',
    access: 'proven',
    body: 'json',
    bodyLimitBytes: 1024,
    isIdempotent: true,
    summary: '记下一次订阅：什么事、平台允许没有；站内消息总会有',
  },
} as const satisfies Record<string, EndpointRow>;
