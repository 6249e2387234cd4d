import type { Action } from '@gongji/shared/domain/sharing.types';
import { type OutboxDocument, type OwedEffect, outboxSchema } from '../../effects/outbox';
import type { CollectionDefinition } from '../../storage/port';

/** What a sharing may owe to the outside. */
export interface SharingEffect extends OwedEffect {
  kind:
    | 'registerRelation'
    | 'endRelation'
    | 'changeWindow'
    | 'freezeRelation'
    | 'unfreezeRelation'
    | 'moveFunds'
    | 'notify';
  memberId?: string;
  moveId?: string;
  /** notify: to whom, what; texts hold masked names only. */
  personId?: string;
  title?: string;
  text?: string;
  /** notify: the owner's masked name where the member must also be told by SMS. */
  boundBy?: string;
  /** notify: also told on WeChat or Alipay, where the person asked to be told of this. */
  occasion?: 'invitationAnswered';
}

/** One owner's sharing in one pack family: its log, its seats and what it still owes are one document and one write. */
export interface SharingDocument extends OutboxDocument<SharingEffect> {
  ownerId: string;
  family: string;
  packId: string;
  openedAt: string;
  actions: Action[];
  /** Everybody who ever was a member: finds a member's sharings. */
  memberPersonIds: string[];
  /** The core's ids of relations ever registered here: finds a sharing by an event of the feed. */
  relationIds: string[];
  /** Limits are seats: each string is held by one document at a time. Absent when none is held. */
  seats?: string[];
  /** Codes that can still be looked up; one document per code. Absent when none. */
  invitationCodes?: string[];
}

const text = { type: String };
const requiredText = { type: String, required: true };

export const sharingDefinition: CollectionDefinition<SharingDocument> = {
  name: 'sharings',
  schemaVersion: 1,
  schema: {
    ownerId: requiredText,
    family: requiredText,
    packId: requiredText,
    openedAt: requiredText,
    actions: {
      type: [
        {
          type: { type: String, required: true },
          commandId: requiredText,
          at: requiredText,
          by: { type: String, enum: ['owner', 'member', 'core', 'operator'], required: true },
          sharingId: text,
          ownerId: text,
          family: text,
          packId: text,
          textHash: text,
          signedBy: text,
          ownerRegion: text,
          startAt: text,
          endAt: text,
          memberId: text,
          personId: text,
          kinship: text,
          code: text,
          expiresAt: text,
          way: text,
          faceCheckId: text,
          effectId: text,
          coreRelationId: text,
          message: text,
          because: text,
          moveId: text,
          direction: text,
          amountFen: { type: Number },
        },
      ],
      required: true,
    },
    memberPersonIds: { type: [String], required: true },
    relationIds: { type: [String], required: true },
    seats: { type: [String] },
    invitationCodes: { type: [String] },
    ...outboxSchema({
      memberId: text,
      moveId: text,
      personId: text,
      title: text,
      text: text,
      boundBy: text,
      occasion: text,
    }),
  },
  indexes: [
    { name: 'seats', fields: { seats: 1 }, unique: true, sparse: true },
    { name: 'invitationCodes', fields: { invitationCodes: 1 }, unique: true, sparse: true },
    { name: 'owner', fields: { ownerId: 1, family: 1 } },
    { name: 'members', fields: { memberPersonIds: 1 } },
    { name: 'relations', fields: { relationIds: 1 } },
    { name: 'effectDueAt', fields: { effectDueAt: 1 }, sparse: true },
  ],
};
