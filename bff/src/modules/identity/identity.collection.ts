import type { CollectionDefinition, StoredDocument } from '../../storage/port';

export type Channel = 'phone' | 'wechat' | 'alipay';

/**
 * sms: a code to the number that the core holds; face: WeChat or Alipay; door: another attached door's word; desk: a clerk saw the
 * certificate.
 */
export type ProvenBy = 'sms' | 'face' | 'door' | 'desk';

/** A door: `wechat:<openid>`, `alipay:<openid>` or `phone:<hmac>`. It points to a person by one compare-and-set write. */
export interface IdentityDocument extends StoredDocument {
  channel: Channel;
  /** Sealed, found by blind index: that outlives a rotation of keys, the id does not. Phone doors only. */
  phone?: string;
  personId?: string;
  proof?: 'phone' | 'face';
  proofAt?: string;
  /** How it was proven; absent on documents from before this was kept. */
  provenBy?: ProvenBy;
  /** Counts changes of the person behind the door. Sessions of an earlier epoch are over, but for `keptSessionId`. */
  epoch?: number;
  /** The session that brought the proof. */
  keptSessionId?: string;
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
    provenBy: { type: String, enum: ['sms', 'face', 'door', 'desk'] },
    epoch: { type: Number, min: 0 },
    keptSessionId: String,
    createdAt: { type: String, required: true },
    lastUsedAt: { type: String, required: true },
  },
  indexes: [
    { name: 'personId', fields: { personId: 1 }, sparse: true },
    // One door per phone, whichever generation of keys its id was made with
    { name: 'phone', fields: { phone: 1 }, unique: true, sparse: true },
  ],
  sealed: { fields: [{ name: 'phone', isSearchable: true }], subjectOf: (document) => `identity:${document._id}` },
};
