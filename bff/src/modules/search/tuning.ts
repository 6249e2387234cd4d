/** Weights of the signals. Found by measuring on the judging set's first part and checked on its held-out part. */
export interface Tuning {
  /** A single Han character; two neighbours; a pair with one wrong character between them. */
  character: number;
  pair: number;
  gap: number;
  /** Latin words and numbers as they stand. */
  word: number;
  /** Neighbouring syllables, and single ones, of a text whose characters are known: they forgive a same-sound slip. */
  soundPair: number;
  sound: number;
  /** Part of a typed syllable's weight that is given to its folded sound (zh/z, in/ing …). */
  foldedShare: number;
  /** Typed initials: two and three in a row. Letters of typed pinyin, three in a row: they forgive a missed key. */
  initialPair: number;
  initialTriple: number;
  letters: number;
  /** Meaning the same in other words. */
  concept: number;
  /** What is left of a wrapping word's weight (请问, 怎么). */
  light: number;
  /** What is left of the characters of a word whose meaning already counts as a concept. */
  named: number;
  /** What is left of a token that no entry holds: it can tell nothing apart, only make the question longer. */
  unknown: number;
  /** Penalties for what the question says beyond the phrase, and the phrase beyond the question. */
  beyondPhrase: number;
  beyondQuestion: number;
  /** How the signals add up: best single phrase, title alone, all phrases together, the answer, a phrase wholly inside the question, equality. */
  bestPhrase: number;
  title: number;
  together: number;
  answer: number;
  contained: number;
  equal: number;
  /** BM25 of the answer: saturation and length. */
  saturation: number;
  lengthNorm: number;
  /** Below this score an entry is no answer; below this share of the best one it is not shown. */
  threshold: number;
  /** An entry that holds this share of a question needs no further evidence. */
  aloneThreshold: number;
  /** A run of initials must be met by one entry in this share at least. */
  initialsThreshold: number;
  tail: number;
}

export const tuning: Tuning = {
  character: 1.3,
  pair: 0.7,
  gap: 0.3,
  word: 3,
  soundPair: 0.6,
  sound: 0.25,
  foldedShare: 0.4,
  initialPair: 0.8,
  initialTriple: 1.4,
  letters: 0.3,
  concept: 2.5,
  light: 0.12,
  named: 0.42,
  unknown: 0.35,
  beyondPhrase: 0.5,
  beyondQuestion: 0.25,
  bestPhrase: 0.5,
  title: 0.15,
  together: 0.45,
  answer: 0.5,
  contained: 0.2,
  equal: 0.5,
  saturation: 0.7,
  lengthNorm: 0.3,
  threshold: 0.12,
  aloneThreshold: 0.45,
  initialsThreshold: 0.5,
  tail: 0.15,
};
