import type { CollectionDefinition, StoredDocument } from '../../storage/port';

/** One question with its answer, as published. `_id` is the stable name in the answer page's address. */
export interface EntryDocument extends StoredDocument {
  title: string;
  /** GB/T 2260; '000000' for the nation. */
  region: string;
  answer: string;
  steps: string[];
  notes: string[];
  aliases: string[];
  sources: { title: string; publisher: string; publishedOn: string }[];
  verifiedOn: string;
  isOurReading: boolean;
  related: string[];
  /** Place among the hot questions, 1 first; absent: not hot. */
  hotRank?: number;
  /** Hash of the seed that wrote this entry. Absent once somebody has made the entry their own: seeds then leave it alone. */
  seedHash?: string;
}

const text = { type: String, required: true };

export const entryDefinition: CollectionDefinition<EntryDocument> = {
  name: 'entries',
  schemaVersion: 1,
  schema: {
    title: text,
    region: text,
    answer: text,
    steps: { type: [String], required: true },
    notes: { type: [String], required: true },
    aliases: { type: [String], required: true },
    sources: { type: [{ title: text, publisher: text, publishedOn: text }], required: true },
    verifiedOn: text,
    isOurReading: { type: Boolean, required: true },
    related: { type: [String], required: true },
    hotRank: { type: Number },
    seedHash: { type: String },
  },
  indexes: [
    { name: 'region', fields: { region: 1 } },
    { name: 'hot', fields: { hotRank: 1 }, sparse: true },
  ],
};
