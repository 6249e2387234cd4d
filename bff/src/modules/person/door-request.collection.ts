import type { CollectionDefinition, StoredDocument } from '../../storage/port';

/** A new door asks the doors that are already attached to a person for their word. */
export interface DoorRequestDocument extends StoredDocument {
  /** The asking door, and the session it asked from. */
  identityId: string;
  sessionId: string;
  /** Whom it claims to be. Absent where nobody can answer: then it waits in vain, and looks the same to who asked. */
  personId?: string;
  status: 'pending' | 'confirmed' | 'denied' | 'ended';
  /** How often the code that both screens must share may still be typed wrongly. */
  triesLeft: number;
  /** `door:<identityId>` and `person:<personId>`, while pending: one request at a time for either. */
  slots?: string[];
  createdAt: string;
  expiresAt: string;
  answeredAt?: string;
  answeredBy?: string;
  /** It attaches once. */
  attachedAt?: string;
}

export const doorRequestDefinition: CollectionDefinition<DoorRequestDocument> = {
  name: 'door_requests',
  schemaVersion: 1,
  schema: {
    identityId: { type: String, required: true },
    sessionId: { type: String, required: true },
    personId: String,
    status: { type: String, enum: ['pending', 'confirmed', 'denied', 'ended'], required: true },
    triesLeft: { type: Number, required: true, min: 0 },
    slots: { type: [String] },
    createdAt: { type: String, required: true },
    expiresAt: { type: String, required: true },
    answeredAt: String,
    answeredBy: String,
    attachedAt: String,
  },
  indexes: [
    { name: 'slots', fields: { slots: 1 }, unique: true, sparse: true },
    { name: 'identity', fields: { identityId: 1, createdAt: 1 } },
    { name: 'expiresAt', fields: { expiresAt: 1 } },
  ],
};
