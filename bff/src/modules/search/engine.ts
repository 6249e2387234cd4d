import { type Features, featuresOfDocument, featuresOfQuery } from './features';
import { foldText } from './fold';
import type { Lexicon } from './lexicon';
import { factorOf, nation } from './region-prior';
import { snippetOf, snippetSource } from './snippet';
import { tuning as measured, type Tuning } from './tuning';
import { type Unit, unitsOfDocument, unitsOfQuery } from './units';

export interface SearchDocument {
  id: string;
  title: string;
  aliases: readonly string[];
  /** Plain text, shortest answer first. */
  answer: string;
  /** GB/T 2260, six digits; '000000' for the nation. */
  region: string;
}

export interface SearchHit {
  id: string;
  title: string;
  snippet: string;
  region: string;
  /** Above 0; comparable within one answer only. */
  score: number;
}

export interface SearchResult {
  items: SearchHit[];
  /** Other questions worth trying: near ones where little or nothing was found. */
  suggestions: string[];
}

export interface SearchOptions {
  region?: string;
  limit?: number;
}

export interface SearchEngine {
  /** Answers best first. Nonsense gets no items, only suggestions. Pure: the same question gives the same answer. */
  search(question: string, options?: SearchOptions): SearchResult;
}

export interface SearchEngineParts {
  documents: readonly SearchDocument[];
  lexicon: Lexicon;
  /** Names of regions as people say them → code; a region named in the question outranks the person's own. */
  regionNames?: ReadonlyMap<string, string>;
  tuning?: Tuning;
}

interface Phrase {
  document: number;
  folded: string;
  isTitle: boolean;
  features: Features;
  weight: { said: number; typed: number };
}

/** More than this says nothing more; it also bounds the work of one search. */
const longestQuestion = 120;

/**
 * Builds the index once over all entries. A question is compared with every title and alias (each one whole, so that
 * one good alias is enough), with all of them together, and with the answer. The tokens are characters, pairs of
 * characters, sounds, initials and concepts, each weighted by how rare it is among the entries.
 */
