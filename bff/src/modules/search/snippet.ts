import { foldText } from './fold';
import type { Unit } from './units';

const longestSnippet = 72;

/** The one or two sentences of an answer that say most of what was asked; the first ones where none does. Plain text. */
export function snippetOf(answer: string, units: readonly Unit[]): string {
  const sentences = answer.match(/[^。！？\n]+[。！？]?/gu)?.map((sentence) => sentence.trim()).filter(Boolean) ?? [];
  const asked = new Set(units.filter((unit) => unit.kind === 'han' || unit.kind === 'word').map((unit) => unit.text));
  let best = 0;
  let bestCount = 0;
  sentences.forEach((sentence, index) => {
    const folded = foldText(sentence);
    const count = [...asked].filter((text) => folded.includes(text)).length;
    // The first sentence is the short answer: a later one must say clearly more to take its place.
    if (count > bestCount + (best === 0 ? 2 : 0)) {
      best = index;
      bestCount = count;
    } else if (index === 0) {
      bestCount = count;
    }
  });
  let snippet = sentences[best] ?? '';
  for (let next = best + 1; next < sentences.length; next++) {
    const longer = snippet + sentences[next];
    if ([...longer].length > longestSnippet) break;
    snippet = longer;
  }
  const characters = [...snippet];
  return characters.length > longestSnippet ? `${characters.slice(0, longestSnippet - 1).join('')}…` : snippet;
}
