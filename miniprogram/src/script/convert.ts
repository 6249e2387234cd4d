/** What the server gives: characters in pairs, and words in which a character is turned otherwise. */
export interface ScriptTable {
  characters: string;
  words: readonly (readonly [string, string])[];
}

/** Turns Simplified text into Traditional by a table. The characters beside a mask (王*国) are a person's own: they stay. */
export function converterOf(table: ScriptTable): (text: string) => string {
  const characters = new Map<string, string>();
  const pairs = [...table.characters];
  for (let place = 0; place + 1 < pairs.length; place += 2) characters.set(pairs[place] ?? '', pairs[place + 1] ?? '');
  const words = new Map<string, (readonly [string, string])[]>();
  for (const word of table.words) {
    const first = word[0].charAt(0);
    words.set(
      first,
      [...(words.get(first) ?? []), word].sort((one, other) => other[0].length - one[0].length),
    );
  }
  return (text) => {
    let turned = '';
    for (let place = 0; place < text.length; ) {
      const character = text.charAt(place);
      const isName = text.charAt(place - 1) === '*' || text.charAt(place + 1) === '*';
      const word = isName ? undefined : words.get(character)?.find(([from]) => text.startsWith(from, place));
      if (word) {
        turned += word[1];
        place += word[0].length;
      } else {
        turned += isName ? character : (characters.get(character) ?? character);
        place += 1;
      }
    }
    return turned;
  };
}
