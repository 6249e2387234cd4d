import { civilDayOf } from '@gongji/shared/domain/civil-day';
import { formatFen } from '@gongji/shared/domain/money';
import type { SettlementReason } from '@gongji/shared/domain/settlement.types';
import { deniesRelation, differencesOf, type SettlementDifference } from '@gongji/shared/domain/settlement-check';
import { SETTLEMENT_REASONS, settlementWords } from '@gongji/shared/domain/settlement-words';
import { pickPacks } from '@gongji/shared/policy/index';
import type { PolicyPack } from '@gongji/shared/policy/pack';
import type { CoreSettlement } from '../../gateways/insurance-core/port';
import type { Collection } from '../../storage/port';
import type { CaseKind } from '../case/case.kinds';
import type { OpenCase } from '../case/case.usecases';
import { coreKey } from './core-links';
import type { SettlementDocument } from './settlement.collection';

export const SETTLEMENT_DIFFERS = 'settlementDiffers';

const packOn = (region: string, at: string): PolicyPack | undefined =>
  pickPacks({ ownerRegion: region, on: civilDayOf(at) })[0];

/**
 * Compares each bill of a core's feed with what the province's pack makes of it; a difference becomes a case, one for a
 * bill however often the feed tells of it. The bill itself stands as the core settled it: the core is the truth for money.
 */
export function createSettlementCheck(deps: {
  openCase(matter: OpenCase): Promise<unknown>;
  /** The person behind `region:psnNo`, if we know one. */
  personOf(key: string): Promise<string | undefined>;
  /** True when the core of this province confirmed to us a relation of this member that stood at that instant. */
  hasRelation(memberId: string, region: string, at: string): Promise<boolean>;
}) {
  async function holdsRelation(region: string, { memberPsnNo, settledAt }: CoreSettlement): Promise<boolean> {
    const patientId = await deps.personOf(coreKey(region, memberPsnNo));
    return patientId !== undefined && deps.hasRelation(patientId, region, settledAt);
  }

  return async (region: string, settlement: CoreSettlement): Promise<void> => {
    const pack = packOn(region, settlement.settledAt);
    if (pack === undefined) return;
    const { institutionKind: kind, institutionRegion } = settlement;
    const hasRelation = deniesRelation(settlement) && (await holdsRelation(region, settlement));
    const venue = { kind, region: institutionRegion };
    const differences = differencesOf({ ...settlement, venue }, pack, { hasRelation });
    if (differences.length === 0) return;
    const keys = [settlement.memberPsnNo, ...settlement.sharedBy.map(({ ownerPsnNo }) => ownerPsnNo)];
    const known = await Promise.all([...new Set(keys)].map((psnNo) => deps.personOf(coreKey(region, psnNo))));
    await deps.openCase({
      kind: SETTLEMENT_DIFFERS,
      key: `${region}:${settlement.settlementId}`,
      subjectIds: known.filter((personId) => personId !== undefined),
      data: { region, settlementId: settlement.settlementId, differences: JSON.stringify(differences) },
    });
  };
}

export type SettlementCheck = ReturnType<typeof createSettlementCheck>;

const AMOUNT_WORDS = { ownAccountFen: '本人个人账户支付', sharedFen: '共济支付', cashFen: '现金支付' } as const;
const yuan = (fen: number) => `${formatFen(fen)} 元`;
const isKnown = (code: string): code is SettlementReason => (SETTLEMENT_REASONS as readonly string[]).includes(code);

function factOf(difference: SettlementDifference, pack: PolicyPack | undefined): { label: string; value: string } {
  const words = (code: string) => (pack && isKnown(code) ? settlementWords(code, pack) : `说明代码 ${code}`);
  switch (difference.what) {
    case 'reasonMissing':
      return { label: '医保系统没有说明', value: words(difference.code) };
    case 'reasonNotOurs':
      return { label: '医保系统的说明与本地规则不符', value: words(difference.code) };
    case 'relationDenied':
      return {
        label: '医保系统说没有共济关系',
        value: '这位看病的人在我们这里有一份医保系统确认过、结算时还有效的共济关系',
      };
    default: {
      const { what, coreFen, oursFen } = difference;
      return { label: AMOUNT_WORDS[what], value: `医保系统 ${yuan(coreFen)}，按规则包应为 ${yuan(oursFen)}` };
    }
  }
}

/** The case that opens when a core settled a bill otherwise than the pack says. */
export function settlementDiffersCase(deps: {
  collection: Collection<SettlementDocument>;
  regionWord(code: string): string;
}): CaseKind {
  const documentOf = (data: Record<string, string>) => deps.collection.get(`${data.region}:${data.settlementId}`);
  return {
    word: '结算结果与规则不一致',
    subjectRoles: ['看病的一方', '出钱的一方'],
    summary: ({ data }) =>
      `${deps.regionWord(data.region ?? '')}：结算单 ${data.settlementId ?? ''} 与规则包算出的不一样`,
    async facts({ data }) {
      const document = await documentOf(data);
      const differences = JSON.parse(data.differences ?? '[]') as SettlementDifference[];
      const pack = document && packOn(document.region, document.settledAt);
      return [
        ...(document
          ? [
              { label: '机构', value: document.institutionName },
              { label: '结算时间', value: document.settledAt },
              { label: '总费用', value: yuan(document.totalFen) },
            ]
          : []),
        ...differences.map((difference) => factOf(difference, pack)),
        { label: '怎样办', value: '向医保系统核对这一笔；钱以医保系统的结算为准，规则包有误的请改规则包。' },
      ];
    },
    async lapsed({ data }) {
      const status = (await documentOf(data))?.status;
      if (status !== 'cancelled' && status !== 'reversed') return undefined;
      return { outcome: 'undone', reason: '这一笔结算已经撤销或冲正，钱已退回' };
    },
    outcomes: [
      { outcome: 'coreRight', word: '医保系统是对的', effect: '只作记录；规则包要照此修改' },
      { outcome: 'coreCorrects', word: '医保系统有误，已请其更正', effect: '只作记录；更正后记录会随医保系统更新' },
    ],
  };
}
