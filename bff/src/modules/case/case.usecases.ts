import { createHash } from 'node:crypto';
import { HttpError } from '../../http/http-error';
import { changeDocument } from '../../storage/change-document';
import { type Collection, Conflict, Invalid } from '../../storage/port';
import type { Audit } from '../audit/audit.usecases';
import type { CaseDocument } from './case.collection';
import type { CaseKinds } from './case.kinds';

/** Who closes a case. Without an operator: the house itself, because the matter has settled. */
export interface CaseCloser {
  operatorId: string;
  name: string;
}

export interface OpenCase {
  kind: string;
  /** The same kind and key open one case only, however often they are told. */
  key: string;
  /** Person ids. */
  subjectIds?: readonly string[];
  /** Ids and codes only. */
  data?: Readonly<Record<string, string>>;
}

const NEWEST_FIRST = { openedAt: -1 } as const;
/** A closing older than this was cut off by a kill. */
const CUT_OFF_MS = 60_000;
/** The oldest first, so that the next round meets the rest. */
const AT_ONCE = 500;
const HOUSE: CaseCloser = { operatorId: 'house', name: '系统' };

/** The id of a case follows from what it is about: telling the same thing twice finds the first one. */
export const caseIdOf = (kind: string, key: string): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, key]))
    .digest('base64url')
    .slice(0, 32);

