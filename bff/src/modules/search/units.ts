import { pinyin } from 'pinyin-pro';
import { cutLatin } from './syllables';

/**
 * One step of a text. A Han character knows its sound; a typed syllable has a sound only; a typed initial has its
 * letter only; a word is a Latin word or a number compared as it stands. `isFirst`: nothing stands directly before it.
 */
export interface Unit {
  kind: 'han' | 'syllable' | 'initial' | 'word';
  text: string;
  sound: string;
  letter: string;
  isFirst: boolean;
}

const runs = /\p{Script=Han}+|[a-z]+|\p{N}+|[^\s\p{Script=Han}\p{N}a-z]+/gu;

function hanUnits(run: string): Unit[] {
  const sounds = pinyin(run, { toneType: 'none', type: 'array', v: true, nonZh: 'spaced' });
  return [...run].map((text, index) => {
    const sound = sounds[index] ?? '';
    return { kind: 'han' as const, text, sound, letter: sound.charAt(0), isFirst: false };
  });
}

/** Units of a stored text: Latin stays as words, since what is stored is not typed in pinyin. */
export function unitsOfDocument(folded: string): Unit[] {
  return unitsOf(folded, (run) => [wordUnit(run)]);
}

/**
 * Units of a question: a Latin run that the corpus holds as a word ('app') is a word; any other is pinyin, whole
 * syllables or initials, as a person types without a Chinese keyboard.
 */
export function unitsOfQuery(
  folded: string,
  isKnownWord: (word: string) => boolean,
  isKnownPair: (left: string, right: string) => boolean,
): Unit[] {
  return unitsOf(folded, (run) => {
    if (isKnownWord(run)) return [wordUnit(run)];
    // 'jv', 'qv', 'xv', 'yv' are how some keyboards teach ju, qu, xu, yu.
    return cutLatin(run.replace(/(?<=[jqxy])v/g, 'u'), isKnownPair).map(({ text, isSyllable }) => ({
      kind: isSyllable ? ('syllable' as const) : ('initial' as const),
      text,
      sound: isSyllable ? text : '',
      letter: text.charAt(0),
      isFirst: false,
    }));
  });
}

function wordUnit(text: string): Unit {
  return { kind: 'word', text, sound: '', letter: '', isFirst: false };
}

function unitsOf(folded: string, ofLatin: (run: string) => Unit[]): Unit[] {
  const units: Unit[] = [];
  for (const part of folded.split(' ')) {
    let isFirst = true;
    for (const [run] of part.matchAll(runs)) {
      const made = /^\p{Script=Han}/u.test(run) ? hanUnits(run) : /^[a-z]/.test(run) ? ofLatin(run) : [wordUnit(run)];
      for (const unit of made) {
        unit.isFirst = isFirst;
        isFirst = false;
        units.push(unit);
      }
    }
  }
  // People put spaces between typed syllables ('zen me bang'): they are neighbours all the same.
  for (let index = 1; index < units.length; index++) {
    const unit = units[index];
    if (unit && unit.kind === 'syllable' && units[index - 1]?.kind === 'syllable') unit.isFirst = false;
  }
  return units;
}
