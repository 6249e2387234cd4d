import type { CollectionDefinition, StoredDocument } from '../../storage/port';

/** One line of the audit log. Lines are only ever added; each carries the hash of the one before. */
export interface AuditDocument extends StoredDocument {
  /** 1, 2, 3 … without gaps. */
  seq: number;
  at: string;
  operatorId?: string;
  operatorName?: string;
  action: string;
  /** What it was done to, `<kind>:<id>`. */
  subject?: string;
  /** Further words for the reader; never personal data. */
  detail?: string;
  previousHash: string;
  hash: string;
}

const text = { type: String };
const requiredText = { type: String, required: true };

export const auditDefinition: CollectionDefinition<AuditDocument> = {
  name: 'audit_lines',
  schemaVersion: 1,
  schema: {
    seq: { type: Number, required: true, min: 1 },
    at: requiredText,
    operatorId: text,
    operatorName: text,
    action: requiredText,
    subject: text,
    detail: text,
    previousHash: requiredText,
    hash: requiredText,
  },
  indexes: [{ name: 'seq', fields: { seq: 1 }, unique: true }],
};
