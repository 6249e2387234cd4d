import type { EndpointRow } from './row';

/** The rules as data, and the texts that people read and confirm. */
export const policyEndpoints = {
  'policy.packs': {
    method: 'GET',
    path: '/v1/packs',
    access: 'public',
    body: 'none',
    bodyLimitBytes: 0,
    summary: '各省规则（带 ETag，可缓存）',
  },
  'policy.text': {
    method: 'GET',
    path: '/v1/texts/:hash',
    access: 'public',
    body: 'none',
    bodyLimitBytes: 0,
    summary: '按哈希取承诺书、问答等文本',
  },
  'policy.traditional': {
    method: 'GET',
    path: '/v1/scripts/zh-hant',
    access: 'public',
    body: 'none',
    bodyLimitBytes: 0,
    summary: '界面文字的繁体对照表（带 ETag，可缓存）',
  },
} as const satisfies Record<string, EndpointRow>;
