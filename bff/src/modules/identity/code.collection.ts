import type { CollectionDefinition, StoredDocument } from '../../storage/port';

/** A one-time code that was sent by SMS. Only its keyed hash is kept; tries and expiry survive a restart. */
export interface CodeDocument extends StoredDocument {
  purpose: 'signIn' | 'proof';
  codeHash: string;
  triesLeft: number;
  expiresAt: string;
  usedAt?: string;
  /** Proof: which door asked. */
  identityId?: string;
  /** Proof: whom it proves. Absent where the core knew nobody: then no code was sent and none fits. */
  personId?: string;
  /** Whose budget counts the wrong tries; absent: the code's own id. */
  receiver?: string;
}

export const codeDefinition: CollectionDefinition<CodeDocument> = {
  name: 'one_time_codes',
  schemaVersion: 1,
  schema: {
    purpose: { type: String, enum: ['signIn', 'proof'], required: true },
    codeHash: { type: String, required: true },
    triesLeft: { type: Number, required: true, min: 0 },
    expiresAt: { type: String, required: true },
    usedAt: String,
    identityId: String,
    personId: String,
    receiver: String,
  },
  indexes: [{ name: 'expiresAt', fields: { expiresAt: 1 } }],
};

/**
 * What may still be done for one receiver: messages to a phone, requests of a door. The pause between two, the number per civil
 * day, and the wrong tries of a day.
 */
export interface SendBudgetDocument extends StoredDocument {
  lastSentAt: string;
  day: string;
  sentOnDay: number;
  wrongOnDay?: number;
}

export const sendBudgetDefinition: CollectionDefinition<SendBudgetDocument> = {
  name: 'send_budgets',
  schemaVersion: 1,
  schema: {
    lastSentAt: { type: String, required: true },
    day: { type: String, required: true },
    sentOnDay: { type: Number, required: true, min: 0 },
    wrongOnDay: { type: Number, min: 0 },
  },
  indexes: [{ name: 'lastSentAt', fields: { lastSentAt: 1 } }],
};
