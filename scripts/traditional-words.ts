import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import ts from 'typescript';

/**
 * `node --import tsx scripts/traditional-words.ts`: reads every Chinese text in the mini-program's sources and writes the words that
 * the table of characters alone would not turn as OpenCC does: bff/src/modules/policy/interface-words.json.
 */
const root = path.resolve(import.meta.dirname, '..');
const FOLDERS = ['miniprogram/src', 'shared/src/domain'];
export const OUT = path.join(root, 'bff/src/modules/policy/interface-words.json');

/** All Chinese texts that the interface may show, as written. */
export function interfaceTexts(): string[] {
  const texts = new Set<string>();
  for (const folder of FOLDERS) {
    for (const file of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file) || /\.(test|d)\.ts$/.test(file)) continue;
      const name = path.join(root, folder, file);
      collect(ts.createSourceFile(name, readFileSync(name, 'utf8'), ts.ScriptTarget.Latest, true), texts);
    }
  }
  return [...texts].sort();
}

function collect(node: ts.Node, texts: Set<string>): void {
  const isText =
    ts.isStringLiteralLike(node) ||
    ts.isJsxText(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node);
  if (isText && /\p{Script=Han}/u.test(node.text)) texts.add(node.text.trim());
  ts.forEachChild(node, (child) => collect(child, texts));
}

/** Windows around a place, shortest first. */
const WINDOWS: readonly [before: number, after: number][] = [
  [0, 1],
  [1, 0],
  [1, 1],
  [0, 2],
  [2, 0],
  [0, 3],
  [2, 1],
  [1, 2],
  [3, 0],
  [2, 2],
  [3, 3],
  [4, 0],
];

/** The shortest words around `place` that OpenCC turns by themselves as it does in the whole text. */
function wordsAround(text: string, whole: string, place: number, turn: (text: string) => string): [string, string][] {
  return WINDOWS.flatMap(([before, after]): [string, string][] => {
    const from = place - before;
    const to = place + after + 1;
    if (from < 0 || to > text.length) return [];
    const word = text.slice(from, to);
    const wanted = whole.slice(from, to);
    return !/\s/.test(word) && turn(word) === wanted ? [[word, wanted]] : [];
  });
}

async function main(): Promise<void> {
  const { traditional: turn } = await import('../bff/src/http/traditional');
  const { interfaceTable } = await import('../bff/src/modules/policy/interface-table');
  const { converterOf } = await import('../miniprogram/src/script/convert');
  const { characters } = interfaceTable();
  const texts = interfaceTexts().filter((text) => turn(text).length === text.length);
  const words = new Map<string, string>();
  // A longer word each round where the shorter one was overtaken by its neighbour (几分 before 分钟).
  for (let round = 0; round < WINDOWS.length; round += 1) {
    const drawn = converterOf({ characters, words: [...words] });
    for (const text of texts) {
      const whole = turn(text);
      const now = drawn(text);
      const place = [...whole].findIndex((character, at) => character !== now[at]);
      if (place < 0) continue;
      const word = wordsAround(text, whole, place, turn).find(([from]) => !words.has(from));
      if (word) words.set(word[0], word[1]);
    }
  }
  const left = texts.filter((text) => converterOf({ characters, words: [...words] })(text) !== turn(text));
  const sorted = [...words].sort(([one], [other]) => (one < other ? -1 : 1));
  const lines = sorted.map(([from, to]) => `  [${JSON.stringify(from)}, ${JSON.stringify(to)}]`);
  writeFileSync(OUT, `[\n${lines.join(',\n')}\n]\n`);
  process.stdout.write(`${sorted.length} words; ${left.length} texts are not yet right\n${left.join('\n')}\n`);
}

if (process.argv[1] === import.meta.filename) await main();
