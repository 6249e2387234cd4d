import type { CollectionDefinition, StoredDocument } from '../storage/port';

/** How far one core's feed has been applied. `_id` is the region. */
export interface FeedCursorDocument extends StoredDocument {
  seq: number;
}

export const feedCursorDefinition: CollectionDefinition<FeedCursorDocument> = {
  name: 'feed_cursors',
  schemaVersion: 1,
  schema: { seq: { type: Number, required: true } },
  indexes: [],
};

/** One event of a core's feed, kept under `region:seq` before the cursor moves. */
export interface FeedEventDocument extends StoredDocument {
  type: string;
  at: string;
}

export const feedEventDefinition: CollectionDefinition<FeedEventDocument> = {
  name: 'feed_events',
  schemaVersion: 1,
  schema: { type: { type: String, required: true }, at: { type: String, required: true } },
  indexes: [],
};
