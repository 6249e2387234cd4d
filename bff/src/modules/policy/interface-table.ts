/// <reference path="../../opencc-dict.d.ts" />
import phrases from 'opencc-js/dict/STPhrases';
import { traditional } from '../../http/traditional';
import words from './interface-words.json' with { type: 'json' };

export interface InterfaceTable {
  characters: string;
  words: [string, string][];
}

/** GB 2312, level 1: the 3,755 characters of everyday Chinese, rows 16 to 55. */
function everydayCharacters(): string[] {
  const decoder = new TextDecoder('gb2312');
  const found: string[] = [];
  for (let row = 16; row <= 55; row += 1) {
    for (let cell = 1; cell <= 94; cell += 1) {
      const character = decoder.decode(Uint8Array.of(row + 0xa0, cell + 0xa0));
      if (/^\p{Script=Han}$/u.test(character)) found.push(character);
    }
  }
  return found;
}

/** Characters that Traditional text uses too (皇后, 一公里): turned alone they would spoil text that is Traditional already. */
function sharedCharacters(): Set<string> {
  const shared = new Set<string>();
  for (const pair of phrases.split('|')) {
    const [simplified = '', others = ''] = pair.split(' ');
    const from = [...simplified];
    for (const [place, character] of [...others].entries()) {
      if (from[place] === character) shared.add(character);
    }
  }
  return shared;
}

let kept: InterfaceTable | undefined;

/**
 * What the mini-programs need to show their own words in Traditional characters: everyday characters that mean one thing only, and the
 * words of the interface in which a character is turned otherwise (interface-words.json, made by scripts/traditional-words.ts). Applied to
 * Traditional text it changes nothing. OpenCC itself stays here: its tables are larger than the whole mini-program.
 */
export function interfaceTable(): InterfaceTable {
  if (!kept) {
    const shared = sharedCharacters();
    const characters = everydayCharacters()
      .filter((character) => !shared.has(character))
      .map((character) => [character, traditional(character)])
      .filter(([simplified, turned]) => simplified !== turned)
      .flat()
      .join('');
    kept = { characters, words: words as [string, string][] };
  }
  return kept;
}
