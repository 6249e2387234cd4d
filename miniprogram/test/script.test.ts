import { Converter } from 'opencc-js/cn2t';
import { expect, test } from 'vitest';
import { interfaceTable } from '../../bff/src/modules/policy/interface-table';
import { interfaceTexts } from '../../scripts/traditional-words';
import { converterOf } from '../src/script/convert';

const turn = converterOf(interfaceTable());
const opencc = Converter({ from: 'cn', to: 'tw' });

test('the interface is turned as OpenCC turns it', () => {
  const texts = interfaceTexts();
  expect(texts.length).toBeGreaterThan(500);
  // A new sentence may hold a word that the table does not know yet (run scripts/traditional-words.ts); more than a few is a broken table.
  const different = texts.filter((text) => turn(text) !== opencc(text));
  expect(different.length, different.slice(0, 20).join('\n')).toBeLessThan(texts.length / 100);
});

test('what is Traditional already is not turned again', () => {
  const different = interfaceTexts()
    .map((text) => opencc(text))
    .filter((text) => turn(text) !== text);
  expect(different).toEqual([]);
});

test('a masked name keeps its own characters', () => {
  expect(turn('王*国用了我的钱，以后再说')).toBe('王*国用了我的錢，以後再說');
});
