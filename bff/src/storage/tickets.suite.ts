import type { CollectionDefinition, StoredDocument } from './port';

/** A document with every kind of field that the storage knows. */
export interface Ticket extends StoredDocument {
  title: string;
  priceFen?: number;
  count?: number;
  isOpen?: boolean;
  dueAt?: string;
  seats?: string[];
  place?: { city: string; row?: number };
  members?: { personId: string; note?: string }[];
  memo?: Record<string, unknown>;
}

export const tickets: CollectionDefinition<Ticket> = {
  name: 'tickets',
  schemaVersion: 1,
  schema: {
    title: { type: String, required: true },
    priceFen: { type: Number, min: 0 },
    count: Number,
    isOpen: Boolean,
    dueAt: String,
    seats: [String],
    place: { city: { type: String, required: true }, row: Number },
    members: [{ personId: { type: String, required: true }, note: String }],
    memo: Object,
  },
  indexes: [
    { name: 'seats', fields: { seats: 1 }, unique: true, sparse: true },
    { name: 'title', fields: { title: 1 } },
    { name: 'dueAt', fields: { dueAt: 1 }, sparse: true },
    { name: 'members', fields: { 'members.personId': 1, count: -1 } },
  ],
};

export const ticket = (id: string, rest: Partial<Ticket> = {}): Ticket => ({
  _id: id,
  version: 1,
  schemaVersion: 1,
  title: 'a ticket',
  ...rest,
});
export const ids = (documents: { _id: string }[]) => documents.map((document) => document._id);
export const hundred = Array.from({ length: 100 }, (_, i) => String(i).padStart(3, '0'));
