import type { CollectionDefinition, StoredDocument } from '../../storage/port';

/** Somebody wants to be told before a window ends. `_id` is `<sharing>|<member>|<person>`. */
export interface ReminderDocument extends StoredDocument {
  personId: string;
  sharingId: string;
  memberId: string;
  /** The end that was known when this was written; a changed window moves it. */
  endAt: string;
  dueAt: string;
}

export const reminderDefinition: CollectionDefinition<ReminderDocument> = {
  name: 'notice_reminders',
  schemaVersion: 1,
  schema: {
    personId: { type: String, required: true },
    sharingId: { type: String, required: true },
    memberId: { type: String, required: true },
    endAt: { type: String, required: true },
    dueAt: { type: String, required: true },
  },
  indexes: [{ name: 'dueAt', fields: { dueAt: 1 } }],
};
