import type { Reply } from '@gongji/shared/contract/schemas';
import { civilDayOf } from '@gongji/shared/domain/civil-day';
import type { SettlementReason } from '@gongji/shared/domain/settlement.types';
import { SETTLEMENT_REASONS, settlementWords } from '@gongji/shared/domain/settlement-words';
import { pickPacks } from '@gongji/shared/policy/index';
import { proven } from '../../http/caller';
import type { HandlersFor } from '../../http/handler';
import type { People } from '../sharing/ports';
import type { CoreLinks } from './core-links';
import type { SettlementDocument, SettlementStatus } from './settlement.collection';
import type { SettlementUseCases } from './settlement.usecases';

const STATUS_WORDS: Record<SettlementStatus, string> = {
  settled: '已结算',
  cancelled: '已撤销，钱已退回',
  reversed: '已冲正，钱已退回',
  sharingFailed: '没有用上共济',
};

const isKnownReason = (code: string): code is SettlementReason =>
  (SETTLEMENT_REASONS as readonly string[]).includes(code);

/** A reason in the words of the province's rules of that day; a code that we do not know is said to be the core's. */
function reasonWords(code: string, document: SettlementDocument): string {
  const pack = pickPacks({ ownerRegion: document.region, on: civilDayOf(document.settledAt) })[0];
  return pack && isKnownReason(code) ? settlementWords(code, pack) : `医保系统的说明代码：${code}`;
}

/** Routes of records. */
export const settlementRoutes = (deps: {
  useCases: SettlementUseCases;
  people: Pick<People, 'card'>;
  links: CoreLinks;
}): HandlersFor<'settlement'> => {
  async function view(
    document: SettlementDocument,
    myKeys: readonly string[],
  ): Promise<Reply<'settlement.list'>['items'][number]> {
    const ownerMaskedNames = await Promise.all(
      document.sharedBy.map(async ({ ownerKey }) => {
        const personId = await deps.links.personOf(ownerKey);
        return personId ? (await deps.people.card(personId)).maskedName : '家人';
      }),
    );
    const { settlementId, memberMaskedName, institutionName, institutionKind, settledAt, status } = document;
    const { totalFen, fundFen, ownAccountFen, sharedFen, cashFen } = document;
    return {
      settlementId,
      myRole: myKeys.includes(document.memberKey) ? 'member' : 'owner',
      memberMaskedName,
      ownerMaskedNames,
      institutionName,
      institutionKind,
      settledAt,
      status,
      statusWord: STATUS_WORDS[status],
      totalFen,
      fundFen,
      ownAccountFen,
      sharedFen,
      cashFen,
      paidByMeFen: document.sharedBy
        .filter((share) => myKeys.includes(share.ownerKey))
        .reduce((sum, share) => sum + share.amountFen, 0),
      because: document.because.map((code) => ({ code, words: reasonWords(code, document) })),
    };
  }

  return {
    'settlement.list': async ({ query, caller }) => {
      const { items, myKeys, nextAfter } = await deps.useCases.list(proven(caller).personId, query);
      return {
        items: await Promise.all(items.map((document) => view(document, myKeys))),
        ...(nextAfter ? { nextAfter } : {}),
      };
    },
  };
};
