import { readFileSync } from 'node:fs';
import { allPacks } from '@gongji/shared/policy/index';
import { describe, expect, it } from 'vitest';
import { leavesOf, rulesTable } from './table';

describe('docs/rules.md', () => {
  it('says what the packs say', () => {
    const written = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8');
    expect(written).toBe(rulesTable(allPacks));
  });

  it('names a source that the pack describes for every rule', () => {
    for (const pack of allPacks) {
      const leaves = leavesOf(pack);
      expect(leaves.length).toBeGreaterThan(30);
      for (const { path, rule } of leaves) expect(pack.sources[rule.source], `${pack.id} ${path}`).toBeDefined();
    }
  });
});
