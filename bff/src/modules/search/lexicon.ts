import { foldText } from './fold';
import { type Unit, unitsOfDocument } from './units';

/** Words that mean the same to a citizen who searches. `broader` are ids of groups that this one is a kind of. */
export interface SynonymGroup {
  id: string;
  terms: readonly string[];
  broader?: readonly string[];
  /** Patterns over the folded text, for forms that no list can hold ('刷不了', '付不出去'). */
  patterns?: readonly string[];
  /** Wrapping words (请问, 怎么): they say what kind of question it is, hardly what it is about. */
  isLight?: boolean;
}

export interface Lexicon {
  /** Concepts in a text with their strength (1: said; less: heard, or implied), and which units are wrapping words. */
  read(
    units: readonly Unit[],
    folded: string,
  ): { concepts: Map<string, number>; isLight: boolean[]; isNamed: boolean[] };
}

interface Entry {
  groups: SynonymGroup[];
}

const impliedStrength = 0.4;
const heardStrength = 0.6;

/** Compiles synonym groups once; `read` is then a left-to-right, longest-first scan. */
export function createLexicon(groups: readonly SynonymGroup[]): Lexicon {
  const said = new Map<string, Entry>();
  const heard = new Map<string, Entry>();
  const byId = new Map(groups.map((group) => [group.id, group]));
  let longest = 1;
  const put = (map: Map<string, Entry>, key: string, group: SynonymGroup) => {
    const entry = map.get(key) ?? { groups: [] };
    if (!entry.groups.includes(group)) entry.groups.push(group);
    map.set(key, entry);
  };
  for (const group of groups) {
    for (const term of group.terms) {
      const units = unitsOfDocument(foldText(term));
      longest = Math.max(longest, units.length);
      put(said, units.map((unit) => unit.text).join(''), group);
      if (units.length >= 2 && units.every((unit) => unit.sound)) {
        put(heard, units.map((unit) => unit.sound).join(' '), group);
      }
    }
  }
  const patterns = groups.flatMap((group) =>
    (group.patterns ?? []).map((pattern) => ({ group, pattern: new RegExp(pattern, 'u') })),
  );

  const add = (concepts: Map<string, number>, group: SynonymGroup, strength: number) => {
    concepts.set(group.id, Math.max(concepts.get(group.id) ?? 0, strength));
    for (const id of group.broader ?? []) {
      const broader = byId.get(id);
      if (broader) add(concepts, broader, strength * impliedStrength);
    }
  };

  return {
    read(units, folded) {
      const concepts = new Map<string, number>();
      const isLight = units.map(() => false);
      const isNamed = units.map(() => false);
      for (let start = 0; start < units.length; ) {
        let taken = 1;
        for (let length = Math.min(longest, units.length - start); length >= 1; length--) {
          const slice = units.slice(start, start + length);
          if (slice.slice(1).some((unit) => unit.isFirst && unit.kind !== 'syllable')) continue;
          const bySight = said.get(slice.map((unit) => unit.text).join(''));
          const bySound =
            !bySight && length >= 2 && slice.every((unit) => unit.sound)
              ? heard.get(slice.map((unit) => unit.sound).join(' '))
              : undefined;
          const entry = bySight ?? bySound;
          if (!entry) continue;
          const isTyped = slice.some((unit) => unit.kind === 'syllable');
          for (const group of entry.groups) {
            add(concepts, group, bySight || isTyped ? 1 : heardStrength);
            for (let index = start; index < start + length; index++) {
              if (group.isLight) isLight[index] = true;
              else isNamed[index] = true;
            }
          }
          taken = length;
          break;
        }
        start += taken;
      }
      for (const { group, pattern } of patterns) if (pattern.test(folded)) add(concepts, group, 1);
      return { concepts, isLight, isNamed };
    },
  };
}
