import { NOTICE_OCCASIONS } from '@gongji/shared/contract/notice.schemas';
import type { CollectionDefinition, StoredDocument } from '../../storage/port';
import type { Occasion, TellingChannel } from './occasions';

/**
 * How often the platform lets us tell a person of one occasion: each tap on "allow" is one message. `_id` is `<occasion>|<door>`.
 * A message takes one away before it is sent, so that a repeat after a kill cannot send twice.
 */
export interface NoticeGrantDocument extends StoredDocument {
  personId: string;
  channel: TellingChannel;
  occasion: Occasion;
  identityId: string;
  times: number;
  /** Keys of the newest taps: the same tap sent again counts once. */
  grantedBy: string[];
  /** The newest notices that took one away. */
  spentOn: string[];
  changedAt: string;
}

export const noticeGrantDefinition: CollectionDefinition<NoticeGrantDocument> = {
  name: 'notice_grants',
  schemaVersion: 1,
  schema: {
    personId: { type: String, required: true },
    channel: { type: String, enum: ['wechat', 'alipay'], required: true },
    occasion: { type: String, enum: [...NOTICE_OCCASIONS], required: true },
    identityId: { type: String, required: true },
    times: { type: Number, required: true, min: 0 },
    grantedBy: { type: [String], required: true },
    spentOn: { type: [String], required: true },
    changedAt: { type: String, required: true },
  },
  indexes: [
    { name: 'person', fields: { personId: 1, occasion: 1 } },
    { name: 'changedAt', fields: { changedAt: 1 } },
  ],
};
