import type { Lexicon } from './lexicon';
import { foldSound } from './syllables';
import type { Tuning } from './tuning';
import type { Unit } from './units';

/** Tokens of a text with their weights before rarity. The first letter names the channel. */
export type Features = Map<string, number>;

/**
 * What a stored text offers to be found by. All channels carry the weight that a question of the same words would
 * give them, so that a phrase's own weight can be compared with what a question hits of it.
 */
export function featuresOfDocument(units: readonly Unit[], folded: string, lexicon: Lexicon, tuning: Tuning): Features {
  const features: Features = new Map();
  const { concepts, isLight, isNamed } = lexicon.read(units, folded);
  const put = (token: string, weight: number) => features.set(token, Math.max(features.get(token) ?? 0, weight));
  const worth = (index: number) => (isLight[index] ? tuning.light : isNamed[index] ? tuning.named : 1);
  let letters = '';
  units.forEach((unit, index) => {
    const own = worth(index);
    if (unit.isFirst) letters = '';
    if (unit.kind === 'word') put(`w${unit.text}`, tuning.word * own);
    if (unit.kind !== 'han') {
      letters = '';
      return;
    }
    put(`c${unit.text}`, tuning.character * own);
    put(`q${unit.sound}`, tuning.sound * own);
    put(`Q${foldSound(unit.sound)}`, tuning.sound * own);
    const before = letters.length;
    letters += unit.sound;
    for (let at = Math.max(0, before - 2); at + 3 <= letters.length; at++) {
      put(`t${letters.slice(at, at + 3)}`, tuning.letters * own);
    }
    const left = units[index - 1];
    if (unit.isFirst || left?.kind !== 'han') return;
    const both = (own + worth(index - 1)) / 2;
    put(`b${left.text}${unit.text}`, tuning.pair * both);
    put(`p${left.sound} ${unit.sound}`, tuning.soundPair * both);
    put(`P${foldSound(left.sound)} ${foldSound(unit.sound)}`, tuning.soundPair * both);
    put(`i${left.letter}${unit.letter}`, tuning.initialPair * both);
    const far = units[index - 2];
    if (left.isFirst || far?.kind !== 'han') return;
    put(`g${far.text}${unit.text}`, (tuning.gap * (own + worth(index - 2))) / 2);
    put(`i${far.letter}${left.letter}${unit.letter}`, tuning.initialTriple * both);
  });
  for (const [concept, strength] of concepts)
    put(`§${concept}`, tuning.concept * strength * conceptWorth(concept, tuning));
  return features;
}

/** Concepts of wrapping words are told by their id's leading '?', and weigh as little as the words. */
function conceptWorth(concept: string, tuning: Tuning): number {
  return concept.startsWith('?') ? tuning.light : 1;
}

/** What a question looks for. Typed syllables carry the weight that the characters would have carried. */
export function featuresOfQuery(units: readonly Unit[], folded: string, lexicon: Lexicon, tuning: Tuning): Features {
  const features: Features = new Map();
  const { concepts, isLight, isNamed } = lexicon.read(units, folded);
  const put = (token: string, weight: number) => features.set(token, Math.max(features.get(token) ?? 0, weight));
  const worth = (index: number) => (isLight[index] ? tuning.light : isNamed[index] ? tuning.named : 1);
  const exact = 1 - tuning.foldedShare;
  let typed = '';
  units.forEach((unit, index) => {
    const own = worth(index);
    if (unit.kind === 'word') put(`w${unit.text}`, tuning.word * own);
    if (unit.kind === 'han') put(`c${unit.text}`, tuning.character * own);
    if (unit.sound) {
      const weight = unit.kind === 'han' ? tuning.sound : tuning.character;
      put(`q${unit.sound}`, weight * own * exact);
      put(`Q${foldSound(unit.sound)}`, weight * own * tuning.foldedShare);
    }
    if (unit.kind === 'syllable' || unit.kind === 'initial') typed += unit.text;
    else typed = '';
    for (let at = Math.max(0, typed.length - unit.text.length - 2); typed && at + 3 <= typed.length; at++) {
      put(`t${typed.slice(at, at + 3)}`, tuning.letters * own);
    }
    const left = units[index - 1];
    if (unit.isFirst || !left || !left.letter || !unit.letter) return;
    const both = (own + worth(index - 1)) / 2;
    const areBothHan = unit.kind === 'han' && left.kind === 'han';
    if (areBothHan) put(`b${left.text}${unit.text}`, tuning.pair * both);
    if (left.sound && unit.sound) {
      const weight = areBothHan ? tuning.soundPair : tuning.pair;
      put(`p${left.sound} ${unit.sound}`, weight * both * exact);
      put(`P${foldSound(left.sound)} ${foldSound(unit.sound)}`, weight * both * tuning.foldedShare);
    } else {
      put(`i${left.letter}${unit.letter}`, tuning.initialPair * both);
    }
    const far = units[index - 2];
    if (left.isFirst || !far?.letter) return;
    if (far.kind === 'han' && unit.kind === 'han') {
      put(`g${far.text}${unit.text}`, (tuning.gap * (own + worth(index - 2))) / 2);
    }
    if ([far, left, unit].some((one) => one.kind === 'initial')) {
      put(`i${far.letter}${left.letter}${unit.letter}`, tuning.initialTriple * both);
    }
  });
  for (const [concept, strength] of concepts)
    put(`§${concept}`, tuning.concept * strength * conceptWorth(concept, tuning));
  return features;
}
