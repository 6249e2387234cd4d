import type { CollectionDefinition, StoredDocument } from '../../storage/port';

/** Something that needs a person's judgement. Holds ids only: names are looked up, and masked, when somebody reads it. */
export interface CaseDocument extends StoredDocument {
  /** What sort of thing it is, e.g. notMine, stuckEffect, deskProof, settlementDiffers. */
  kind: string;
  /** closing: an operator has decided, and what follows from it is under way. */
  status: 'open' | 'closing' | 'closed';
  /** Whom it is about, person ids, the most concerned first. */
  subjectIds: string[];
  /** Ids and codes that the kind's own module reads again; never personal data. */
  data: Record<string, string>;
  openedAt: string;
  decidedAt?: string;
  closedAt?: string;
  closedBy?: string;
  closedByName?: string;
  outcome?: string;
  /** Why, in the operator's words. */
  reason?: string;
}

const text = { type: String };
const requiredText = { type: String, required: true };

export const caseDefinition: CollectionDefinition<CaseDocument> = {
  name: 'cases',
  schemaVersion: 1,
  schema: {
    kind: requiredText,
    status: { type: String, enum: ['open', 'closing', 'closed'], required: true },
    subjectIds: { type: [String], required: true },
    data: { type: Object, required: true },
    openedAt: requiredText,
    decidedAt: text,
    closedAt: text,
    closedBy: text,
    closedByName: text,
    outcome: text,
    reason: text,
  },
  indexes: [
    { name: 'openedAt', fields: { openedAt: -1 } },
    { name: 'status', fields: { status: 1, openedAt: -1 } },
    { name: 'subjects', fields: { subjectIds: 1 } },
  ],
};
