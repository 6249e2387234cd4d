import type { CollectionDefinition, StoredDocument } from '../../storage/port';

/** One word to one person in the inbox. `_id` is the effect that owed it, so a repeat is the same notice. */
export interface NoticeDocument extends StoredDocument {
  personId: string;
  title: string;
  text: string;
  at: string;
  sharingId?: string;
}

export const noticeDefinition: CollectionDefinition<NoticeDocument> = {
  name: 'notices',
  schemaVersion: 1,
  schema: {
    personId: { type: String, required: true },
    title: { type: String, required: true },
    text: { type: String, required: true },
    at: { type: String, required: true },
    sharingId: { type: String },
  },
  indexes: [{ name: 'person', fields: { personId: 1, at: -1 } }],
};
