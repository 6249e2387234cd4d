import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { EventBody } from './events';
import { type Journal, openJournal } from './journal';
import { applyEntry, type Entry, movingLines } from './ledger';
import { CoreRefusal } from './refusal';
import {
  applyCommit,
  type Change,
  type Commit,
  type CoreState,
  emptyState,
  type PersonRecord,
  type RelationRecord,
} from './state';

/** Makes the core settle otherwise than the shared engine would: to try the comparison on the other side. */
export type Deviation =
  | { kind: 'nothingShared' }
  | { kind: 'sharedLess'; amountFen: number }
  /** Settles as if nobody were bound. */
  | { kind: 'relationsDenied' };

/** Changes and events of one message, collected until they are committed together. */
export class Draft {
  readonly changes: Change[] = [];
  readonly events: EventBody[] = [];

  /** @param at the instant that everything in this draft carries, ISO UTC */
  constructor(readonly at: string) {}

  put(change: Change): void {
    this.changes.push(change);
  }

  tell(event: EventBody): void {
    this.events.push(event);
  }

  /** Adds a ledger entry; lines that move nothing are left out. Returns its id, or undefined when nothing moves. */
  post(cause: string, lines: Entry['lines']): string | undefined {
    const moving = movingLines(lines);
    if (moving.length === 0) return undefined;
    const entryId = newId('E');
    this.put({ kind: 'entry', entry: { entryId, at: this.at, cause, lines: moving } });
    return entryId;
  }
}

/** One province's insurance core: its people, relations, ledger and feed, kept in one journal file. */
export class Core {
  readonly state: CoreState = emptyState();
  /** What the next register (GJ02) is refused with, whatever it asks. */
  refuseNextRegister: { code: string; words: string } | undefined;
  deviation: Deviation | undefined;
  private readonly journal: Journal<Commit>;

  /**
   * Opens the core's journal and replays it.
   * @param region GB/T 2260 of the province
   * @param dataDir the folder of all cores' journals
   */
  constructor(
    readonly region: string,
    dataDir: string,
  ) {
    this.journal = openJournal<Commit>(join(dataDir, `core-${region}.jsonl`), (commit) =>
      applyCommit(this.state, commit),
    );
  }

  /** Writes a draft to disk, then applies it. Throws (and writes nothing) when an entry would break the ledger. */
  commit(draft: Draft): void {
    if (draft.changes.length === 0 && draft.events.length === 0) return;
    const trial = new Map(this.state.balances);
    for (const change of draft.changes) if (change.kind === 'entry') applyEntry(trial, change.entry);
    const firstSeq = this.state.events.length + 1;
    const events = draft.events.map((event, index) => ({ ...event, seq: firstSeq + index, evt_time: draft.at }));
    const commit: Commit = { at: draft.at, changes: draft.changes, events };
    this.journal.append(commit);
    applyCommit(this.state, commit);
  }

  close(): void {
    this.journal.close();
  }

  /** Whole fen on an account; 0 where nothing was ever posted. */
  balanceFen(account: string): number {
    return this.state.balances.get(account) ?? 0;
  }

  /** A person by number; refuses with PERSON_UNKNOWN. */
  person(psnNo: string): PersonRecord {
    const person = this.state.people.get(psnNo);
    if (!person) throw new CoreRefusal('PERSON_UNKNOWN', '没有查到该人员编号，请核对后重试');
    return person;
  }

  personByCertificate(certificateNumber: string): PersonRecord | undefined {
    const psnNo = this.state.psnNoByCertificate.get(certificateNumber);
    return psnNo === undefined ? undefined : this.state.people.get(psnNo);
  }

  /** The next free person number of this core: region, then fourteen digits. */
  nextPsnNo(): string {
    return `${this.region}${String(this.state.people.size + 1).padStart(14, '0')}`;
  }

  /** Relations that stand now and name this person, on either side. */
  relationsOf(psnNo: string): RelationRecord[] {
    return [...this.state.relations.values()].filter(
      ({ endedAt, ownerPsnNo, memberPsnNo }) =>
        endedAt === undefined && (ownerPsnNo === psnNo || memberPsnNo === psnNo),
    );
  }
}

/** A new id of at most 30 characters. */
export function newId(prefix: string): string {
  return `${prefix}${randomUUID().replaceAll('-', '').slice(0, 28)}`;
}

/** Digest of a message's content, for "the same msgid with the same content". */
export function contentDigest(infno: string, input: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([infno, input]))
    .digest('hex');
}
