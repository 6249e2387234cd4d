import type { Kinship } from '@gongji/shared/domain/kinship';
import type { WireEvent } from './events';
import type { Entry } from './ledger';
import { ALLOCATE_CAUSE, applyEntry } from './ledger';

export interface Insurance {
  insutype: '310' | '390';
  /** 1 normal, 2 paused, 4 ended. */
  status: '1' | '2' | '4';
  /** GB/T 2260 of the insured place. */
  region: string;
}

export interface PersonRecord {
  psnNo: string;
  certificateNumber: string;
  name: string;
  sex: 'male' | 'female';
  birthOn: string;
  phone?: string;
  insurances: Insurance[];
  /** Demo people only: what can be tried with this person. */
  interesting?: string;
}

export interface RelationWindow {
  startAt: string;
  endAt?: string;
}

export interface RelationRecord {
  relationId: string;
  ownerPsnNo: string;
  memberPsnNo: string;
  kinship: Kinship;
  boundAt: string;
  /** The caller's business number; absent for relations bound elsewhere. */
  effectId?: string;
  /** When the relation may pay; the end itself is outside. Absent: always (a pack without windows, or bound elsewhere). */
  window?: RelationWindow;
  /** Set while the relation is frozen: it stands, but pays nothing. */
  frozenAt?: string;
  endedAt?: string;
  endedBecause?: string;
}

export interface SettlementRecord {
  settlementId: string;
  /** The message that made it; a reversal names it. */
  msgid: string;
  state: 'settled' | 'cancelled' | 'reversed';
  memberPsnNo: string;
  institutionCode: string;
  institutionName: string;
  institutionKind: 'hospital' | 'pharmacy';
  institutionRegion: string;
  settledAt: string;
  totalFen: number;
  fundFen: number;
  ownAccountFen: number;
  sharedFen: number;
  cashFen: number;
  outOfScopeFen: number;
  sharedBy: { relationId: string; ownerPsnNo: string; amountFen: number }[];
  because: { code: string; words: string }[];
  items: { name: string; amountFen: number }[];
  entryId: string;
}

/** What a message was answered, so that the same msgid is answered the same. */
export interface KeptAnswer {
  /** SHA-256 of infno and input: the same msgid with other content is refused. */
  digest: string;
  infcode: 0 | -1;
  errMsg: string;
  output: Record<string, unknown>;
}

/** One fact that a commit adds. Applying changes in order is the only way that state moves. */
export type Change =
  | { kind: 'person'; person: PersonRecord }
  | { kind: 'relation'; relation: RelationRecord }
  | { kind: 'entry'; entry: Entry }
  | { kind: 'settlement'; settlement: SettlementRecord }
  | { kind: 'answer'; msgid: string; answer: KeptAnswer }
  /** A message that was reversed before it arrived: it must not be done later. */
  | { kind: 'voided'; msgid: string };

/** One line of the journal: all or nothing. */
export interface Commit {
  at: string;
  changes: Change[];
  events: WireEvent[];
}

export interface CoreState {
  people: Map<string, PersonRecord>;
  psnNoByCertificate: Map<string, string>;
  relations: Map<string, RelationRecord>;
  settlements: Map<string, SettlementRecord>;
  settlementIdByMsgid: Map<string, string>;
  answers: Map<string, KeptAnswer>;
  voided: Set<string>;
  entries: Entry[];
  entryById: Map<string, Entry>;
  /** Derived from the entries, kept up to date. */
  balances: Map<string, number>;
  /** All that was ever allocated to a family account, by account: tells "used up" from "nothing allocated". */
  everAllocatedFen: Map<string, number>;
  /** `events[n].seq === n + 1`. */
  events: WireEvent[];
}

/** A core before its first commit. */
export function emptyState(): CoreState {
  return {
    people: new Map(),
    psnNoByCertificate: new Map(),
    relations: new Map(),
    settlements: new Map(),
    settlementIdByMsgid: new Map(),
    answers: new Map(),
    voided: new Set(),
    entries: [],
    entryById: new Map(),
    balances: new Map(),
    everAllocatedFen: new Map(),
    events: [],
  };
}

/** Applies one commit. Throws when an event's seq would leave a gap: the journal is damaged. */
export function applyCommit(state: CoreState, commit: Commit): void {
  for (const change of commit.changes) applyChange(state, change);
  for (const event of commit.events) {
    if (event.seq !== state.events.length + 1)
      throw new Error(`event feed gap: ${event.seq} after ${state.events.length}`);
    state.events.push(event);
  }
}

function applyChange(state: CoreState, change: Change): void {
  switch (change.kind) {
    case 'person':
      state.people.set(change.person.psnNo, change.person);
      state.psnNoByCertificate.set(change.person.certificateNumber, change.person.psnNo);
      break;
    case 'relation':
      state.relations.set(change.relation.relationId, change.relation);
      break;
    case 'entry':
      applyEntry(state.balances, change.entry);
      state.entries.push(change.entry);
      state.entryById.set(change.entry.entryId, change.entry);
      countAllocation(state, change.entry);
      break;
    case 'settlement':
      state.settlements.set(change.settlement.settlementId, change.settlement);
      state.settlementIdByMsgid.set(change.settlement.msgid, change.settlement.settlementId);
      break;
    case 'answer':
      state.answers.set(change.msgid, change.answer);
      break;
    case 'voided':
      state.voided.add(change.msgid);
      break;
  }
}

function countAllocation(state: CoreState, entry: Entry): void {
  if (!entry.cause.startsWith(ALLOCATE_CAUSE)) return;
  for (const { account, amountFen } of entry.lines) {
    if (amountFen > 0) state.everAllocatedFen.set(account, (state.everAllocatedFen.get(account) ?? 0) + amountFen);
  }
}

/** True when the person is employee insured, in whatever status: only then is there a personal account. */
export function hasPersonalAccount(person: PersonRecord): boolean {
  return person.insurances.some((insurance) => insurance.insutype === '310');
}
