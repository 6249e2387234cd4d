import { OPERATOR_ROLES, type OperatorRole } from '@gongji/shared/contract/operator-roles';
import type { CollectionDefinition, StoredDocument } from '../../storage/port';

/** Somebody who works at the console. */
export interface OperatorDocument extends StoredDocument {
  /** Account name, lower case; unique for good. */
  name: string;
  /** Sealed. */
  displayName: string;
  roles: OperatorRole[];
  status: 'active' | 'disabled';
  /** argon2id, in its own text form with parameters and salt. */
  passwordHash: string;
  /** Sealed; Base32. */
  totpSecret: string;
  /** The 30-second step of the newest code that was accepted: no code opens twice. */
  lastTotpStep: number;
  /** SHA-256 of the recovery codes that are left (80 random bits each). */
  recoveryHashes: string[];
  /** Counts what ends every session: a new password, a reset, being disabled, other roles. */
  stamp: number;
  createdAt: string;
  lastSignedInAt?: string;
}

const text = { type: String };
const requiredText = { type: String, required: true };
const roles = { type: [{ type: String, enum: [...OPERATOR_ROLES] }], required: true };
const number = { type: Number, required: true, min: 0 };

export const operatorDefinition: CollectionDefinition<OperatorDocument> = {
  name: 'operators',
  schemaVersion: 1,
  schema: {
    name: requiredText,
    displayName: requiredText,
    roles,
    status: { type: String, enum: ['active', 'disabled'], required: true },
    passwordHash: requiredText,
    totpSecret: requiredText,
    lastTotpStep: number,
    recoveryHashes: { type: [String], required: true },
    stamp: number,
    createdAt: requiredText,
    lastSignedInAt: text,
  },
  indexes: [{ name: 'name', fields: { name: 1 }, unique: true }],
  sealed: {
    fields: [
      { name: 'displayName', isSearchable: false },
      { name: 'totpSecret', isSearchable: false },
    ],
    subjectOf: (document) => `operator:${document._id}`,
  },
};

/** A one-time link: for the first admin, for a new operator, or for one who starts anew. Only the token's hash is kept. */
export interface InvitationDocument extends StoredDocument {
  kind: 'first' | 'invite' | 'recover';
  tokenHash: string;
  /** The operator that it makes or resets. */
  operatorId: string;
  name?: string;
  /** Sealed. */
  displayName?: string;
  roles: OperatorRole[];
  createdAt: string;
  expiresAt: string;
  usedAt?: string;
  /** Chosen in the first step of the set-up, used in the second. */
  pendingName?: string;
  /** Sealed. */
  pendingDisplayName?: string;
  pendingPasswordHash?: string;
  /** Sealed. */
  pendingTotpSecret?: string;
}

export const operatorInvitationDefinition: CollectionDefinition<InvitationDocument> = {
  name: 'operator_invitations',
  schemaVersion: 1,
  schema: {
    kind: { type: String, enum: ['first', 'invite', 'recover'], required: true },
    tokenHash: requiredText,
    operatorId: requiredText,
    name: text,
    displayName: text,
    roles,
    createdAt: requiredText,
    expiresAt: requiredText,
    usedAt: text,
    pendingName: text,
    pendingDisplayName: text,
    pendingPasswordHash: text,
    pendingTotpSecret: text,
  },
  indexes: [
    { name: 'tokenHash', fields: { tokenHash: 1 }, unique: true },
    { name: 'expiresAt', fields: { expiresAt: 1 } },
  ],
  sealed: {
    fields: [
      { name: 'displayName', isSearchable: false },
      { name: 'pendingDisplayName', isSearchable: false },
      { name: 'pendingTotpSecret', isSearchable: false },
    ],
    subjectOf: (document) => `operator:${document.operatorId}`,
  },
};

/** One console session. `_id` is the hash of the cookie's token. */
export interface OperatorSessionDocument extends StoredDocument {
  operatorId: string;
  stamp: number;
  createdAt: string;
  lastSeenAt: string;
  /** However busy: no session lives longer. */
  expiresAt: string;
  endedAt?: string;
}

export const operatorSessionDefinition: CollectionDefinition<OperatorSessionDocument> = {
  name: 'operator_sessions',
  schemaVersion: 1,
  schema: {
    operatorId: requiredText,
    stamp: number,
    createdAt: requiredText,
    lastSeenAt: requiredText,
    expiresAt: requiredText,
    endedAt: text,
  },
  indexes: [{ name: 'expiresAt', fields: { expiresAt: 1 } }],
};

/** Failed tries of one account name (`_id` is its keyed hash, whether the account exists or not). */
export interface SignInTriesDocument extends StoredDocument {
  failed: number;
  lastAt: string;
  lockedUntil?: string;
}

export const signInTriesDefinition: CollectionDefinition<SignInTriesDocument> = {
  name: 'operator_tries',
  schemaVersion: 1,
  schema: { failed: number, lastAt: requiredText, lockedUntil: text },
  indexes: [{ name: 'lastAt', fields: { lastAt: 1 } }],
};