export function createSearchEngine({
  documents,
  lexicon,
  regionNames,
  tuning = measured,
}: SearchEngineParts): SearchEngine {
  const phrases: Phrase[] = [];
  const phrasePostings = new Map<string, number[]>();
  const answerPostings = new Map<string, { document: number; times: number }[]>();
  const documentsWith = new Map<string, number>();
  const answerLengths: number[] = [];
  const words = new Set<string>();
  const snippets = documents.map(({ answer }) => snippetSource(answer));

  documents.forEach((document, index) => {
    const tokens = new Set<string>();
    const seen = new Set<string>();
    [document.title, ...document.aliases].forEach((text, order) => {
      const folded = foldText(text);
      if (!folded || seen.has(folded)) return;
      seen.add(folded);
      const units = unitsOfDocument(folded);
      for (const unit of units) if (unit.kind === 'word') words.add(unit.text);
      const features = featuresOfDocument(units, folded, lexicon, tuning);
      const number =
        phrases.push({ document: index, folded, isTitle: order === 0, features, weight: { said: 0, typed: 0 } }) - 1;
      for (const token of features.keys()) {
        tokens.add(token);
        append(phrasePostings, token, number);
      }
    });
    const times = new Map<string, number>();
    for (const sentence of document.answer.split(/[。！？；\n]/)) {
      const folded = foldText(sentence);
      if (!folded) continue;
      const units = unitsOfDocument(folded);
      for (const unit of units) if (unit.kind === 'word') words.add(unit.text);
      for (const token of featuresOfDocument(units, folded, lexicon, tuning).keys()) {
        times.set(token, (times.get(token) ?? 0) + 1);
      }
    }
    for (const [token, count] of times) {
      tokens.add(token);
      append(answerPostings, token, { document: index, times: count });
    }
    answerLengths.push([...document.answer].length);
    for (const token of tokens) documentsWith.set(token, (documentsWith.get(token) ?? 0) + 1);
  });
  const meanLength = Math.max(
    1,
    answerLengths.reduce((sum, length) => sum + length, 0) / Math.max(1, documents.length),
  );
  const rarity = (token: string) => {
    const count = documentsWith.get(token) ?? 0;
    return Math.log(1 + (documents.length - count + 0.5) / (count + 0.5));
  };
  for (const phrase of phrases) {
    for (const [token, weight] of phrase.features) {
      const channel = token.charAt(0);
      const value = weight * rarity(token);
      if ('cbgw§'.includes(channel)) phrase.weight.said += value;
      if ('w§'.includes(channel)) phrase.weight.typed += value;
      if (channel === 'q') phrase.weight.typed += (value * tuning.character) / tuning.sound;
      if (channel === 'p') phrase.weight.typed += (value * tuning.pair) / tuning.soundPair;
    }
    phrase.features = new Map();
  }

  const isKnownPair = (left: string, right: string) => documentsWith.has(`p${left} ${right}`);

  return {
    search(question, { region, limit = 10 } = {}) {
      const folded = foldText([...question].slice(0, longestQuestion).join(''));
      const units = unitsOfQuery(folded, (word) => words.has(word), isKnownPair);
      if (units.length === 0) return { items: [], suggestions: [] };
      const features = featuresOfQuery(units, folded, lexicon, tuning);
      const typedShare = units.filter((unit) => unit.kind === 'syllable').length / units.length;

      let whole = 0;
      const phraseHit = new Float64Array(phrases.length);
      const together = new Float64Array(documents.length);
      const answer = new Float64Array(documents.length);
      const firm = new Uint8Array(documents.length);
      const lastToken = new Int32Array(documents.length).fill(-1);
      let number = 0;
      for (const [token, weight] of features) {
        const value = weight * rarity(token) * (documentsWith.has(token) ? 1 : tuning.unknown);
        const isFirm = isEvidence(token, weight, tuning);
        whole += value;
        number++;
        for (const phrase of phrasePostings.get(token) ?? []) {
          phraseHit[phrase] = (phraseHit[phrase] ?? 0) + value;
          const document = phrases[phrase]?.document ?? 0;
          if (lastToken[document] === number) continue;
          lastToken[document] = number;
          if (isFirm) firm[document] = 2;
          together[document] = (together[document] ?? 0) + value;
        }
        for (const { document, times } of answerPostings.get(token) ?? []) {
          // What an answer mentions in passing shows less: one such word is not enough.
          if (isFirm) firm[document] = Math.min(2, (firm[document] ?? 0) + 1);
          const length = (answerLengths[document] ?? 0) / meanLength;
          const pressed = times / (times + tuning.saturation * (1 - tuning.lengthNorm + tuning.lengthNorm * length));
          answer[document] = (answer[document] ?? 0) + value * pressed;
        }
      }
      if (whole === 0) return { items: [], suggestions: [] };

      const best = new Float64Array(documents.length);
      const title = new Float64Array(documents.length);
      const contained = new Float64Array(documents.length);
      const equal = new Float64Array(documents.length);
      phrases.forEach((phrase, index) => {
        const hit = phraseHit[index] ?? 0;
        if (hit === 0) return;
        const own = typedShare * phrase.weight.typed + (1 - typedShare) * phrase.weight.said;
        const beyond = Math.max(0, own - hit);
        const likeness = hit / (hit + tuning.beyondPhrase * (whole - hit) + tuning.beyondQuestion * beyond);
        const at = phrase.document;
        best[at] = Math.max(best[at] ?? 0, likeness);
        if (phrase.isTitle) title[at] = likeness;
        const share = Math.min(1, hit / Math.max(own, 1e-9));
        contained[at] = Math.max(contained[at] ?? 0, share ** 3 * Math.min(1, hit / whole));
        if (phrase.folded === folded) equal[at] = 1;
      });

      const named = regionNamed(folded, regionNames);
      const scored: { document: number; raw: number; score: number }[] = [];
      documents.forEach((document, index) => {
        const raw =
          tuning.bestPhrase * (best[index] ?? 0) +
          tuning.title * (title[index] ?? 0) +
          (tuning.together * (together[index] ?? 0)) / whole +
          (tuning.answer * (answer[index] ?? 0)) / whole +
          tuning.contained * (contained[index] ?? 0) +
          tuning.equal * (equal[index] ?? 0);
        if (raw > 0) scored.push({ document: index, raw, score: raw * factorOf(document.region, named ?? region) });
      });
      scored.sort((a, b) => b.score - a.score || a.document - b.document);
      const strongest = Math.max(0, ...scored.map((one) => one.raw));
      const top = scored[0]?.score ?? 0;
      const most = together.reduce((max, value) => Math.max(max, value), 0) / whole;
      const hasEvidence =
        (most >= tuning.aloneThreshold && saysMoreThanWrapping(features, tuning)) ||
        scored.slice(0, 5).some(({ document }) => firm[document] === 2);
      const isFound = strongest >= tuning.threshold && hasEvidence && !isStrayTyping(units, most, tuning);
      const kept = isFound
        ? scored.filter((one) => one.score >= top * tuning.tail && one.raw >= strongest * tuning.tail)
        : [];
      const items = kept.slice(0, limit).flatMap(({ document, score }) => {
        const found = documents[document];
        if (!found) return [];
        const { id, region: itsRegion } = found;
        return [
          {
            id,
            title: found.title,
            snippet: snippetOf(snippets[document] ?? { sentences: [] }, units),
            region: itsRegion,
            score: Math.round(score * 1000) / 1000,
          },
        ];
      });
      // Stray letters and single characters bring up anything: without some evidence nothing is near.
      const isNear = (one: { document: number; raw: number }) =>
        one.raw > tuning.threshold / 3 && (firm[one.document] ?? 0) > 0;
      const near = (isFound ? kept.slice(limit) : scored.filter(isNear)).slice(0, 3);
      return { items, suggestions: near.flatMap(({ document }) => documents[document]?.title ?? []) };
    },
  };
}

