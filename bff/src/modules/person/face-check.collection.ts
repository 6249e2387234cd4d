import type { CollectionDefinition, StoredDocument } from '../../storage/port';

/** One face check at WeChat or Alipay. It belongs to the door that started it. */
export interface FaceCheckDocument extends StoredDocument {
  identityId: string;
  purpose: 'self' | 'member';
  channel: 'wechat' | 'alipay' | 'h5';
  /** Sealed: whose face was asked for. */
  name: string;
  /** Sealed. */
  certificateNumber: string;
  /** Member: known from the start. Self: set when passed. */
  personId?: string;
  sharingId?: string;
  memberId?: string;
  /** Our number at the vendor, and the vendor's number of this check. */
  orderNo: string;
  vendorId: string;
  status: 'pending' | 'passed' | 'failed';
  createdAt: string;
  expiresAt: string;
  passedAt?: string;
  /** Self: when the door was attached by this check; it attaches once. */
  attachedAt?: string;
}

export const faceCheckDefinition: CollectionDefinition<FaceCheckDocument> = {
  name: 'face_checks',
  schemaVersion: 1,
  schema: {
    identityId: { type: String, required: true },
    purpose: { type: String, enum: ['self', 'member'], required: true },
    channel: { type: String, enum: ['wechat', 'alipay', 'h5'], required: true },
    name: { type: String, required: true },
    certificateNumber: { type: String, required: true },
    personId: String,
    sharingId: String,
    memberId: String,
    orderNo: { type: String, required: true },
    vendorId: { type: String, required: true },
    status: { type: String, enum: ['pending', 'passed', 'failed'], required: true },
    createdAt: { type: String, required: true },
    expiresAt: { type: String, required: true },
    passedAt: String,
    attachedAt: String,
  },
  indexes: [{ name: 'identity', fields: { identityId: 1, createdAt: 1 } }],
  sealed: {
    fields: [
      { name: 'name', isSearchable: false },
      { name: 'certificateNumber', isSearchable: false },
    ],
    subjectOf: (document) => `identity:${document.identityId}`,
  },
};
