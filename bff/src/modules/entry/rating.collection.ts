import type { CollectionDefinition, StoredDocument } from '../../storage/port';

/** One "was this useful". `_id` is the client's key as the pipeline fingerprinted it: it leads back to nobody, and a repeat is the same vote. */
export interface RatingDocument extends StoredDocument {
  entryId: string;
  isUseful: boolean;
  /** Civil day (UTC+8) of the vote. */
  on: string;
}

export const ratingDefinition: CollectionDefinition<RatingDocument> = {
  name: 'entry_ratings',
  schemaVersion: 1,
  schema: {
    entryId: { type: String, required: true },
    isUseful: { type: Boolean, required: true },
    on: { type: String, required: true },
  },
  indexes: [
    { name: 'entry', fields: { entryId: 1, isUseful: 1, on: 1 } },
    { name: 'day', fields: { on: 1 } },
  ],
};
