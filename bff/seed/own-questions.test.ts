import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createSearchEngine } from '../src/modules/search/engine';
import { createLexicon } from '../src/modules/search/lexicon';
import { entryContents } from './entries/index';
import { regionNames } from './regions';
import { synonyms } from './synonyms/index';

const engine = createSearchEngine({
  documents: entryContents.map(({ answer, steps, notes, ...entry }) => ({
    ...entry,
    answer: [answer, ...steps, ...notes].join('\n'),
  })),
  lexicon: createLexicon(synonyms),
  regionNames,
});
const { queries } = JSON.parse(readFileSync(new URL('./judge/own-entries.json', import.meta.url), 'utf8')) as {
  queries: { q: string; id: string; region?: string }[];
};
const placeOf = ({ q, id, region }: (typeof queries)[number]) =>
  engine.search(q, { region, limit: 10 }).items.findIndex((item) => item.id === id) + 1;

test('people of four provinces find the entry that answers them, in their own words', () => {
  const places = queries.map(placeOf);
  const isWithin = (limit: number) => (place: number) => place > 0 && place <= limit;
  expect(queries.length).toBeGreaterThanOrEqual(50);
  expect(places.filter(isWithin(1)).length / places.length).toBeGreaterThan(0.92);
  expect(places.filter(isWithin(3)).length / places.length).toBeGreaterThan(0.94);
});

test('the question of the first screen finds the diagnosis in every province that we serve', () => {
  for (const region of ['520000', '620000', '320000', '130000']) {
    for (const q of ['绑了还是刷不了', '绑定成功却用不了', 'bangle haishi shuabuliao']) {
      expect([1, 2, 3], `${region} ${q}`).toContain(placeOf({ q, id: 'bound-but-not-paid', region }));
    }
  }
});
