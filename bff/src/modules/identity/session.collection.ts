import type { CollectionDefinition, StoredDocument } from '../../storage/port';
import type { Channel } from './identity.collection';

export type EndedBecause = 'signedOut' | 'refreshReused' | 'endedElsewhere';

/** One sign-in on one device. Refresh tokens are kept as hashes: the current one and the one before it. */
export interface SessionDocument extends StoredDocument {
  identityId: string;
  channel: Channel;
  /** The door's epoch when this session was opened; absent: 0. */
  epoch?: number;
  /** Counts refreshes; the refresh token of a generation is derived from it. */
  generation: number;
  refreshHash: string;
  previousRefreshHash?: string;
  /** When the previous refresh token was exchanged. */
  rotatedAt?: string;
  createdAt: string;
  expiresAt: string;
  endedAt?: string;
  endedBecause?: EndedBecause;
}

export const sessionDefinition: CollectionDefinition<SessionDocument> = {
  name: 'sessions',
  schemaVersion: 1,
  schema: {
    identityId: { type: String, required: true },
    channel: { type: String, enum: ['phone', 'wechat', 'alipay'], required: true },
    epoch: { type: Number, min: 0 },
    generation: { type: Number, required: true, min: 1 },
    refreshHash: { type: String, required: true },
    previousRefreshHash: String,
    rotatedAt: String,
    createdAt: { type: String, required: true },
    expiresAt: { type: String, required: true },
    endedAt: String,
    endedBecause: { type: String, enum: ['signedOut', 'refreshReused', 'endedElsewhere'] },
  },
  indexes: [
    { name: 'identityId', fields: { identityId: 1 } },
    { name: 'expiresAt', fields: { expiresAt: 1 } },
  ],
};
