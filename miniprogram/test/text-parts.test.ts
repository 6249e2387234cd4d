import { allPacks } from '@gongji/shared/policy/index';
import { expect, test } from 'vitest';
import { partsOf } from '../src/features/bind/text-parts';

const texts = allPacks.flatMap(({ documents }) => Object.values(documents).filter((text) => text !== undefined));

test.each(
  texts.map((text) => [text.title, text] as const),
)('%s: every paragraph in its order, every question once', (_, text) => {
  const parts = partsOf({ paragraphs: [...text.paragraphs], questions: text.questions as never });
  expect(parts.flatMap(({ paragraphs }) => paragraphs)).toEqual(text.paragraphs);
  const asked = text.questions.flatMap(({ check }, place) => (check ? [place] : []));
  expect(parts.flatMap(({ places }) => places)).toEqual(asked);
});

test('more questions than paragraphs: the last part asks the rest', () => {
  const check = { options: ['a', 'b'], rightIndex: 0 };
  const questions = ['one', 'two', 'three'].map((question) => ({ question, answer: '', check }));
  expect(partsOf({ paragraphs: ['only'], questions }).map(({ places }) => places)).toEqual([[0, 1, 2]]);
});
