import { z } from 'zod';
import type { SearchDocument, SearchEngine } from './engine';
import { nation } from './region-prior';

export interface JudgedQuery {
  q: string;
  /** Entries that answer the question; empty for nonsense, which should find nothing. */
  ids: string[];
}

export interface Miss extends JudgedQuery {
  /** 1 to 10, or 0 when none of the wanted entries was among the first ten. */
  rank: number;
  found: string[];
}

export interface Figures {
  asked: number;
  meanReciprocalRank: number;
  /** Share of questions with a wanted entry among the first 1, 3, 10. */
  recallAt1: number;
  recallAt3: number;
  recallAt10: number;
  zeroResults: number;
  nonsense: number;
  nonsenseRefused: number;
  p50Ms: number;
  p95Ms: number;
  misses: Miss[];
}

const id = z.union([z.string(), z.number()]).transform(String);
const form = z.object({
  entries: z.array(
    z.object({
      id,
      title: z.string(),
      aliases: z.array(z.string()).default([]),
      answer: z.string().default(''),
      region: z.string().default(nation),
    }),
  ),
  queries: z.array(z.object({ q: z.string(), ids: z.array(id) })),
});

/** Checks a foreign judging set; throws a ZodError that names the wrong field. */
export function readJudgingSet(data: unknown): { entries: SearchDocument[]; queries: JudgedQuery[] } {
  return form.parse(data);
}

/** Asks every question (after one unmeasured round, so that times are those of a running server) and counts. */
export function judge(engine: SearchEngine, queries: readonly JudgedQuery[], limit = 10): Figures {
  for (const { q } of queries.slice(0, 50)) engine.search(q, { limit });
  const times: number[] = [];
  const misses: Miss[] = [];
  const figures = { asked: 0, reciprocal: 0, at1: 0, at3: 0, at10: 0, zero: 0, nonsense: 0, refused: 0 };
  for (const { q, ids } of queries) {
    const begun = performance.now();
    const { items } = engine.search(q, { limit });
    times.push(performance.now() - begun);
    const found = items.map((item) => item.id);
    if (ids.length === 0) {
      figures.nonsense++;
      if (found.length === 0) figures.refused++;
      else misses.push({ q, ids, rank: 0, found });
      continue;
    }
    const rank = found.findIndex((one) => ids.includes(one)) + 1;
    figures.asked++;
    if (found.length === 0) figures.zero++;
    if (rank > 0) figures.reciprocal += 1 / rank;
    if (rank === 1) figures.at1++;
    if (rank > 0 && rank <= 3) figures.at3++;
    if (rank > 0) figures.at10++;
    if (rank !== 1) misses.push({ q, ids, rank, found });
  }
  const share = (count: number) => (figures.asked === 0 ? 0 : count / figures.asked);
  times.sort((a, b) => a - b);
  const percentile = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return {
    asked: figures.asked,
    meanReciprocalRank: share(figures.reciprocal),
    recallAt1: share(figures.at1),
    recallAt3: share(figures.at3),
    recallAt10: share(figures.at10),
    zeroResults: figures.zero,
    nonsense: figures.nonsense,
    nonsenseRefused: figures.refused,
    p50Ms: percentile(0.5),
    p95Ms: percentile(0.95),
    misses,
  };
}
