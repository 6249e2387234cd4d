import type { Reply } from '@gongji/shared/contract/schemas';
import { checkCertificate } from '@gongji/shared/domain/certificate';
import { ageOn, civilDayOf } from '@gongji/shared/domain/civil-day';
import { nextStep } from '@gongji/shared/domain/journey';
import { KINSHIP_WORDS } from '@gongji/shared/domain/kinship';
import { availableCommands, isInvitationExpired, isLive } from '@gongji/shared/domain/sharing';
import type { Member, Sharing } from '@gongji/shared/domain/sharing.types';
import type { PolicyPack } from '@gongji/shared/policy/pack';
import type { People } from './ports';
import { agreementOf } from './preview.usecases';
import type { SharingDocument } from './sharing.collection';
import { packFor } from './sharing.ledger';
import { sharingOf } from './sharing.record';
import { memberWords, windowWords } from './sharing.words';

export type SharingView = Reply<'sharing.get'>['sharing'];
type MemberView = SharingView['members'][number];

/** Makes the view of a sharing for one person who stands in it: masked, and for a member only their own line. */
export function createSharingPresenter(deps: { people: People; clock: () => Date }) {
  const { people, clock } = deps;

  async function memberView(
    member: Member,
    document: SharingDocument,
    pack: PolicyPack,
    viewer: 'owner' | 'member',
    isFunded: boolean,
  ): Promise<MemberView> {
    const now = clock().toISOString();
    const [card, identity] = await Promise.all([people.card(member.personId), people.identityOf(member.personId)]);
    const isExpired = member.status === 'invited' && isInvitationExpired(member, now);
    const isStuck = document.outbox.some(
      (effect) => effect.memberId === member.memberId && effect.stuckAt !== undefined,
    );
    const born = identity ? checkCertificate(identity.certificateNumber) : undefined;
    const age = born?.ok ? ageOn(born.value.birthOn, civilDayOf(now)) : undefined;
    const { statusWord, explanation } = memberWords(member, pack, { isExpired, viewer, isStuck });
    return {
      memberId: member.memberId,
      maskedName: card.maskedName,
      maskedCertificateNumber: card.maskedCertificateNumber,
      kinship: member.kinship,
      kinshipWord: KINSHIP_WORDS[member.kinship],
      status: member.status,
      statusWord,
      explanation,
      addedAt: member.addedAt,
      ...(member.invitation && member.status === 'invited' && viewer === 'owner'
        ? { invitation: { ...member.invitation, isExpired } }
        : {}),
      needsOwnFace: member.status === 'invited' && age !== undefined && agreementOf(pack, age) === 'ownFace',
      ...(windowWords(member, now) ? { window: windowWords(member, now) } : {}),
      ...(member.suspended ? { suspended: { ...member.suspended } } : {}),
      ...(member.refusal
        ? {
            refusal: {
              code: member.refusal.code,
              because: member.refusal.message,
              next: '请核对后再试，或拨打 12393、到医保窗口办理。',
            },
          }
        : {}),
      ...(member.ended ? { endedAt: member.ended.at } : {}),
      nextStep: nextStep(
        {
          family: pack.family,
          role: viewer,
          isSignedIn: true,
          ownerProof: 'face',
          // An owner whose member is gone begins again with whom to bind.
          ...(isLive(member.status) ? { kinship: member.kinship } : {}),
          hasMemberIdentity: true,
          findings: [],
          memberStatus: member.status,
          hasWindow: member.window !== undefined,
          hasAllocated: isFunded,
          ...(age === undefined ? {} : { memberAge: age }),
        },
        pack,
      ),
    };
  }

  async function present(document: SharingDocument, viewerPersonId: string): Promise<SharingView> {
    const pack = packFor(document.family);
    const sharing: Sharing = sharingOf(document);
    const myRole = document.ownerId === viewerPersonId ? 'owner' : 'member';
    const shown = sharing.members.filter((member) => myRole === 'owner' || member.personId === viewerPersonId);
    const [owner, members] = await Promise.all([
      people.card(document.ownerId),
      Promise.all(shown.map((member) => memberView(member, document, pack, myRole, sharing.allocatedNetFen > 0))),
    ]);
    const now = clock().toISOString();
    return {
      sharingId: document._id,
      family: document.family,
      regionWord: pack.words.region,
      myRole,
      ownerMaskedName: owner.maskedName,
      openedAt: document.openedAt,
      members,
      funding: pack.funding.value,
      availableCommands: availableCommands(sharing, myRole, { pack, now, personId: viewerPersonId }).map(
        ({ type, role, memberId }) => ({ type, role, ...(memberId ? { memberId } : {}) }),
      ),
    };
  }

  return { present };
}

export type SharingPresenter = ReturnType<typeof createSharingPresenter>;
