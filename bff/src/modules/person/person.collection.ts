import type { CollectionDefinition, StoredDocument } from '../../storage/port';

/** A person: made by certificate number at first mention, by themselves or by an owner, and never merged. */
export interface PersonDocument extends StoredDocument {
  /** Sealed. */
  name: string;
  /** Sealed, found by blind index. */
  certificateNumber: string;
  /** True once an insurance core or a face check said that this name belongs to this number. */
  isNameConfirmed: boolean;
  createdAt: string;
}

export const personDefinition: CollectionDefinition<PersonDocument> = {
  name: 'persons',
  schemaVersion: 1,
  schema: {
    name: { type: String, required: true },
    certificateNumber: { type: String, required: true },
    isNameConfirmed: { type: Boolean, required: true },
    createdAt: { type: String, required: true },
  },
  indexes: [{ name: 'certificateNumber', fields: { certificateNumber: 1 }, unique: true }],
  sealed: {
    fields: [
      { name: 'name', isSearchable: false },
      { name: 'certificateNumber', isSearchable: true },
    ],
    subjectOf: (document) => document._id,
  },
};
