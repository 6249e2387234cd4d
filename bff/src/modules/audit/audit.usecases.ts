import { createHash } from 'node:crypto';
import { type Collection, Conflict } from '../../storage/port';
import type { AuditDocument } from './audit.collection';

/** What somebody did, before it has a place in the log. */
export interface AuditEntry {
  operatorId?: string;
  operatorName?: string;
  action: string;
  subject?: string;
  detail?: string;
}

export interface AuditCheck {
  isIntact: boolean;
  lines: number;
  headSeq: number;
  headHash: string;
  firstBadSeq?: number;
  problem?: string;
}

const GENESIS = '0'.repeat(64);
const PAGE = 500;
const idOf = (seq: number) => `line-${String(seq).padStart(12, '0')}`;

/** The hash of a line over everything that it says and the hash of the line before it. */
export function hashOfLine(line: Omit<AuditDocument, '_id' | 'version' | 'schemaVersion' | 'hash'>): string {
  const { previousHash, seq, at, operatorId = '', operatorName = '', action, subject = '', detail = '' } = line;
  const parts = [previousHash, seq, at, operatorId, operatorName, action, subject, detail];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/**
 * The audit log: nobody edits it, and whoever does so in the database breaks the chain of hashes. Each new head is also
 * written to the process log, outside the database: against that copy even a chain that was recomputed from the middle shows.
 */
export function createAudit(deps: {
  collection: Collection<AuditDocument>;
  clock: () => Date;
  log: { info(fields: object, message: string): void };
}) {
  const { collection, clock, log } = deps;

  const newest = async () => (await collection.find({}, { sort: { seq: -1 }, limit: 1 }))[0];

  return {
    /** Adds a line. Writers in any number of processes take turns by the unique `seq`. */
    async append(entry: AuditEntry): Promise<void> {
      for (let attempt = 0; attempt < 200; attempt += 1) {
        const last = await newest();
        const seq = (last?.seq ?? 0) + 1;
        const line = { ...entry, seq, at: clock().toISOString(), previousHash: last?.hash ?? GENESIS };
        const hash = hashOfLine(line);
        try {
          await collection.insert({ _id: idOf(seq), version: 1, schemaVersion: 1, ...line, hash });
        } catch (problem) {
          if (problem instanceof Conflict) continue;
          throw problem;
        }
        log.info({ seq, hash }, 'audit head');
        return;
      }
      throw new Error('gave up writing an audit line after 200 lost races');
    },

    /** A page of lines, newest first. */
    async list(page: { beforeSeq?: number; limit?: number }) {
      const limit = page.limit ?? 50;
      const found = await collection.find(page.beforeSeq === undefined ? {} : { seq: { $lt: page.beforeSeq } }, {
        sort: { seq: -1 },
        limit: limit + 1,
      });
      const items = found.slice(0, limit);
      return { items, nextBeforeSeq: found.length > limit ? items.at(-1)?.seq : undefined };
    },

    /**
     * Walks the whole chain. With a line copied down earlier (from the process log), also says whether that line still stands:
     * a chain whose end was cut off, or that was computed anew, is whole in itself.
     */
    async check(known?: { seq: number; hash: string }): Promise<AuditCheck> {
      let [seq, hash] = [0, GENESIS];
      let problem = known === undefined ? undefined : '抄下的那一行已经不在了，末尾可能被删掉过';
      const bad = (firstBadSeq: number, why: string): AuditCheck => ({
        isIntact: false,
        lines: seq,
        headSeq: seq,
        headHash: hash,
        firstBadSeq,
        problem: why,
      });
      for (;;) {
        const page = await collection.find({ seq: { $gt: seq } }, { sort: { seq: 1 }, limit: PAGE });
        for (const line of page) {
          if (line.seq !== seq + 1) return bad(seq + 1, '这一行不见了');
          if (line.previousHash !== hash) return bad(line.seq, '这一行和上一行接不上');
          if (hashOfLine(line) !== line.hash) return bad(line.seq, '这一行的内容被改过');
          [seq, hash] = [line.seq, line.hash];
          if (known?.seq === seq) {
            if (known.hash !== hash) return bad(seq, '和抄下的校验值不一样');
            problem = undefined;
          }
        }
        if (page.length < PAGE) break;
      }
      if (problem !== undefined && known !== undefined) return bad(known.seq, problem);
      return { isIntact: true, lines: seq, headSeq: seq, headHash: hash };
    },
  };
}

export type Audit = ReturnType<typeof createAudit>;
