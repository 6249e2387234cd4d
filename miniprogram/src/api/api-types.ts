import type { CitizenEndpointName as EndpointName } from '@gongji/shared/contract/citizen.endpoints';
import type { Params, Reply, SentBody, SentQuery } from '@gongji/shared/contract/schemas';
import type { ClientPack } from '@gongji/shared/policy/client-view';

export type { ClientPack, EndpointName, Reply };

/** What a call needs: exactly the parts that the contract names for this route. */
export type CallInput<Name extends EndpointName> = {
  [Part in 'params' | 'query' | 'body' as PartOf<Name>[Part] extends undefined ? never : Part]: PartOf<Name>[Part];
};

interface PartOf<Name extends EndpointName> {
  params: Params<Name>;
  query: SentQuery<Name>;
  body: SentBody<Name>;
}

export type Preview = Reply<'sharing.preview'>;
export type Finding = Preview['findings'][number];
export type Refusal = Preview['refusals'][number];
export type Step = Preview['nextStep'];
export type SharingView = Reply<'sharing.get'>['sharing'];
export type MemberView = SharingView['members'][number];
export type AvailableCommand = SharingView['availableCommands'][number];
export type InvitationView = Reply<'invitation.get'>;
export type FundsView = Reply<'funds.get'>;
export type SettlementView = Reply<'settlement.list'>['items'][number];
export type Me = Reply<'person.me'>;
export type FaqEntry = Reply<'faq.get'>;
export type FaqSearch = Reply<'faq.search'>;
export type Venue = Reply<'venue.list'>['items'][number];
export type NoticeView = Reply<'notice.list'>['items'][number];
export type SessionView = Reply<'session.list'>['items'][number];
export type DoorRequest = Reply<'person.doorRequests'>['items'][number];
export type TextView = Reply<'policy.text'>;
