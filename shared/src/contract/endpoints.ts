import { caseEndpoints } from './case.endpoints';
import { faqEndpoints } from './faq.endpoints';
import { noticeEndpoints } from './notice.endpoints';
import { operatorEndpoints } from './operator.endpoints';
import { personEndpoints } from './person.endpoints';
import { policyEndpoints } from './policy.endpoints';
import { sessionEndpoints } from './session.endpoints';
import { settlementEndpoints } from './settlement.endpoints';
import { sharingEndpoints } from './sharing.endpoints';
import { venueEndpoints } from './venue.endpoints';

/** Every route of the API, name → row. This file only joins. */
export const endpoints = {
  ...sessionEndpoints,
  ...personEndpoints,
  ...policyEndpoints,
  ...sharingEndpoints,
  ...settlementEndpoints,
  ...noticeEndpoints,
  ...faqEndpoints,
  ...venueEndpoints,
  ...operatorEndpoints,
  ...caseEndpoints,
};

export type EndpointName = keyof typeof endpoints;
