import type { PolicyPack } from '../policy/pack';
import { isWithinReach } from './region';
import type { Command, FactCause, InsuranceFact, Member, PersonFacts, Sharing } from './sharing.types';
import { isRegistered } from './sharing-state';

const STATUS_NORMAL = '1';
const STATUS_ENDED = '4';

/** The insurances of a person that count for one side of a pack: right kind, and within its reach. */
export function insurancesOf(person: PersonFacts, side: 'owner' | 'member', pack: PolicyPack): InsuranceFact[] {
  return insurancesOfKind(person, side, pack).filter(({ region }) =>
    isWithinReach(pack[side].insuredWithin.value, region, pack.region),
  );
}

/** The insurances of the kind that a pack asks of one side, wherever they are. */
export function insurancesOfKind(person: PersonFacts, side: 'owner' | 'member', pack: PolicyPack): InsuranceFact[] {
  return person.insurances.filter(({ insutype }) => pack[side].insutypes.value.includes(insutype));
}

/** True where one of these insurances is as good as the pack asks: normal, or at least not ended. */
export function isInOrder(insurances: readonly InsuranceFact[], mustBeNormal: boolean): boolean {
  return insurances.some(({ status }) => (mustBeNormal ? status === STATUS_NORMAL : status !== STATUS_ENDED));
}

/** Where the owner's insurance counts (GB/T 2260), a normal one before others; undefined where none does. */
export function ownerRegionOf(owner: PersonFacts, pack: PolicyPack): string | undefined {
  const here = insurancesOf(owner, 'owner', pack);
  return (here.find(({ status }) => status === STATUS_NORMAL) ?? here[0])?.region;
}

/** `fine`: nothing against it now; `unknown`: the core has not told. */
type Standing = FactCause | 'fine' | 'unknown';

/** The owner's insurance as it bears on one member: an insurance that left the pooling region of the bind is gone. */
function ownerStanding(owner: PersonFacts | undefined, member: Member, pack: PolicyPack): Standing {
  if (owner === undefined || !owner.isKnown) return 'unknown';
  const boundIn = member.ownerRegion;
  const here = insurancesOf(owner, 'owner', pack).filter(
    ({ region }) => boundIn === undefined || isWithinReach(pack.lifecycle.poolingRegion.value, region, boundIn),
  );
  if (!isInOrder(here, false)) return 'ownerNotInsured';
  return isInOrder(here, pack.owner.mustBeNormal.value) ? 'fine' : 'ownerPaused';
}

function memberStanding(person: PersonFacts | undefined, pack: PolicyPack): Standing {
  if (!pack.member.mustBeInsured.value) return 'fine';
  if (person === undefined || !person.isKnown) return 'unknown';
  const here = insurancesOf(person, 'member', pack);
  if (!isInOrder(here, false)) return 'memberNotInsured';
  return isInOrder(here, pack.member.mustBeNormal.value) ? 'fine' : 'memberPaused';
}

const isCause = (standing: Standing): standing is FactCause => standing !== 'fine' && standing !== 'unknown';
const OWNER_CAUSES: readonly FactCause[] = ['ownerPaused', 'ownerNotInsured'];

export interface InsuranceNews {
  pack: PolicyPack;
  /** What the core says of a person now; undefined = not asked, or no answer: then nothing changes on that side. */
  factsOf: (personId: string) => PersonFacts | undefined;
  /** The idempotency key of each command, e.g. from the feed event that brought the news. */
  commandIdFor: (memberId: string, type: Command['type']) => string;
}

/**
 * What is due, by the pack, now that this is known of people's insurance: commands of role `core` to suspend, resume or
 * end registered members. Pure, and empty once they were carried out. "Not mine" outranks it: only an end goes through.
 */
export function dueByFacts(sharing: Sharing, news: InsuranceNews): Command[] {
  const { pack, factsOf, commandIdFor } = news;
  return sharing.members.flatMap((member): Command[] => {
    const { memberId } = member;
    if (!isRegistered(member) || (member.status !== 'active' && member.status !== 'suspended')) return [];
    const owner = ownerStanding(factsOf(sharing.ownerId), member, pack);
    const relative = memberStanding(factsOf(member.personId), pack);
    if (owner === 'ownerNotInsured' && pack.lifecycle.endsWhenOwnerInsuranceEnds.value) {
      return [{ type: 'endByRule', commandId: commandIdFor(memberId, 'endByRule'), memberId }];
    }
    const current = member.suspended?.because;
    if (current === 'disputed') return [];
    const because = [owner, relative].find(isCause);
    const stands = current !== undefined && OWNER_CAUSES.includes(current) ? owner : relative;
    // Nothing new is known of the side that caused the suspension: it stands as it is.
    if (current !== undefined && stands === 'unknown') return [];
    if (because !== undefined) {
      if (because === current) return [];
      return [{ type: 'suspendByFacts', commandId: commandIdFor(memberId, 'suspendByFacts'), memberId, because }];
    }
    if (current === undefined) return [];
    return [{ type: 'resumeByFacts', commandId: commandIdFor(memberId, 'resumeByFacts'), memberId }];
  });
}
