import type { EndpointRow } from './row';

/** Bills that were paid. */
export const settlementEndpoints = {
  'settlement.list': {
    method: 'GET',
    path: '/v1/settlements',
    access: 'proven',
    body: 'none',
    bodyLimitBytes: 0,
    summary: '共济消费记录：谁、在哪里、用了多少、谁付的',
  },
} as const satisfies Record<string, EndpointRow>;
