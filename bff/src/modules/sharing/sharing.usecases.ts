import { randomInt } from 'node:crypto';
import type { Kinship } from '@gongji/shared/domain/kinship';
import { normaliseName } from '@gongji/shared/domain/names';
import { refusalOf } from '@gongji/shared/domain/refusals';
import type { Command, Facts, Window } from '@gongji/shared/domain/sharing.types';
import type { EffectsWorker } from '../../effects/worker';
import type { ProvenCaller } from '../../http/caller';
import type { Caller } from '../../http/handler';
import { HttpError } from '../../http/http-error';
import { newId } from '../../ids';
import type { Collection } from '../../storage/port';
import { present } from '../refusal';
import type { FaceChecks, People } from './ports';
import type { SharingDocument } from './sharing.collection';
import { coreFacts } from './sharing.facts';
import { createSharingLedger, packFor } from './sharing.ledger';
import { sharingOf } from './sharing.record';

export interface SharingDeps {
  collection: Collection<SharingDocument>;
  people: People;
  faceChecks: FaceChecks;
  worker: Pick<EffectsWorker, 'nudge'>;
  clock: () => Date;
  /** How long a reply waits for the core before it says "registering", in ms. */
  replyWaitMs: number;
}

/** Letters and digits that nobody confuses when read aloud; 8 of them are about 10¹² codes. */
const CODE_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const newInvitationCode = () => Array.from({ length: 8 }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');

export type SharingUseCases = ReturnType<typeof createSharingUseCases>;

/** What citizens do with sharings. Every change goes through the ledger: pure decision, one write, then a nudge to the outbox. */
export function createSharingUseCases(deps: SharingDeps) {
  const { collection, people, faceChecks, worker, clock, replyWaitMs } = deps;
  const ledger = createSharingLedger({ collection, people, clock });

  /** Lets what is now owed go out, then reads what stands. */
  async function settled(document: SharingDocument): Promise<SharingDocument> {
    if (document.outbox.length === 0) return document;
    await worker.nudge(document._id, replyWaitMs);
    return (await collection.get(document._id)) ?? document;
  }

  /** The document, if this person stands in it. Others learn nothing, not even that it exists. */
  async function mine(sharingId: string, personId: string): Promise<SharingDocument> {
    const document = await collection.get(sharingId);
    if (!document || (document.ownerId !== personId && !document.memberPersonIds.includes(personId)))
      throw new HttpError('NOT_FOUND');
    return document;
  }

  const asOwner = async (sharingId: string, personId: string) => {
    const document = await mine(sharingId, personId);
    if (document.ownerId !== personId) throw new HttpError('NOT_ALLOWED');
    return document;
  };

  /** A passed face check of `personId`, of this caller's making where they prove themselves. */
  async function memberFace(personId: string, caller: Caller, faceCheckId?: string): Promise<Facts['memberFace']> {
    const check = faceCheckId ? await faceChecks.passed(faceCheckId) : await faceChecks.latestSelf(caller.identityId);
    if (!check || check.personId !== personId || check.identityId !== caller.identityId) return undefined;
    return { faceCheckId: check.faceCheckId, passedAt: check.passedAt, personId };
  }

  return {
    ledger,

    /** Records that this owner has read and confirmed the pack's commitment. */
    async acceptCommitment(
      input: { family: string; textHash: string; signature?: { name: string }; commandId: string },
      caller: ProvenCaller,
    ) {
      const pack = packFor(input.family);
      const { signature } = input;
      // The domain keeps no names: that it is the owner's own is seen here.
      if (signature && (await people.identityOf(caller.personId))?.name !== normaliseName(signature.name))
        throw present(refusalOf('SIGNATURE_REQUIRED', pack), pack);
      return ledger.carryOut({
        where: { ownerId: caller.personId, pack, newSharingId: newId('shr') },
        command: {
          type: 'acceptCommitment',
          commandId: input.commandId,
          textHash: input.textHash,
          ...(signature ? { signature } : {}),
        },
        role: 'owner',
        facts: async () => (caller.proof ? { ownerProof: caller.proof } : {}),
      });
    },

    /** Binds a relative, or invites where the pack lets the member agree. */
    async addMember(
      input: {
        family: string;
        kinship: Kinship;
        member: { name: string; certificateNumber: string };
        guardianConsentHash?: string;
        window?: Window;
        commandId: string;
      },
      caller: ProvenCaller,
    ): Promise<{ document: SharingDocument; memberId: string }> {
      const pack = packFor(input.family);
      const { personId } = await people.mention(input.member);
      const command: Command = {
        type: 'addMember',
        commandId: input.commandId,
        memberId: newId('mem'),
        personId,
        kinship: input.kinship,
        invitationCode: newInvitationCode(),
        effectId: newId('reg'),
        ...(input.guardianConsentHash ? { guardianConsentHash: input.guardianConsentHash } : {}),
        ...(input.window ? { window: input.window } : {}),
      };
      const written = await ledger.carryOut({
        where: { ownerId: caller.personId, pack, newSharingId: newId('shr') },
        command,
        role: 'owner',
        facts: async (stored) => ({
          ...(await coreFacts(people, {
            pack,
            ownerId: caller.personId,
            memberPersonId: personId,
            sharing: stored ? sharingOf(stored) : undefined,
          })),
          ...(caller.proof ? { ownerProof: caller.proof } : {}),
        }),
      });
      const document = await settled(written);
      // On a repeat the member is the one that the first call added.
      const added = document.actions.find(
        (action) => action.type === 'member.added' && action.commandId === input.commandId,
      );
      if (added?.type !== 'member.added') throw new HttpError('IDEMPOTENCY_KEY_REUSED');
      return { document, memberId: added.memberId };
    },

    async list(personId: string): Promise<{ asOwner: SharingDocument[]; asMember: SharingDocument[] }> {
      const [asOwnerDocuments, asMember] = await Promise.all([
        collection.find({ ownerId: personId }, { limit: 50 }),
        collection.find({ memberPersonIds: personId }, { limit: 50 }),
      ]);
      return {
        asOwner: asOwnerDocuments.filter((document) => document.memberPersonIds.length > 0),
        asMember,
      };
    },

    get: mine,

    /** One thing done to a sharing by a person who stands in it. */
    async command(
      input: {
        sharingId: string;
        commandId: string;
        command:
          | { type: 'unbind' | 'leave' | 'cancelInvitation' | 'renewInvitation' | 'dispute'; memberId: string }
          | { type: 'changeWindow'; memberId: string; startAt?: string; endAt?: string; isOpenEnded?: true }
          | { type: 'agreeBesideOwner'; memberId: string; faceCheckId: string };
      },
      caller: ProvenCaller,
    ): Promise<SharingDocument> {
      const asked = input.command;
      const { commandId, sharingId } = input;
      const { memberId } = asked;
      const document = await mine(sharingId, caller.personId);
      const role = document.ownerId === caller.personId ? 'owner' : 'member';
      const member = sharingOf(document).members.find((each) => each.memberId === memberId);
      if (!member || (role === 'member' && member.personId !== caller.personId)) throw new HttpError('NOT_FOUND');
      const command = ((): Command => {
        switch (asked.type) {
          case 'unbind':
          case 'leave':
            return { type: asked.type, commandId, memberId, effectId: newId('end') };
          case 'dispute':
            return { type: 'dispute', commandId, memberId, effectId: newId('frz') };
          case 'changeWindow':
            return { ...asked, commandId, effectId: newId('win') };
          case 'cancelInvitation':
            return { type: 'cancelInvitation', commandId, memberId };
          case 'renewInvitation':
            return { type: 'renewInvitation', commandId, memberId, invitationCode: newInvitationCode() };
          case 'agreeBesideOwner':
            return {
              type: 'agree',
              commandId,
              memberId,
              way: 'besideOwner',
              faceCheckId: asked.faceCheckId,
              effectId: newId('reg'),
            };
        }
      })();
      const written = await ledger.carryOut({
        where: { sharingId },
        command,
        role,
        ...(role === 'member' ? { personId: caller.personId } : {}),
        facts: async (stored) => {
          if (asked.type !== 'agreeBesideOwner') return {};
          const pack = packFor(document.family);
          const face = await memberFace(member.personId, caller, asked.faceCheckId);
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
      return settled(written);
    },

    /** For the person module: whose face a "member beside the owner" check has to show. */
    async memberOfSharing(
      sharingId: string,
      memberId: string,
      ownerPersonId: string,
    ): Promise<{ personId: string } | undefined> {
      const document = await asOwner(sharingId, ownerPersonId);
      const member = sharingOf(document).members.find((each) => each.memberId === memberId);
      return member ? { personId: member.personId } : undefined;
    },

    movesOf: (document: SharingDocument) => sharingOf(document).moves,

    memberFace,
    settled,
    asOwner,
  };
}
