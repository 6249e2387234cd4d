import type { TextView } from '@/api';

export interface TextPart {
  paragraphs: string[];
  /** Which of the text's questions are asked after this part. */
  places: number[];
}

/** The text in as many parts as it has questions to answer, one question after each. Every paragraph stays, in its order. */
export function partsOf(text: Pick<TextView, 'paragraphs' | 'questions'>): TextPart[] {
  const asked = text.questions.flatMap((question, place) => (question.check ? [place] : []));
  const size = Math.ceil(text.paragraphs.length / Math.max(1, asked.length));
  const count = Math.max(1, Math.ceil(text.paragraphs.length / size));
  return Array.from({ length: count }, (_, part) => ({
    paragraphs: text.paragraphs.slice(part * size, (part + 1) * size),
    // Should a short text have more questions than paragraphs, the last part asks the rest.
    places: part === count - 1 ? asked.slice(part) : asked.slice(part, part + 1),
  }));
}
