import { KINSHIP_WORDS } from '@gongji/shared/domain/kinship';
import type { DisputeOutcome } from '@gongji/shared/domain/sharing.types';
import type { Collection } from '../../storage/port';
import type { CaseKind } from '../case/case.kinds';
import type { SharingDocument } from './sharing.collection';
import { packFor } from './sharing.ledger';
import type { SharingLives } from './sharing.lives';
import { sharingOf } from './sharing.record';

const OUTCOMES: readonly DisputeOutcome[] = ['ended', 'restored'];
const isOutcome = (text: string): text is DisputeOutcome => (OUTCOMES as readonly string[]).includes(text);

/** The case that opens when a member says "not mine": what operators see, and what closing it does. */
export function notMineCase(deps: {
  collection: Collection<SharingDocument>;
  resolveDispute: SharingLives['resolveDispute'];
}): CaseKind {
  return {
    word: '本人表示不是自己办的',
    subjectRoles: ['用钱的一方', '出钱的一方'],
    summary: () => '用钱的一方说这个绑定不是自己办的，已经停用，等待核实。',
    async facts({ data }) {
      const document = data.sharingId ? await deps.collection.get(data.sharingId) : undefined;
      const member = document && sharingOf(document).members.find((each) => each.memberId === data.memberId);
      if (!document || !member) return [];
      return [
        { label: '地区', value: packFor(document.family).words.region },
        { label: '关系', value: KINSHIP_WORDS[member.kinship] },
        { label: '绑定时间', value: member.addedAt },
        { label: '当时怎样同意', value: member.agreed ? AGREED_WORDS[member.agreed.by] : '由出钱的一方单独办理' },
        { label: '停用时间', value: member.dispute?.at ?? '' },
      ];
    },
    outcomes: [
      { outcome: 'ended', word: '不是本人意愿', effect: '解除绑定，通知双方' },
      { outcome: 'restored', word: '核实是本人意愿', effect: '恢复使用，通知双方' },
    ],
    async onClose({ _id, data }, { outcome }) {
      const { sharingId, memberId } = data;
      if (!sharingId || !memberId || !isOutcome(outcome)) return;
      await deps.resolveDispute({ sharingId, memberId, outcome, commandId: `case_${_id}_${outcome}` });
    },
  };
}

const AGREED_WORDS = {
  ownPhone: '本人在自己的手机上刷脸同意',
  besideOwner: '本人在对方手机上当面刷脸同意',
  guardian: '由监护人确认',
} as const;
