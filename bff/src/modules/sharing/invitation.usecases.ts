import type { Reply } from '@gongji/shared/contract/schemas';
import { checkCertificate } from '@gongji/shared/domain/certificate';
import { ageOn, civilDayOf } from '@gongji/shared/domain/civil-day';
import { nextStep } from '@gongji/shared/domain/journey';
import { KINSHIP_WORDS } from '@gongji/shared/domain/kinship';
import { isInvitationExpired } from '@gongji/shared/domain/sharing';
import type { Member } from '@gongji/shared/domain/sharing.types';
import type { ProvenCaller } from '../../http/caller';
import type { Caller } from '../../http/handler';
import { HttpError } from '../../http/http-error';
import { newId } from '../../ids';
import { agreementOf } from './preview.usecases';
import type { SharingDocument } from './sharing.collection';
import { coreFacts } from './sharing.facts';
import { packFor } from './sharing.ledger';
import { sharingOf } from './sharing.record';
import type { SharingDeps, SharingUseCases } from './sharing.usecases';

/** Invitations: a code leads to what is asked and by whom; only the invited person can answer. */
export function createInvitationUseCases(deps: SharingDeps, sharings: SharingUseCases) {
  const { collection, people, clock } = deps;

  async function byCode(code: string): Promise<{ document: SharingDocument; member: Member }> {
    const document = (await collection.find({ invitationCodes: code }, { limit: 1 }))[0];
    const member = document && sharingOf(document).members.find((each) => each.invitation?.code === code);
    if (!document || !member)
      throw new HttpError('NOT_FOUND', { message: '没有找到这个邀请，请核对邀请码，或让家人重新邀请。' });
    return { document, member };
  }

  return {
    /** What the invited person reads before signing in: masked names, what it means, until when. */
    async get(code: string, caller: Caller | undefined): Promise<Reply<'invitation.get'>> {
      const { document, member } = await byCode(code);
      const pack = packFor(document.family);
      const now = clock().toISOString();
      const [owner, card, identity] = await Promise.all([
        people.card(document.ownerId),
        people.card(member.personId),
        people.identityOf(member.personId),
      ]);
      const born = identity ? checkCertificate(identity.certificateNumber) : undefined;
      const age = born?.ok ? ageOn(born.value.birthOn, civilDayOf(now)) : undefined;
      const status =
        member.status === 'invited'
          ? isInvitationExpired(member, now)
            ? 'expired'
            : 'open'
          : member.status === 'cancelled'
            ? 'withdrawn'
            : 'answered';
      const { words } = pack;
      return {
        family: pack.family,
        regionWord: words.region,
        ownerMaskedName: owner.maskedName,
        memberMaskedName: card.maskedName,
        kinshipWord: KINSHIP_WORDS[member.kinship],
        meaning: [
          `${owner.maskedName}想用自己的职工医保个人账户的钱，帮您付看病买药时个人负担的部分。`,
          '您看病时仍然出示自己的医保码或社保卡，不能用别人的。',
          pack.settlement.ownAccount.value === 'firstIfEmployee' || pack.settlement.ownAccount.value === 'first'
            ? '您自己有职工医保个人账户的，先用自己的，不够再用家人的。'
            : '付款顺序按当地规定办理。',
          ...(pack.limits.oneRelationAtATime.value
            ? ['同一时间只能有一个共济关系；同意以后，要换别人得先解除这一个。']
            : []),
          '这不是借钱，也不要求您给对方任何东西。有人让您付手续费或交出医保码，请不要同意，并拨打 12393。',
        ],
        status,
        expiresAt: member.invitation?.expiresAt ?? member.addedAt,
        ...(caller?.personId === undefined ? {} : { isForMe: caller.personId === member.personId }),
        needsOwnFace: age !== undefined && agreementOf(pack, age) === 'ownFace',
        nextStep: nextStep(
          {
            family: pack.family,
            role: 'member',
            isSignedIn: caller !== undefined,
            ...(caller?.proof ? { ownerProof: caller.proof } : {}),
            kinship: member.kinship,
            hasMemberIdentity: true,
            ...(age === undefined ? {} : { memberAge: age }),
            findings: [],
            memberStatus: member.status,
          },
          pack,
        ),
      };
    },

    /** Agree or decline, by the invited person alone. Throws INVITATION_NOT_YOURS for anybody else. */
    async answer(
      input: { code: string; answer: 'agree' | 'decline'; faceCheckId?: string; commandId: string },
      caller: ProvenCaller,
    ): Promise<{ document: SharingDocument; memberId: string }> {
      const { document, member } = await byCode(input.code);
      if (member.personId !== caller.personId) throw new HttpError('INVITATION_NOT_YOURS');
      const { commandId } = input;
      const { memberId } = member;
      const pack = packFor(document.family);
      const written = await sharings.ledger.carryOut({
        where: { sharingId: document._id },
        command:
          input.answer === 'decline'
            ? { type: 'decline', commandId, memberId }
            : {
                type: 'agree',
                commandId,
                memberId,
                way: 'ownPhone',
                effectId: newId('reg'),
                ...(input.faceCheckId ? { faceCheckId: input.faceCheckId } : {}),
              },
        role: 'member',
        personId: caller.personId,
        facts: async (stored) => {
          if (input.answer === 'decline') return {};
          const face = await sharings.memberFace(member.personId, caller, input.faceCheckId);
          return {
            ...(await coreFacts(people, {
              pack,
              ownerId: document.ownerId,
              memberPersonId: member.personId,
              sharing: stored ? sharingOf(stored) : undefined,
            })),
            ...(face ? { memberFace: face } : {}),
          };
        },
      });
      return { document: await sharings.settled(written), memberId };
    },
  };
}

export type InvitationUseCases = ReturnType<typeof createInvitationUseCases>;
