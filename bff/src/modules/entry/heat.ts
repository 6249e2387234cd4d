/** Votes on one entry. */
export interface Votes {
  useful: number;
  notUseful: number;
}

/** An editor's first place is worth this much, each further place one less, no place nothing. */
const FIRST_PLACE = 20;
const WEIGHT_OF_VOTES = 2;

/**
 * How hot a question is, so that an editor's choice stands first and people move it:
 * `(20 − place) + 2 · log2(1 + votes) · (2 · share − 1)`, where share = (useful + 1) / (votes + 2).
 * The share begins at one half, so that a single vote says little; many "not useful" push an entry down; ten times the
 * votes weigh twice as much, not ten times. Some 40 useful votes (of none other) lift an
 * entry without a place to a tenth place. Visits do not count: answers are cached on their way, and a visit says nothing about use.
 * @param place among the editor's hot questions, 1 first; absent: none
 */
export function heatOf(place: number | undefined, { useful, notUseful }: Votes): number {
  const votes = useful + notUseful;
  const share = (useful + 1) / (votes + 2);
  const chosen = place === undefined ? 0 : Math.max(0, FIRST_PLACE - place);
  return chosen + WEIGHT_OF_VOTES * Math.log2(1 + votes) * (2 * share - 1);
}
