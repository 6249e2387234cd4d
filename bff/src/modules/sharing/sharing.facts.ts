import type { Facts, PersonFacts, Sharing } from '@gongji/shared/domain/sharing.types';
import type { PolicyPack } from '@gongji/shared/policy/pack';
import { GatewayError } from '../../gateways/gateway-error';
import { HttpError } from '../../http/http-error';
import type { People } from './ports';

/** Marks which of the core's relations this very sharing registered. */
function marked(facts: PersonFacts, sharing: Sharing | undefined): PersonFacts {
  const ours = new Set(sharing?.members.flatMap((member) => member.registration?.coreRelationId ?? []));
  return {
    ...facts,
    relations: facts.relations.map((relation) => ({ ...relation, isOurs: ours.has(relation.coreRelationId) })),
  };
}

/** What the core says of both sides now. Throws HttpError CORE_UNAVAILABLE when it cannot be reached. */
export async function coreFacts(
  people: People,
  input: { pack: PolicyPack; ownerId?: string; memberPersonId?: string; sharing: Sharing | undefined },
): Promise<Pick<Facts, 'owner' | 'member'>> {
  const ask = async (personId: string | undefined) =>
    personId ? marked(await people.facts(personId, input.pack.region), input.sharing) : undefined;
  try {
    const [owner, member] = await Promise.all([ask(input.ownerId), ask(input.memberPersonId)]);
    return { ...(owner ? { owner } : {}), ...(member ? { member } : {}) };
  } catch (problem) {
    if (problem instanceof GatewayError) throw new HttpError('CORE_UNAVAILABLE');
    throw problem;
  }
}
