/** Finals that each initial takes in standard Chinese ('v' is ü, as typed). */
const table: Record<string, string> = {
  '': 'a ai an ang ao e ei en eng er o ou',
  b: 'a ai an ang ao ei en eng i ian iao ie in ing o u',
  p: 'a ai an ang ao ei en eng i ian iao ie in ing o ou u',
  m: 'a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u',
  f: 'a an ang ei en eng o ou u',
  d: 'a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo',
  t: 'a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo',
  n: 'a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve',
  l: 'a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve',
  g: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  k: 'a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo',
  h: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  j: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  q: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  x: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  zh: 'a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo',
  ch: 'a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo',
  sh: 'a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo',
  r: 'an ang ao e en eng i ong ou u uan ui un uo',
  z: 'a ai an ang ao e ei en eng i ong ou u uan ui un uo',
  c: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  s: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  y: 'a an ang ao e i in ing o ong ou u uan ue un',
  w: 'a ai an ang ei en eng o u',
};

export const syllables: ReadonlySet<string> = new Set(
  Object.entries(table).flatMap(([initial, finals]) => finals.split(' ').map((final) => initial + final)),
);

const longestSyllable = 6;

/** A piece of a typed Latin run: a whole syllable, or one letter that can only be an initial. */
export interface LatinPiece {
  text: string;
  isSyllable: boolean;
}

/**
 * Cuts a run of letters into pinyin syllables, and into single letters where no syllable fits. Among cuts of the same
 * cost, the one whose neighbouring syllables occur in the corpus wins (`isKnownPair`): 'xianjin' is 现金 or 西安金.
 */
export function cutLatin(run: string, isKnownPair: (left: string, right: string) => boolean): LatinPiece[] {
  interface Cut {
    cost: number;
    last: LatinPiece;
    before: Cut | undefined;
  }
  const best: Cut[][] = Array.from({ length: run.length + 1 }, () => []);
  for (let end = 1; end <= run.length; end++) {
    for (let start = Math.max(0, end - longestSyllable); start < end; start++) {
      const text = run.slice(start, end);
      const isSyllable = syllables.has(text);
      if (!isSyllable && text.length > 1) continue;
      const last = { text, isSyllable };
      const own = isSyllable ? 1 + 0.02 * (longestSyllable - text.length) : 1.4;
      const befores: (Cut | undefined)[] = start === 0 ? [undefined] : (best[start] ?? []);
      for (const before of befores) {
        const isKnown = isSyllable && before?.last.isSyllable && isKnownPair(before.last.text, text);
        best[end]?.push({ cost: (before?.cost ?? 0) + own - (isKnown ? 0.6 : 0), last, before });
      }
    }
    best[end] = (best[end] ?? []).sort((a, b) => a.cost - b.cost).slice(0, 4);
  }
  const pieces: LatinPiece[] = [];
  for (let cut = best[run.length]?.[0]; cut; cut = cut.before) pieces.unshift(cut.last);
  const letters = pieces.filter((piece) => !piece.isSyllable).length;
  // A run such as 'grzhye' is initials all through, although 'ye' happens to be a syllable.
  if (letters >= 2 && letters * 2 >= run.length) {
    return [...run].map((letter) => ({ text: letter, isSyllable: false }));
  }
  return pieces;
}

/** Folds the sounds that many speakers do not tell apart: zh/z, ch/c, sh/s, in/ing, en/eng, an/ang, n/l before a final. */
export function foldSound(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=[aeiouv])/, 'l')
    .replace(/([aei])ng$/, '$1n');
}
