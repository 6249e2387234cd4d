import { foldText } from './fold';
import type { Unit } from './units';

const longestSnippet = 72;

/** An answer cut into sentences, once, so that a search only compares. */
export interface SnippetSource {
  sentences: { text: string; folded: string }[];
}

/** Prepares an answer for `snippetOf`. */
export function snippetSource(answer: string): SnippetSource {
  const sentences = answer.match(/[^。！？\n]+[。！？]?/gu) ?? [];
  return {
    sentences: sentences
      .map((sentence) => sentence.trim())
      .filter(Boolean)
      .map((text) => ({ text, folded: foldText(text) })),
  };
}

/** The one or two sentences of an answer that say most of what was asked; the first ones where none does. Plain text. */
export function snippetOf({ sentences }: SnippetSource, units: readonly Unit[]): string {
  const asked = [
    ...new Set(units.filter((unit) => unit.kind === 'han' || unit.kind === 'word').map((unit) => unit.text)),
  ];
  const counts = sentences.map(({ folded }) => asked.filter((text) => folded.includes(text)).length);
  let best = 0;
  for (let index = 1; index < sentences.length; index++) {
    // The first sentence is the short answer: a later one must say clearly more to take its place.
    if ((counts[index] ?? 0) > (counts[best] ?? 0) + (best === 0 ? 2 : 0)) best = index;
  }
  let snippet = sentences[best]?.text ?? '';
  for (let next = best + 1; next < sentences.length; next++) {
    const longer = snippet + sentences[next]?.text;
    if ([...longer].length > longestSnippet) break;
    snippet = longer;
  }
  const characters = [...snippet];
  return characters.length > longestSnippet ? `${characters.slice(0, longestSnippet - 1).join('')}…` : snippet;
}
