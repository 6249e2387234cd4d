import type { CollectionDefinition, StoredDocument } from '../../storage/port';

/** Somebody will prove themselves at the window; a clerk decides it by a case. */
export interface DeskProofDocument extends StoredDocument {
  identityId: string;
  sessionId: string;
  /** Sealed: as typed, to be compared with the certificate at the window. */
  name: string;
  /** Sealed. */
  certificateNumber: string;
  region: string;
  status: 'pending' | 'confirmed' | 'ended';
  /** How often a clerk may still write a wrong code. */
  triesLeft: number;
  /** `door:<identityId>` while pending: one at a time. */
  slots?: string[];
  createdAt: string;
  expiresAt: string;
  personId?: string;
}

export const deskProofDefinition: CollectionDefinition<DeskProofDocument> = {
  name: 'desk_proofs',
  schemaVersion: 1,
  schema: {
    identityId: { type: String, required: true },
    sessionId: { type: String, required: true },
    name: { type: String, required: true },
    certificateNumber: { type: String, required: true },
    region: { type: String, required: true },
    status: { type: String, enum: ['pending', 'confirmed', 'ended'], required: true },
    triesLeft: { type: Number, required: true, min: 0 },
    slots: { type: [String] },
    createdAt: { type: String, required: true },
    expiresAt: { type: String, required: true },
    personId: String,
  },
  indexes: [
    { name: 'slots', fields: { slots: 1 }, unique: true, sparse: true },
    { name: 'expiresAt', fields: { expiresAt: 1 } },
  ],
  sealed: {
    fields: [
      { name: 'name', isSearchable: false },
      { name: 'certificateNumber', isSearchable: false },
    ],
    subjectOf: (document) => `identity:${document.identityId}`,
  },
};
