import { maskName } from '@gongji/shared/domain/masks';
import type { CoreSettlement } from '../../gateways/insurance-core/port';
import { changeDocument } from '../../storage/change-document';
import { type Collection, Conflict } from '../../storage/port';
import { type CoreLinks, coreKey } from './core-links';
import type { SettlementDocument, SettlementStatus } from './settlement.collection';

const NEWEST_FIRST = { settledAt: -1 } as const;

/** Records of paid bills: written from the cores' feeds, read by everybody who took part. */
export function createSettlementUseCases(deps: { collection: Collection<SettlementDocument>; links: CoreLinks }) {
  const { collection, links } = deps;

  /** Changes a record's status if it stands in one of `from`. */
  async function move(id: string, status: SettlementStatus, from: readonly SettlementStatus[]): Promise<void> {
    await changeDocument(collection, id, (document) =>
      document && from.includes(document.status) ? { ...document, status } : undefined,
    );
  }

  return {
    /** Keeps one settlement of a core's feed. Hearing the same event twice keeps one. */
    async record(region: string, settlement: CoreSettlement, status: 'settled' | 'sharingFailed'): Promise<void> {
      const memberKey = coreKey(region, settlement.memberPsnNo);
      const sharedBy = settlement.sharedBy.map(({ ownerPsnNo, amountFen }) => ({
        ownerKey: coreKey(region, ownerPsnNo),
        amountFen,
      }));
      const { settlementId, institutionName, institutionKind, settledAt, because } = settlement;
      const { totalFen, fundFen, ownAccountFen, sharedFen, cashFen } = settlement;
      try {
        await collection.insert({
          _id: `${region}:${settlementId}`,
          version: 1,
          schemaVersion: 1,
          region,
          settlementId,
          participants: [...new Set([memberKey, ...sharedBy.map((share) => share.ownerKey)])],
          memberKey,
          memberMaskedName: maskName(settlement.memberName),
          sharedBy,
          institutionName,
          institutionKind,
          settledAt,
          status,
          totalFen,
          fundFen,
          ownAccountFen,
          sharedFen,
          cashFen,
          because,
        });
      } catch (problem) {
        if (!(problem instanceof Conflict)) throw problem;
        // A core tells of the bill first, and then that nothing could be shared: one record.
        if (status === 'sharingFailed') await move(`${region}:${settlementId}`, status, ['settled']);
      }
    },

    /** Marks a settlement as undone. Unknown ones (from before our time) are passed over. */
    async undo(
      region: string,
      settlementId: string,
      status: Extract<SettlementStatus, 'cancelled' | 'reversed'>,
    ): Promise<void> {
      await move(`${region}:${settlementId}`, status, ['settled', 'sharingFailed']);
    },

    /** A page of the bills that this person took part in, as patient or as the one who paid; newest first. */
    async list(personId: string, page: { after?: string; limit?: number }) {
      // Relations bound elsewhere: the person may be known to a core that we never asked.
      const known = await links.everywhere(personId);
      const myKeys = known.map((link) => link._id);
      if (myKeys.length === 0) return { items: [], myKeys, nextAfter: undefined };
      const limit = page.limit ?? 20;
      const found = await collection.find(
        { participants: { $in: myKeys } },
        { sort: NEWEST_FIRST, limit: limit + 1, ...(page.after ? { after: page.after } : {}) },
      );
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return {
        items,
        myKeys,
        nextAfter: found.length > limit && last ? collection.cursorOf(last, NEWEST_FIRST) : undefined,
      };
    },
  };
}

export type SettlementUseCases = ReturnType<typeof createSettlementUseCases>;
