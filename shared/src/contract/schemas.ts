import type { z } from 'zod';
import { caseSchemas } from './case.schemas';
import type { EndpointName } from './endpoints';
import { faqSchemas } from './faq.schemas';
import { noticeSchemas } from './notice.schemas';
import { operatorSchemas } from './operator.schemas';
import { personSchemas } from './person.schemas';
import { policySchemas } from './policy.schemas';
import { sessionSchemas } from './session.schemas';
import { settlementSchemas } from './settlement.schemas';
import { sharingSchemas } from './sharing.schemas';
import { venueSchemas } from './venue.schemas';

/** Strict schemas of every route: what may come in, what may go out. This file only joins. */
export const schemas = {
  ...sessionSchemas,
  ...personSchemas,
  ...policySchemas,
  ...sharingSchemas,
  ...settlementSchemas,
  ...noticeSchemas,
  ...faqSchemas,
  ...venueSchemas,
  ...operatorSchemas,
  ...caseSchemas,
} satisfies Record<EndpointName, EndpointSchemas>;

export interface EndpointSchemas {
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  response: z.ZodType;
}

type Part<Name extends EndpointName, Key extends string> =
  (typeof schemas)[Name] extends Record<Key, infer S> ? (S extends z.ZodType ? z.output<S> : undefined) : undefined;
type SentPart<Name extends EndpointName, Key extends string> =
  (typeof schemas)[Name] extends Record<Key, infer S> ? (S extends z.ZodType ? z.input<S> : undefined) : undefined;

/** What a handler receives and answers, route by route. Clients import these as types only. */
export type Params<Name extends EndpointName> = Part<Name, 'params'>;
export type Query<Name extends EndpointName> = Part<Name, 'query'>;
export type Body<Name extends EndpointName> = Part<Name, 'body'>;
export type Reply<Name extends EndpointName> = Part<Name, 'response'>;
/** What a client sends (before coercion). */
export type SentQuery<Name extends EndpointName> = SentPart<Name, 'query'>;
export type SentBody<Name extends EndpointName> = SentPart<Name, 'body'>;
