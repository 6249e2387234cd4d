import { faqEndpoints } from './faq.endpoints';
import { noticeEndpoints } from './notice.endpoints';
import { personEndpoints } from './person.endpoints';
import { policyEndpoints } from './policy.endpoints';
import { sessionEndpoints } from './session.endpoints';
import { settlementEndpoints } from './settlement.endpoints';
import { sharingEndpoints } from './sharing.endpoints';
import { venueEndpoints } from './venue.endpoints';

/** The routes that the citizens' clients call, name → row; the console's rows do not travel in a mini-program. This file only joins. */
export const citizenEndpoints = {
  ...sessionEndpoints,
  ...personEndpoints,
  ...policyEndpoints,
  ...sharingEndpoints,
  ...settlementEndpoints,
  ...noticeEndpoints,
  ...faqEndpoints,
  ...venueEndpoints,
};

export type CitizenEndpointName = keyof typeof citizenEndpoints;
