import { allPacks, packOfFamily } from '@gongji/shared/policy/index';
import { describe, expect, test } from 'vitest';
import { contentHash } from '../src/modules/entry/entry.usecases';
import type { PackFact } from './entries/entry';
import { entryContents, entrySeeds } from './entries/index';
import { regions } from './regions';
import { synonyms } from './synonyms/index';

/** What a dotted path leads to; undefined where it leads nowhere. */
function lookUp(root: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], root);
}

/** Facts that a pack does not state (any more). */
function outdated(facts: readonly PackFact[], packs: (family: string) => unknown): string[] {
  return facts
    .filter(({ pack, path, equals }) => JSON.stringify(lookUp(packs(pack), path)) !== JSON.stringify(equals))
    .map(({ pack, path }) => `${pack} ${path}`);
}

describe('the first edition of the FAQ', () => {
  test.each(entrySeeds.map((seed) => [seed.id, seed] as const))('%s states what the packs state', (_, seed) => {
    expect(outdated(seed.facts ?? [], (family) => packOfFamily(family))).toEqual([]);
  });

  test('a pack that changes makes an entry outdated', () => {
    const facts = entrySeeds.flatMap((seed) => seed.facts ?? []);
    const changed = structuredClone(packOfFamily('hebei'));
    if (!changed) throw new Error('no pack');
    changed.limits.membersPerOwner.value = 9;
    const found = outdated(facts, (family) => (family === 'hebei' ? changed : packOfFamily(family)));
    expect(new Set(found)).toEqual(new Set(['hebei limits.membersPerOwner.value']));
    expect(outdated(facts, () => undefined)).toHaveLength(facts.length);
  });

  test('has at least 90 entries with names of their own, and all four provinces', () => {
    expect(entrySeeds.length).toBeGreaterThanOrEqual(90);
    expect(new Set(entrySeeds.map(({ id }) => id)).size).toBe(entrySeeds.length);
    for (const region of ['520000', '620000', '320000', '130000', '000000']) {
      expect(entrySeeds.filter((seed) => seed.region === region).length).toBeGreaterThanOrEqual(10);
    }
  });

  test.each(entrySeeds.map((seed) => [seed.id, seed] as const))('%s is whole', (_, seed) => {
    expect(seed.id).toMatch(/^[a-z0-9][a-z0-9-]{1,63}$/);
    expect(regions.map(({ code }) => code)).toContain(seed.region);
    expect(seed.aliases.length).toBeGreaterThanOrEqual(5);
    expect(new Set([seed.title, ...seed.aliases]).size).toBe(seed.aliases.length + 1);
    expect(seed.sources.length).toBeGreaterThan(0);
    expect(seed.verifiedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(seed.answer.length).toBeGreaterThan(15);
    const ids = entrySeeds.map(({ id }) => id);
    for (const related of seed.related) expect(ids).toContain(related);
    expect(seed.related).not.toContain(seed.id);
    // A reading of ours is said to be one.
    if (seed.isOurReading) expect(seed.notes ?? seed.sources).not.toEqual([]);
  });

  test('an entry about the rules of a province that we serve is tied to its pack', () => {
    const served = new Map(allPacks.map((pack) => [pack.region, pack.family]));
    for (const seed of entrySeeds) {
      const family = served.get(seed.region);
      // Neighbouring services and the wallet's notice are not what a pack states.
      if (!family || seed.title.includes('相关服务') || seed.sources.includes('WALLET')) continue;
      expect(
        seed.facts?.map(({ pack }) => pack),
        seed.id,
      ).toContain(family);
    }
  });

  test('no phrase belongs to two entries of the same region', () => {
    const owners = new Map<string, string>();
    const twice: string[] = [];
    for (const seed of entrySeeds) {
      for (const phrase of [seed.title, ...seed.aliases]) {
        const key = `${seed.region} ${phrase}`;
        if (owners.has(key)) twice.push(`${key}: ${owners.get(key)} and ${seed.id}`);
        owners.set(key, seed.id);
      }
    }
    expect(twice).toEqual([]);
  });

  test('the hash follows the content and nothing else', () => {
    const [content] = entryContents;
    if (!content) throw new Error('no entry');
    const reordered = Object.fromEntries(Object.entries(content).reverse()) as typeof content;
    expect(contentHash(reordered)).toBe(contentHash(content));
    expect(contentHash({ ...content, answer: `${content.answer}。` })).not.toBe(contentHash(content));
  });
});

describe('the synonyms', () => {
  test('never make 亲情账户 and 家庭共济 the same', () => {
    const groupsOf = (term: string) => synonyms.filter((group) => group.terms.includes(term)).map(({ id }) => id);
    expect(groupsOf('亲情账户')).not.toEqual([]);
    expect(groupsOf('家庭共济')).not.toEqual([]);
    expect(groupsOf('亲情账户').filter((id) => groupsOf('家庭共济').includes(id))).toEqual([]);
  });

  test('have ids of their own and name only groups that exist', () => {
    const ids = synonyms.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const group of synonyms) for (const broader of group.broader ?? []) expect(ids).toContain(broader);
  });
});
