import type { EndpointRow } from './row';

/** FAQ: search, one answer, hot questions, was it useful. All open without signing in. */
export const faqEndpoints = {
  'faq.search': {
    method: 'GET',
    path: '/v1/faq/search',
    access: 'public',
    body: 'none',
    bodyLimitBytes: 0,
    rateLimit: 'search',
    summary: '搜索常见问题（简繁体、拼音、错一个字都可以）',
  },
  'faq.get': {
    method: 'GET',
    path: '/v1/faq/entries/:entryId',
    access: 'public',
    body: 'none',
    bodyLimitBytes: 0,
    summary: '一个问题的答案、来源、日期和相关问题（带 ETag，可缓存）',
  },
  'faq.hot': {
    method: 'GET',
    path: '/v1/faq/hot',
    access: 'public',
    body: 'none',
    bodyLimitBytes: 0,
    summary: '热门问题（带 ETag，可缓存）',
  },
  'faq.rate': {
    method: 'POST',
    path: '/v1/faq/entries/:entryId/ratings',
    access: 'public',
    body: 'json',
    bodyLimitBytes: 256,
    isIdempotent: true,
    rateLimit: 'search',
    summary: '这个答案有没有用；每台设备对每个问题只用一个操作编号，再按一次不会多算',
  },
} as const satisfies Record<string, EndpointRow>;
