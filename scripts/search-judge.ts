import { readFile } from 'node:fs/promises';
import { synonyms } from '../bff/seed/synonyms/index';
import { createSearchEngine } from '../bff/src/modules/search/engine';
import { judge, readJudgingSet } from '../bff/src/modules/search/judge';
import { createLexicon } from '../bff/src/modules/search/lexicon';

/** Runs the real engine on a foreign set, FILE = {entries:[{id,title,aliases,answer}],queries:[{q,ids}]}, and prints one line a figure. */
async function main(): Promise<number> {
  const files = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const isVerbose = process.argv.includes('--misses');
  const [file] = files;
  if (!file) {
    console.error('usage: npm run search:judge -- FILE [--misses]');
    return 2;
  }
  const set = readJudgingSet(JSON.parse(await readFile(file, 'utf8')));
  const engine = createSearchEngine({ documents: set.entries, lexicon: createLexicon(synonyms) });
  const figures = judge(engine, set.queries);
  if (isVerbose) {
    for (const { q, ids, rank, found } of figures.misses) {
      console.log(
        `${rank === 0 ? 'not in ten' : `rank ${rank}`}\t${q}\twanted ${ids.join(' ')}\tgot ${found.slice(0, 3).join(' ')}`,
      );
    }
  }
  console.log(`entries ${set.entries.length}`);
  console.log(`queries ${figures.asked}`);
  console.log(`MRR ${figures.meanReciprocalRank.toFixed(3)}`);
  console.log(`R@1 ${figures.recallAt1.toFixed(3)}`);
  console.log(`R@3 ${figures.recallAt3.toFixed(3)}`);
  console.log(`R@10 ${figures.recallAt10.toFixed(3)}`);
  console.log(`zero results ${figures.zeroResults}`);
  if (figures.nonsense > 0) console.log(`nonsense refused ${figures.nonsenseRefused} of ${figures.nonsense}`);
  console.log(`p50 ms ${figures.p50Ms.toFixed(2)}`);
  console.log(`p95 ms ${figures.p95Ms.toFixed(2)}`);
  return 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
