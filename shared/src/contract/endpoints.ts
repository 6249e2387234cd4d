import { caseEndpoints } from './case.endpoints';
import { citizenEndpoints } from './citizen.endpoints';
import { operatorEndpoints } from './operator.endpoints';

/** Every route of the API, name → row. This file only joins. */
export const endpoints = { ...citizenEndpoints, ...operatorEndpoints, ...caseEndpoints };

export type EndpointName = keyof typeof endpoints;
