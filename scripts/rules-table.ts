import { writeFileSync } from 'node:fs';
import { allPacks } from '@gongji/shared/policy/index';
import { rulesTable } from './rules/table';

/** Writes docs/rules.md from the packs; a test keeps the two equal. */
writeFileSync(new URL('../docs/rules.md', import.meta.url), rulesTable(allPacks));
