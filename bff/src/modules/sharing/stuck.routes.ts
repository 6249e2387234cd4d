import { packOfFamily } from '@gongji/shared/policy/index';
import type { HandlersFor } from '../../http/handler';
import type { People } from './ports';
import type { StuckEffects } from './stuck';

const EFFECT_WORDS: Readonly<Record<string, string>> = {
  registerRelation: '登记共济关系',
  endRelation: '解除共济关系',
  changeWindow: '修改共济期限',
  freezeRelation: '冻结共济关系',
  unfreezeRelation: '恢复共济关系',
  moveFunds: '划转共济资金',
  notify: '发送通知',
};

/** What an effect is about, for screens. */
export const effectWord = (kind: string): string => EFFECT_WORDS[kind] ?? kind;

/** The stuck effects of every sharing, read-only. */
export const effectRoutes = (deps: {
  stuck: StuckEffects;
  people: Pick<People, 'card'>;
  regionWord(code: string): string;
}): HandlersFor<'effect'> => ({
  'effect.list': async () => {
    const { items, isMore } = await deps.stuck.stuckEffects();
    return {
      items: await Promise.all(
        items.map(async ({ ownerId, ...effect }) => {
          const region = packOfFamily(effect.family)?.region ?? '000000';
          return {
            ...effect,
            kindWord: effectWord(effect.kind),
            ownerMaskedName: (await deps.people.card(ownerId)).maskedName,
            region,
            regionWord: deps.regionWord(region),
          };
        }),
      ),
      isMore,
    };
  },
});
