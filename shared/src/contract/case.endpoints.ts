import type { EndpointRow } from './row';

/** What needs a person's judgement, and what is still owed to the outside. */
export const caseEndpoints = {
  'case.list': {
    method: 'GET',
    path: '/v1/operator/cases',
    access: 'operator',
    roles: ['clerk', 'auditor', 'admin'],
    body: 'none',
    bodyLimitBytes: 0,
    summary: '运营台：待办和已办结的事',
  },
  'case.get': {
    method: 'GET',
    path: '/v1/operator/cases/:caseId',
    access: 'operator',
    roles: ['clerk', 'auditor', 'admin'],
    body: 'none',
    bodyLimitBytes: 0,
    summary: '运营台：一件待办的事',
  },
  'case.close': {
    method: 'POST',
    path: '/v1/operator/cases/:caseId/close',
    access: 'operator',
    roles: ['clerk', 'admin'],
    body: 'json',
    bodyLimitBytes: 4096,
    summary: '运营台：办结一件事，要写理由',
  },
  'effect.list': {
    method: 'GET',
    path: '/v1/operator/effects',
    access: 'operator',
    roles: ['clerk', 'auditor', 'admin'],
    body: 'none',
    bodyLimitBytes: 0,
    summary: '运营台：一直没有办成、还在重试的外部操作',
  },
} as const satisfies Record<string, EndpointRow>;
