import type { CollectionDefinition, StoredDocument } from '../../storage/port';

export type Channel = 'phone' | 'wechat' | 'alipay';

/** A door: `wechat:<openid>`, `alipay:<openid>` or `phone:<hmac>`. It points to a person by one compare-and-set write. */
export interface IdentityDocument extends StoredDocument {
  channel: Channel;
  /** Sealed. Phone doors only. */
  phone?: string;
  personId?: string;
  proof?: 'phone' | 'face';
  proofAt?: string;
  createdAt: string;
  lastUsedAt: string;
}

export const identityDefinition: CollectionDefinition<IdentityDocument> = {
  name: 'identities',
  schemaVersion: 1,
  schema: {
    channel: { type: String, enum: ['phone', 'wechat', 'alipay'], required: true },
    phone: String,
    personId: String,
    proof: { type: String, enum: ['phone', 'face'] },
    proofAt: String,
    createdAt: { type: String, required: true },
    lastUsedAt: { type: String, required: true },
  },
  indexes: [{ name: 'personId', fields: { personId: 1 }, sparse: true }],
  sealed: { fields: [{ name: 'phone', isSearchable: false }], subjectOf: (document) => `identity:${document._id}` },
};
