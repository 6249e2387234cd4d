import type { CollectionDefinition, StoredDocument } from '../../storage/port';

export type SettlementStatus = 'settled' | 'cancelled' | 'reversed' | 'sharingFailed';

/** One bill as a core settled it. People are named by the core's own numbers (`region:psnNo`); names are kept masked only. */
export interface SettlementDocument extends StoredDocument {
  region: string;
  settlementId: string;
  /** `region:psnNo` of the patient and of every owner who paid: who may see it. */
  participants: string[];
  memberKey: string;
  memberMaskedName: string;
  sharedBy: { ownerKey: string; amountFen: number }[];
  institutionName: string;
  institutionKind: 'hospital' | 'pharmacy';
  settledAt: string;
  status: SettlementStatus;
  totalFen: number;
  fundFen: number;
  ownAccountFen: number;
  sharedFen: number;
  cashFen: number;
  because: string[];
}

const text = { type: String, required: true };
const fen = { type: Number, required: true };

export const settlementDefinition: CollectionDefinition<SettlementDocument> = {
  name: 'settlements',
  schemaVersion: 1,
  schema: {
    region: text,
    settlementId: text,
    participants: { type: [String], required: true },
    memberKey: text,
    memberMaskedName: text,
    sharedBy: { type: [{ ownerKey: text, amountFen: fen }], required: true },
    institutionName: text,
    institutionKind: { type: String, enum: ['hospital', 'pharmacy'], required: true },
    settledAt: text,
    status: { type: String, enum: ['settled', 'cancelled', 'reversed', 'sharingFailed'], required: true },
    totalFen: fen,
    fundFen: fen,
    ownAccountFen: fen,
    sharedFen: fen,
    cashFen: fen,
    because: { type: [String], required: true },
  },
  indexes: [{ name: 'participants', fields: { participants: 1, settledAt: -1 } }],
};

/** Which person stands behind a core's number. `_id` is `region:psnNo`. */
export interface CoreLinkDocument extends StoredDocument {
  personId: string;
  region: string;
  psnNo: string;
}

export const coreLinkDefinition: CollectionDefinition<CoreLinkDocument> = {
  name: 'core_links',
  schemaVersion: 1,
  schema: { personId: text, region: text, psnNo: text },
  indexes: [{ name: 'person', fields: { personId: 1, region: 1 } }],
};
