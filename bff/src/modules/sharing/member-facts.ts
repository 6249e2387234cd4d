import { isRegionWithin } from '@gongji/shared/domain/region';
import { isInvitationExpired } from '@gongji/shared/domain/sharing';
import type { People } from './ports';
import { sharingOf } from './sharing.record';
import type { SharingUseCases } from './sharing.usecases';

/** What other modules ask about a member of a sharing. */
export function createMemberFacts(deps: {
  sharings: Pick<SharingUseCases, 'asOwner' | 'list'>;
  people: Pick<People, 'card'>;
  clock: () => Date;
}) {
  async function find(sharingId: string, memberId: string, ownerId: string) {
    const document = await deps.sharings.asOwner(sharingId, ownerId);
    return sharingOf(document).members.find((each) => each.memberId === memberId);
  }
  return {
    /** The code of an invitation that waits for an answer; undefined when none does. Throws HttpError NOT_FOUND, NOT_ALLOWED. */
    async openInvitation(sharingId: string, memberId: string, ownerId: string): Promise<string | undefined> {
      const member = await find(sharingId, memberId, ownerId);
      const isOpen = member?.status === 'invited' && !isInvitationExpired(member, deps.clock().toISOString());
      return isOpen ? member.invitation?.code : undefined;
    },

    /** True when the core of this province confirmed a relation of this person as a member, and it stood from before `at` until now. */
    async hasRelation(personId: string, region: string, at: string): Promise<boolean> {
      const { asMember } = await deps.sharings.list(personId);
      return asMember.some((document) =>
        sharingOf(document).members.some(
          (each) =>
            each.personId === personId &&
            each.status === 'active' &&
            each.registration?.coreRelationId !== undefined &&
            each.registration.at < at &&
            isRegionWithin(each.ownerRegion ?? '', region),
        ),
      );
    },

    /** The end of a relation's window and whose it is (masked); undefined where nothing ends. Throws HttpError NOT_FOUND, NOT_ALLOWED. */
    async windowOf(sharingId: string, memberId: string, ownerId: string) {
      const member = await find(sharingId, memberId, ownerId);
      const endAt = member?.window?.endAt;
      if (member?.status !== 'active' || endAt === undefined) return undefined;
      return { endAt, memberName: (await deps.people.card(member.personId)).maskedName };
    },
  };
}

export type MemberFacts = ReturnType<typeof createMemberFacts>;