/**
 * Two neighbouring characters or sounds, three initials, a word or a concept show that a question is about an entry;
 * single characters, wrapping words and stray letters alone show nothing, however many there are.
 */
function isEvidence(token: string, weight: number, tuning: Tuning): boolean {
  const channel = token.charAt(0);
  if (channel === 'w') return token.length > 2;
  if (channel === '§') return !token.startsWith('§?') && weight > tuning.concept * 0.9;
  if (channel === 'i') return token.length === 4;
  if (channel === 'b') return weight > tuning.pair * 0.4;
  return channel === 'p' && weight > tuning.soundPair * (1 - tuning.foldedShare) * 0.4;
}

/** False for a question of wrapping words only ('你是谁'). */
function saysMoreThanWrapping(features: Features, tuning: Tuning): boolean {
  const most = Math.max(tuning.light, tuning.light * tuning.character, tuning.light * tuning.word);
  return [...features].some(([token, weight]) => 'cqwi'.includes(token.charAt(0)) && weight > most);
}

/** Letters hit at random: initials that hardly any entry answers, or one key held down. */
function isStrayTyping(units: readonly Unit[], most: number, tuning: Tuning): boolean {
  if (!units.every((unit) => unit.kind === 'initial')) return false;
  const isOneKey = units.length > 3 && new Set(units.map((unit) => unit.letter)).size === 1;
  return isOneKey || most < tuning.initialsThreshold;
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function regionNamed(folded: string, names: ReadonlyMap<string, string> | undefined): string | undefined {
  for (const [name, code] of names ?? []) if (code !== nation && folded.includes(name)) return code;
  return undefined;
}
