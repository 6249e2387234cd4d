import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { allPacks } from '@gongji/shared/policy/index';
import { packReport, packsOf } from './rules/pack-report';

/** `npm run check-pack -- FILE`: says in plain words what is missing in the packs of a file; without FILE, in all packs. */
const file = process.argv[2];
if (file && !existsSync(file)) {
  console.error(`${file} is not there; the packs live in shared/src/policy/packs`);
  process.exit(1);
}
const packs = file
  ? packsOf((await import(pathToFileURL(resolve(file)).href)) as Record<string, unknown>)
  : [...allPacks];
if (packs.length === 0) {
  console.error(`${file} exports no pack: export one object of the type PolicyPack (docs/add-a-province.md)`);
  process.exit(1);
}
const reports = packs.map((pack) => packReport(pack, allPacks));
for (const { lines } of reports) console.log(lines.join('\n'));
if (reports.some(({ isSound }) => !isSound)) process.exit(1);
