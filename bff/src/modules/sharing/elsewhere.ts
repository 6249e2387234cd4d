import type { Reply } from '@gongji/shared/contract/schemas';
import { civilDayOf, dayInWords } from '@gongji/shared/domain/civil-day';
import { KINSHIP_WORDS, type Kinship } from '@gongji/shared/domain/kinship';
import { pickPacks } from '@gongji/shared/policy/index';
import type { Collection } from '../../storage/port';
import type { People } from './ports';
import type { SharingDocument } from './sharing.collection';

export type ElsewhereView = Reply<'sharing.list'>['elsewhere'][number];

/**
 * Relations that a core holds for a person and that this program did not register (another app, a window): shown, never doubled.
 * A core that cannot be asked now says nothing; the next look asks again.
 */
export function createElsewhere(deps: {
  collection: Collection<SharingDocument>;
  people: Pick<People, 'facts' | 'card'>;
  /** The cores that know this person. */
  regionsOf(personId: string): Promise<string[]>;
  clock: () => Date;
}) {
  const { collection, people, clock } = deps;

  async function inRegion(personId: string, region: string): Promise<ElsewhereView[]> {
    const pack = pickPacks({ ownerRegion: region, on: civilDayOf(clock().toISOString()) })[0];
    if (!pack) return [];
    const { relations } = await people.facts(personId, region);
    const ids = relations.map((relation) => relation.coreRelationId);
    const ours = ids.length === 0 ? [] : await collection.find({ relationIds: { $in: ids } }, { limit: 50 });
    const known = new Set(ours.flatMap((document) => document.relationIds));
    return Promise.all(
      relations
        .filter((relation) => !known.has(relation.coreRelationId))
        .map(async ({ side, ownerPersonId, memberPersonId, kinship, boundAt }) => {
          const otherId = side === 'owner' ? memberPersonId : ownerPersonId;
          return {
            family: pack.family,
            regionWord: pack.words.region,
            myRole: side,
            otherMaskedName: otherId ? (await people.card(otherId)).maskedName : strangerWord(side, kinship),
            explanation: `${boundAt ? `${dayInWords(civilDayOf(boundAt))}办的。` : ''}这个${pack.words.sharing}是在别处（窗口或其他应用）办的，在这里只能看。要修改或${pack.words.unbind}，请到原来办理的地方，或拨打 12393。`,
          };
        }),
    );
  }

  return {
    async list(personId: string): Promise<ElsewhereView[]> {
      const regions = await deps.regionsOf(personId);
      const seen = await Promise.allSettled(regions.map((region) => inRegion(personId, region)));
      return seen.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    },
  };
}

/** Whoever was bound elsewhere may never have opened this program: then the core tells only what they are to each other. */
function strangerWord(mySide: 'owner' | 'member', kinship: Kinship | undefined): string {
  return mySide === 'owner' && kinship ? `我的${KINSHIP_WORDS[kinship]}` : '家人';
}

export type Elsewhere = ReturnType<typeof createElsewhere>;