/** Cases: opened by other modules, decided by operators. */
export function createCases(deps: {
  collection: Collection<CaseDocument>;
  kinds: CaseKinds;
  audit: Audit;
  clock: () => Date;
}) {
  const { collection, kinds, audit, clock } = deps;

  /** Writes `change` onto the newest version while the case stands in one of `from`; undefined when it does not. */
  const move = (
    caseId: string,
    from: readonly CaseDocument['status'][],
    change: (document: CaseDocument) => CaseDocument,
  ): Promise<CaseDocument | undefined> =>
    changeDocument(collection, caseId, (document) =>
      document && from.includes(document.status) ? change(document) : undefined,
    );

  const reopened = (document: CaseDocument): CaseDocument => {
    const { decidedAt: _1, closedBy: _2, closedByName: _3, outcome: _4, reason: _5, ...rest } = document;
    return { ...rest, status: 'open' };
  };

  /** Does what was decided and counts the case as closed; puts it back to open where that is refused. */
  async function finish(document: CaseDocument): Promise<CaseDocument> {
    const { _id, kind, outcome = '', reason = '' } = document;
    try {
      await kinds.of(kind).onClose?.(document, { outcome, reason });
    } catch (problem) {
      await move(_id, ['closing'], reopened);
      throw problem;
    }
    const closedAt = clock().toISOString();
    const closed = await move(_id, ['closing'], (newest) => ({ ...newest, status: 'closed', closedAt }));
    return closed ?? (await existing(_id));
  }

  /** The house closes a case: no operator decided, so no line of the audit names one. */
  async function settleBy(caseId: string, { outcome, reason }: { outcome: string; reason: string }): Promise<void> {
    const at = clock().toISOString();
    await move(caseId, ['open'], (document) => ({
      ...document,
      status: 'closed',
      decidedAt: at,
      closedAt: at,
      closedBy: HOUSE.operatorId,
      closedByName: HOUSE.name,
      outcome,
      reason,
    }));
  }

  async function existing(caseId: string): Promise<CaseDocument> {
    const document = await collection.get(caseId);
    if (document === undefined) throw new HttpError('NOT_FOUND');
    return document;
  }

  async function decide(
    caseId: string,
    by: CaseCloser,
    { outcome, reason }: { outcome: string; reason: string },
  ): Promise<CaseDocument> {
    const decidedAt = clock().toISOString();
    const decided = await move(caseId, ['open'], (document) => ({
      ...document,
      status: 'closing',
      decidedAt,
      closedBy: by.operatorId,
      closedByName: by.name,
      outcome,
      reason,
    }));
    if (decided !== undefined) return finish(decided);
    const known = await existing(caseId);
    // The same person decides the same thing again (a double tap, an answer lost on the way): it is done already
    if (known.status === 'closed' && known.closedBy === by.operatorId && known.outcome === outcome) return known;
    throw new HttpError('CASE_CLOSED');
  }

  return {
    /** Opens a case, once per kind and key; answers its id. Data that came later does not change what was opened. */
    async open({ kind, key, subjectIds = [], data = {} }: OpenCase): Promise<{ caseId: string; isNew: boolean }> {
      const caseId = caseIdOf(kind, key);
      try {
        await collection.insert({
          _id: caseId,
          version: 1,
          schemaVersion: 1,
          kind,
          status: 'open',
          subjectIds: [...subjectIds],
          data: { ...data },
          openedAt: clock().toISOString(),
        });
        return { caseId, isNew: true };
      } catch (problem) {
        if (!(problem instanceof Conflict)) throw problem;
        return { caseId, isNew: false };
      }
    },

    /** @throws HttpError NOT_FOUND */
    get: existing,

    /** A page of cases, newest first. `open` includes those that are being closed. */
    async list(page: { status?: 'open' | 'closed'; kind?: string; after?: string; limit?: number }) {
      const limit = page.limit ?? 20;
      const statuses = page.status === 'open' ? ['open', 'closing'] : page.status === 'closed' ? ['closed'] : undefined;
      const query = {
        ...(statuses === undefined ? {} : { status: { $in: statuses } }),
        ...(page.kind === undefined ? {} : { kind: page.kind }),
      };
      const after = page.after === undefined ? {} : { after: page.after };
      const found = await collection
        .find(query, { sort: NEWEST_FIRST, limit: limit + 1, ...after })
        .catch((problem: unknown) => {
          if (!(problem instanceof Invalid) || page.after === undefined) throw problem;
          throw new HttpError('BAD_REQUEST', {
            details: [{ field: 'after', problem: '翻页的位置不对，请从第一页看起' }],
          });
        });
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return {
        items,
        nextAfter: found.length > limit && last ? collection.cursorOf(last, NEWEST_FIRST) : undefined,
      };
    },

    countOpen: () => collection.count({ status: { $in: ['open', 'closing'] } }),

    /**
     * An operator's decision, with a reason. The audit line is written first: nothing happens without one.
     * @throws HttpError NOT_FOUND, CASE_CLOSED, BAD_REQUEST on an outcome that the kind does not have, and what the kind's own
     * module throws
     */
    async close(input: { caseId: string; outcome: string; reason: string; by: CaseCloser }): Promise<CaseDocument> {
      const { caseId, outcome, reason, by } = input;
      const { kind } = await existing(caseId);
      const known = kinds.of(kind).outcomes.find((each) => each.outcome === outcome);
      if (known === undefined) {
        throw new HttpError('BAD_REQUEST', { details: [{ field: 'outcome', problem: '不是可以选择的内容' }] });
      }
      const line = { operatorId: by.operatorId, operatorName: by.name, subject: `case:${caseId}` };
      await audit.append({ ...line, action: 'case.close', detail: `${kinds.of(kind).word}：${known.word}` });
      try {
        return await decide(caseId, by, { outcome, reason });
      } catch (problem) {
        const detail = problem instanceof HttpError ? problem.code : 'INTERNAL';
        await audit.append({ ...line, action: 'case.closeFailed', detail });
        throw problem;
      }
    },

    /** Closes a case whose matter has settled by itself. Nothing happens when it is not open. Its kind's `onClose` is not called. */
    settle: (kind: string, key: string, outcome: string, reason: string) =>
      settleBy(caseIdOf(kind, key), { outcome, reason }),

    /** Closes the open cases whose kind says that they are over by themselves. Safe at any time, in any number of processes. */
    async settleLapsed(): Promise<number> {
      let settled = 0;
      for (const { kind, lapsed } of kinds.lapsing()) {
        const open = await collection.find({ kind, status: 'open' }, { sort: { openedAt: 1 }, limit: AT_ONCE });
        for (const document of open) {
          const end = await lapsed(document);
          if (end === undefined) continue;
          await settleBy(document._id, end);
          settled += 1;
        }
      }
      return settled;
    },

    /** Finishes closings that a kill cut off. Safe at any time, in any number of processes. */
    async finishCutOff(): Promise<number> {
      const before = new Date(clock().getTime() - CUT_OFF_MS).toISOString();
      const cutOff = (await collection.find({ status: 'closing' }, { sort: NEWEST_FIRST, limit: 100 })).filter(
        (document) => (document.decidedAt ?? '') < before,
      );
      let finished = 0;
      for (const document of cutOff) {
        try {
          await finish(document);
          finished += 1;
        } catch (problem) {
          // Refused: it stands open again, for an operator to decide anew
          if (!(problem instanceof HttpError)) throw problem;
        }
      }
      return finished;
    },
  };
}

export type Cases = ReturnType<typeof createCases>;
