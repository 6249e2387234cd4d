import { createRounds } from '../../rounds';
import type { StuckEffects } from '../sharing/stuck';
import type { CaseKind } from './case.kinds';
import type { Cases } from './case.usecases';

export const STUCK_EFFECT = 'stuckEffect';
const PAUSE_MS = 30_000;
const MOST = 500;

/** What an operator is told about an effect that does not get through. */
export const stuckEffectKind = (words: { effect(kind: string): string; region(family: string): string }): CaseKind => ({
  word: '一直没有办成',
  subjectRoles: ['主绑人'],
  summary: ({ data }) =>
    `${words.region(data.family ?? '')}：${words.effect(data.effectKind ?? '')}一直没有得到医保系统的答复`,
  facts: async ({ data }) => [
    { label: '要办的事', value: words.effect(data.effectKind ?? '') },
    { label: '地区', value: words.region(data.family ?? '') },
    { label: '操作编号', value: data.effectId ?? '' },
    { label: '程序在做什么', value: '继续每 5 分钟重试一次，同一操作编号不会重复办理；一旦办成，本事项自动办结。' },
  ],
  outcomes: [
    { outcome: 'handled', word: '已联系医保系统处理', effect: '只作记录，程序继续重试' },
    { outcome: 'personTold', word: '已告知本人到窗口办理', effect: '只作记录，程序继续重试' },
  ],
});

/**
 * Opens a case for each effect that is stuck and settles it once the effect got through; closes what is over by itself. Looks at what is stored, again and again:
 * a kill loses no case, and any number of processes open one only.
 */
export function createStuckWatch(deps: { stuck: StuckEffects; cases: Cases; onProblem: (problem: unknown) => void }) {
  const { stuck, cases } = deps;

  async function lookOnce(): Promise<void> {
    await cases.finishCutOff();
    await cases.settleLapsed();
    const { items, isMore } = await stuck.stuckEffects(MOST);
    // A notice that does not reach a phone waits in the inbox of the program: nothing for an operator to decide
    const toDecide = items.filter(({ kind }) => kind !== 'notify');
    for (const { effectId, kind, sharingId, family, ownerId } of toDecide) {
      await cases.open({
        kind: STUCK_EFFECT,
        key: effectId,
        subjectIds: [ownerId],
        data: { effectId, effectKind: kind, sharingId, family },
      });
    }
    if (isMore) return;
    const standing = new Set(toDecide.map(({ effectId }) => effectId));
    const { items: open } = await cases.list({ status: 'open', kind: STUCK_EFFECT, limit: MOST });
    for (const { data } of open) {
      const effectId = data.effectId ?? '';
      if (!standing.has(effectId))
        await cases.settle(STUCK_EFFECT, effectId, 'gotThrough', '程序重试后已经办成，或不再需要办');
    }
  }

  const { start, stop } = createRounds({ everyMs: PAUSE_MS, round: lookOnce, onError: deps.onProblem });
  return { lookOnce, start, stop };
}
